"""A round as one of its centres sees it: that centre's own counts, and no other's.

Nothing is told of a centre that the round as a whole does not tell of it: whoever is hidden there in
the grid of the whole round is left out. A sensitive question is told at the centres only where every
one of them may tell it in full, for what all but one tell can be taken from the whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from admin.report.disclosure import BandKind, band
from admin.report.edition_notes import Edition
from admin.report.grid import CellKind
from admin.report.groups import Speaker
from admin.report.round_report import RoundReport
from survey.questionnaire.kinds.base import QuestionBase, Status
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.questionnaire.model import Questionnaire
from survey.round_counts import Replies, RoundCounts, Said
from survey.tally import SIMPLE

NOT_TOLD = (CellKind.HIDDEN, CellKind.FEW)
Answers = Mapping[tuple[str, str, int], Counter[str]]
"""Of one question, how often each answer was given, by voice, perspective and centre."""


def hidden_at(counts: RoundCounts, whole: RoundReport, centre_id: int) -> frozenset[Speaker]:
    """Who is hidden at a centre in the grid of the whole round."""
    at = [centre.id for centre in counts.centres].index(centre_id)
    row = [row for row in whole.grid.rows if row.is_centre][at]
    cells = zip(whole.grid.columns, row.cells, strict=True)
    return frozenset(column.speaker for column, cell in cells if cell.kind in NOT_TOLD)


def at_centre(counts: RoundCounts, hidden: Collection[Speaker], centre_id: int) -> RoundCounts:
    """The counts of one centre of the round, without those who are hidden there."""

    def is_told(one: Replies | Said) -> bool:
        return one.centre_id == centre_id and (one.voice, one.perspective) not in hidden

    return replace(
        counts,
        centres=tuple(one for one in counts.centres if one.id == centre_id),
        sizes=tuple(one for one in counts.sizes if one.centre_id == centre_id),
        replies=tuple(one for one in counts.replies if is_told(one)),
        said=tuple(
            one for one in counts.said if is_told(one) and one.version_id == counts.version_id
        ),
    )


def told_at_centres(counts: RoundCounts, edition: Edition, k: int) -> Edition:
    """What the round asks, without what may be told of the whole only: scores, and sensitive
    questions of which some centre has too few of an answer.
    """
    asked = edition.questionnaire
    closed = {one.key for one in asked.asked() if one.sensitive and not _is_open(counts, one, k)}
    return replace(edition, questionnaire=asked_without(asked, closed, scales=False))


def asked_without(
    questionnaire: Questionnaire, closed: Collection[str], *, scales: bool
) -> Questionnaire:
    """The questionnaire without these questions, and without the scales that need one of them."""
    kept = [one for one in questionnaire.questions if one.key not in closed]
    whole = [one for one in questionnaire.scales if scales and not set(one.items) & set(closed)]
    return questionnaire.model_copy(update={"questions": tuple(kept), "scales": tuple(whole)})


def _is_open(counts: RoundCounts, question: QuestionBase, k: int) -> bool:
    keys = [one.key for one in question.choosable()]
    simple = [one.key for one in YES_NO]
    return all(
        _may_be_told(found, wanted, k)
        for name, wanted in ((question.key, keys), (question.key + SIMPLE, simple))
        for found in _answers(counts, name).values()
    )


def _may_be_told(found: Counter[str], keys: Collection[str], k: int) -> bool:
    n = found.total()
    return n >= 2 * k - 1 and all(band(found[key], n, k).kind is BandKind.COUNT for key in keys)


def _answers(counts: RoundCounts, name: str) -> Answers:
    found: defaultdict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    for row in _of(counts, name):
        found[row.voice, row.perspective, row.centre_id][row.answer] += row.n
    return found


def _of(counts: RoundCounts, name: str) -> Iterator[Said]:
    """Every answer to a question, in whatever edition."""
    return (row for row in counts.said if row.question == name and row.status == Status.ANSWERED)
