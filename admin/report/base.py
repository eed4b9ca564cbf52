"""The counts of one question in one group, and what may be told of who did not answer it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from admin.report.coverage import item_base_of
from admin.report.hiding import complement
from survey.questionnaire.kinds.base import Status
from survey.round_counts import Said

SIMPLE_FORM = "simple"
"""Beside the statuses: those who were asked the same as a yes or no."""
NOT_SCORED = "not_scored"
"""A scale's own status: too few of its questions were answered."""
SHOWN_ORDER = (
    Status.ANSWERED.value,
    Status.DONT_KNOW.value,
    Status.SKIPPED.value,
    Status.NOT_RELEVANT.value,
    Status.NOT_REACHED.value,
    NOT_SCORED,
    SIMPLE_FORM,
)


@dataclass(frozen=True)
class Item:
    """How often each status occurred, and how often each answer, in one group.

    `centres` are the same counts at each centre by its number; empty for a centre's own.
    """

    statuses: Mapping[str, int]
    answers: Mapping[str, int]
    centres: Mapping[int, Item] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many gave an answer: the base of every share."""
        return self.statuses.get(Status.ANSWERED, 0)

    @property
    def asked(self) -> int:
        """How many responses there are, whatever became of the question."""
        return sum(self.statuses.values())

    def count(self, answers: Collection[str]) -> int:
        """How many gave one of these answers."""
        return sum(self.answers.get(answer, 0) for answer in answers)

    def too_much_unknown(self) -> bool:
        """True when so many did not know or skipped that no conclusion can be drawn."""
        counts = self.statuses
        return item_base_of(
            self.answered,
            counts.get(Status.DONT_KNOW, 0),
            counts.get(Status.SKIPPED, 0) + counts.get(NOT_SCORED, 0),
            counts.get(Status.NOT_RELEVANT, 0),
        ).too_much_unknown


@dataclass(frozen=True)
class StatusLine:
    """How many of a group met a question this way; None is: not told."""

    status: str
    n: int | None


def item_of(rows: Iterable[Said]) -> Item:
    """One question's rows as one item, with each centre's part."""
    apart: defaultdict[int, list[Said]] = defaultdict(list)
    for row in rows:
        apart[row.centre_id].append(row)
    centres = {id_: _summed(of_one) for id_, of_one in apart.items()}
    whole = _summed(row for of_one in apart.values() for row in of_one)
    return replace(whole, centres=centres)


def _summed(rows: Iterable[Said]) -> Item:
    statuses: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for row in rows:
        statuses[row.status] += row.n
        if row.status == Status.ANSWERED:
            answers[row.answer] += row.n
    return Item(statuses, answers)


def status_lines(item: Item, simple: int, k: int) -> tuple[StatusLine, ...]:
    """Every status that occurred. Few answers are not told, nor what would give them away.

    Who did not answer is told down to one, so that silence is never hidden; so are the `simple`,
    who were asked as a yes or no.
    """
    counts = {**item.statuses, SIMPLE_FORM: simple}
    counts = {name: counts[name] for name in SHOWN_ORDER if counts.get(name)}
    hidden = {Status.ANSWERED.value} if 0 < item.answered < k else set()
    hidden.update(complement(counts, hidden, k)[0])
    return tuple(StatusLine(s, None if s in hidden else n) for s, n in counts.items())
