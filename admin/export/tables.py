"""Tables of a round: each voice by itself, small groups hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from admin.export.group_table import HOW, safe_lines
from admin.export.hide import Name
from admin.export.line import Counts
from admin.export.notes import Making
from admin.export.sheets import Cell
from admin.export.ties import SafeLine
from survey.intake.submission import Outcome
from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.questionnaire.model import Questionnaire
from survey.store.export_queries import ExportedRound
from survey.tally import RESPONSE, SCALE
from survey.texts import N_
from survey.voices import Perspective, Voice

GROUP = ["version_id", "voice", "perspective"]
COUNTED = [*GROUP, "question", "status", "answer", "n"]
HIDDEN = N_("hidden")
HIDDEN_GROUP = N_("hidden: fewer than %(k)s")
OTHER_VALUES = N_("other values")
WHOLE = {
    RESPONSE: N_("How the interview ended"),
    HOW: N_("How it was answered, and who helped"),
}
"""What the lines of the response as a whole are about."""


@dataclass(frozen=True)
class Group:
    """What one voice said from one perspective, answering one version."""

    number: int
    voice: Voice
    perspective: Perspective
    questionnaire: Questionnaire
    counts: Counts

    @property
    def size(self) -> int:
        """How many responses it has."""
        return sum(self.counts.get((RESPONSE, outcome, ""), 0) for outcome in Outcome)


def groups_of(round_: ExportedRound, counted: Iterable[Any]) -> list[Group]:
    """The groups in the rows of `survey.store.export_queries.counts`, and those asked in vain.

    Voices in their usual order, the newest version first.
    """
    found = _by_group(counted)
    newest = round_.versions[0].id
    asked = ((newest, voice, p) for voice, ps in round_.voices.items() for p in ps)
    for silent in asked:
        found.setdefault(silent, {})
    versions = {version.id: version for version in round_.versions}
    groups = [
        Group(
            versions[id_].number,
            Voice(voice),
            Perspective(perspective),
            versions[id_].questionnaire,
            counts,
        )
        for (id_, voice, perspective), counts in found.items()
        if id_ in versions
    ]
    return sorted(groups, key=_place)


def _place(group: Group) -> tuple[int, int, int]:
    return (
        list(Voice).index(group.voice),
        -group.number,
        list(Perspective).index(group.perspective),
    )


def _by_group(counted: Iterable[Any]) -> dict[tuple[int, str, str], Counts]:
    import pandas as pd  # noqa: PLC0415 it takes a process 80 MB, and only tables need it

    rows = [tuple(row) for row in counted]
    groups: Any = pd.DataFrame.from_records(rows, columns=COUNTED).groupby(GROUP)
    return {
        (int(id_), str(voice), str(perspective)): {
            (cell.question, cell.status, cell.answer): int(cell.n) for cell in part.itertuples()
        }
        for (id_, voice, perspective), part in groups
    }


HEARD = (N_("Voice"), N_("Perspective"), N_("Version"), N_("Responses"))
"""Heading of the table of groups."""


def heard_rows(groups: Iterable[Group], making: Making) -> Iterator[list[Cell]]:
    """How many responses each group has; nobody is told, few are not."""
    for group in groups:
        said: Cell = group.size
        if 0 < group.size < making.k:
            said = making.say(HIDDEN_GROUP) % {"k": making.k}
        yield [group.voice.value, group.perspective.value, group.number, said]


TABLE = (
    N_("Perspective"),
    N_("Version"),
    N_("Question"),
    N_("Text"),
    N_("Format"),
    N_("Status"),
    N_("Answer"),
    N_("Label"),
    N_("Count"),
)
"""Heading of a voice's table."""


def table_rows(groups: Iterable[Group], making: Making) -> Iterator[list[Cell]]:
    """The lines of all groups of one voice; groups that nobody or few belong to have none."""
    for group in groups:
        if group.size >= making.k:
            for name, line in safe_lines(group.questionnaire, group.counts, making.k):
                yield from _line_rows(group, name, line, making)


def _line_rows(group: Group, name: str, line: SafeLine, making: Making) -> Iterator[list[Cell]]:
    question = None if name in WHOLE else group.questionnaire.find(name)
    about = [group.perspective.value, group.number, name, _text(group, name, question, making)]
    listed = question is not None and bool(question.choosable())
    covered = {n for n, count in line.shown.items() if count is None and n.answer and not listed}
    for one, count in line.shown.items():
        if one not in covered:
            label = _label(question, one, group.perspective, making.language)
            said = making.say(HIDDEN) if count is None else count
            form = "simple" if one.simple else None
            yield [*about, form, one.status, one.answer or None, label, said]
    if covered:
        # Which values there are would tell the lowest and the highest.
        status = next(iter(covered)).status
        yield [*about, None, status, None, making.say(OTHER_VALUES), making.say(HIDDEN)]


def _text(group: Group, name: str, question: QuestionBase | None, making: Making) -> str:
    if question:
        return question.text.say(group.perspective, making.language)
    scales = {SCALE + scale.key: scale.name for scale in group.questionnaire.scales}
    return scales.get(name) or making.say(WHOLE[name])


def _label(
    question: QuestionBase | None, one: Name, perspective: Perspective, language: str
) -> str | None:
    if question is None:
        return None
    options = YES_NO if one.simple else question.choosable()
    found = (o.label.say(perspective, language) for o in options if o.key == one.answer)
    return next(found, None)
