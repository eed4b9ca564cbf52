"""One question's line before hiding, and what of it may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from admin.export.hide import ANSWERED, ANSWERED_SIMPLY, Name, Part, hide, hide_options
from admin.export.ties import SafeLine, Ties
from survey.questionnaire.kinds.base import QuestionBase, Status
from survey.questionnaire.kinds.choices import JOIN
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.tally import SIMPLE

WITHOUT_ANSWER = tuple(status.value for status in Status if status is not Status.ANSWERED)
NOT_REACHED = Name(Status.NOT_REACHED.value)

Counts = Mapping[tuple[str, str, str], int]
"""The tally of one group, by question, status and answer."""


@dataclass(frozen=True)
class Line:
    """A question's counts before hiding. `known` are counts the reader can work out anyway."""

    answers: Mapping[Name, int]
    options: Mapping[Name, int]
    simple: Mapping[Name, int]
    others: Mapping[Name, int]
    known: Mapping[Name, int]
    sensitive: bool

    def safe(self, ties: Ties, k: int) -> SafeLine:
        """What of it may be shown."""
        if ties.all_hidden:
            return SafeLine(dict.fromkeys(self._cells()))
        hidden = hide(self._parts(ties.gone), k)
        gone = set(hidden.names)
        if not hidden.totals_shown:
            gone |= set(self._subtotals())
        gone |= self._hidden_options(k, ANSWERED in gone)
        return SafeLine({n: None if n in gone else c for n, c in self._cells().items()})

    def _parts(self, gone: int) -> list[Part]:
        several = ANSWERED in self.answers
        others = dict(self.others)
        if NOT_REACHED in others:
            others[NOT_REACHED] = max(0, others[NOT_REACHED] - gone)
        return [
            Part(self.answers, self.sensitive and not several),
            Part(self.simple, self.sensitive),
            Part(others),
        ]

    def _subtotals(self) -> dict[Name, int]:
        full = {} if ANSWERED in self.answers else {ANSWERED: sum(self.answers.values())}
        return full | ({ANSWERED_SIMPLY: sum(self.simple.values())} if self.simple else {})

    def _hidden_options(self, k: int, answered_hidden: bool) -> frozenset[Name]:
        if answered_hidden:
            return frozenset(self.options)
        answered = self.answers.get(ANSWERED, 0)
        return hide_options(self.options, answered, k, sensitive=self.sensitive)

    def _cells(self) -> dict[Name, int]:
        """All counts in the order they are read; each subtotal before its parts."""
        subtotals = self._subtotals()
        simple_total = {n: c for n, c in subtotals.items() if n.simple}
        full_total = {n: c for n, c in subtotals.items() if not n.simple}
        full = {**full_total, **self.answers, **self.options}
        rest = {**self.others, **self.known}
        order = sorted(rest, key=lambda name: WITHOUT_ANSWER.index(name.status))
        return {**full, **simple_total, **self.simple, **{name: rest[name] for name in order}}


def count_line(question: QuestionBase, counts: Counts, known: tuple[str, ...] = ()) -> Line:
    """A question's counts, those nobody gave included."""
    key = question.key
    rest = {status: counts.get((key, status, ""), 0) for status in WITHOUT_ANSWER}
    return Line(
        answers=_answers(question, counts),
        options=_options(question, counts),
        simple=_simple(question, counts),
        others={Name(status): n for status, n in rest.items() if status not in known},
        known={Name(status): n for status, n in rest.items() if status in known},
        sensitive=question.sensitive,
    )


def _answers(question: QuestionBase, counts: Counts) -> dict[Name, int]:
    found = found_in(counts, question.key, Status.ANSWERED.value)
    if question.ordered:
        found = _firsts(found)
    elif question.several or question.free_words:
        return {ANSWERED: sum(found.values())}
    listed = {Name(Status.ANSWERED.value, option.key): 0 for option in question.choosable()}
    return listed | found if listed else in_order(found)


def _firsts(found: Mapping[Name, int]) -> dict[Name, int]:
    """Orders by their first choice: such counts exclude each other, and are hidden as such."""
    firsts: Counter[Name] = Counter()
    for order, n in found.items():
        firsts[Name(order.status, order.answer.split(JOIN)[0])] += n
    return dict(firsts)


def _options(question: QuestionBase, counts: Counts) -> dict[Name, int]:
    """How many chose each option, from the combinations that are counted."""
    if not question.several or question.ordered:
        return {}
    chosen = {Name(Status.ANSWERED.value, option.key): 0 for option in question.choosable()}
    for together, n in found_in(counts, question.key, Status.ANSWERED.value).items():
        for option in together.answer.split(JOIN):
            chosen[Name(Status.ANSWERED.value, option)] += n
    return chosen


def _simple(question: QuestionBase, counts: Counts) -> dict[Name, int]:
    if question.simple is None:
        return {}
    status = Status.ANSWERED.value
    return {
        Name(status, option.key, simple=True): counts.get(
            (question.key + SIMPLE, status, option.key), 0
        )
        for option in YES_NO
    }


def found_in(counts: Counts, question: str, status: str) -> dict[Name, int]:
    """The counts there are of a question and status, for answers that no list names."""
    found = {a: n for (q, s, a), n in counts.items() if (q, s) == (question, status)}
    return {Name(status, answer): found[answer] for answer in sorted(found)}


def in_order(numbers: Mapping[Name, int]) -> dict[Name, int]:
    """Counts of answers that are numbers, the lowest first."""
    return dict(sorted(numbers.items(), key=lambda item: float(item[0].answer)))
