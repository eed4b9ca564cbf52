"""The lines that may be shown of one group: one voice, one perspective, one version.

All questions of a group count the same people, so every line adds up to a total the reader knows.
Three things tie numbers together and are taken into account: a subtotal beside its parts
(`line`), a question asked only after certain answers (`ties`), and a scale, which is a sum over
its items: it is shown only when nothing at all is hidden in it or in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from admin.export.hide import ANSWERED, Name, Part, hide
from admin.export.line import Counts, count_line, found_in, in_order
from admin.export.ties import SafeLine, ties_of
from survey.intake.submission import Outcome
from survey.questionnaire.kinds.base import Status
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.scoring import Scale
from survey.tally import RESPONSE, SCALE

MODE = "mode"
HOW = f"{RESPONSE}:{MODE}"
"""The line of how it was answered and who helped, beside that of the outcome."""


def safe_lines(
    questionnaire: Questionnaire, counts: Counts, k: int
) -> Iterator[tuple[str, SafeLine]]:
    """Every line of a group of at least k responses, by the tally's name for it.

    First the outcome and how it was answered, then questions and scales. Raises UnsafeGroupSize.
    """
    yield RESPONSE, _plain({Name(o): counts.get((RESPONSE, o, ""), 0) for o in Outcome}, k)
    yield HOW, _plain(found_in(counts, RESPONSE, MODE), k)
    lines: dict[str, SafeLine] = {}
    for question in questionnaire.asked():
        ties = ties_of(question, questionnaire, lines)
        lines[question.key] = count_line(question, counts, ties.known).safe(ties, k)
    for scale in questionnaire.scales:
        lines[SCALE + scale.key] = _scale_line(scale, questionnaire, counts, lines, k)
    yield from lines.items()


def _scale_line(
    scale: Scale,
    questionnaire: Questionnaire,
    counts: Counts,
    lines: Mapping[str, SafeLine],
    k: int,
) -> SafeLine:
    """All or nothing: scores add up over items, so any gap could be worked out from the rest."""
    key = SCALE + scale.key
    items = [question for question in questionnaire.asked() if question.key in scale.items]
    sensitive = any(question.sensitive for question in items)
    scores = in_order(found_in(counts, key, Status.ANSWERED.value))
    rest = {Name("not_scored"): counts.get((key, "not_scored", ""), 0)}
    gap = any(lines[question.key].hides() for question in items)
    if gap or hide([Part(scores, sensitive), Part(rest)], k).names:
        return SafeLine(dict.fromkeys([ANSWERED, *rest]))
    return SafeLine({ANSWERED: sum(scores.values()), **scores, **rest})


def _plain(cells: Mapping[Name, int], k: int) -> SafeLine:
    hidden = hide([Part(cells)], k).names
    return SafeLine({name: None if name in hidden else n for name, n in cells.items()})
