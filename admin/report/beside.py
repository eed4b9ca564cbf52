"""One voice in two rounds: what it said in each, and how far apart that is where that can be told.

A difference is worked out of numbers that both reports show, with Newcombe's interval. Nothing here
is a confirmed change: there are two rounds only, and no sentence says which way, or why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from admin.report.answers import QuestionReport
from admin.report.difference import Difference, newcombe
from admin.report.numbers import PERCENT_FROM, STEPS, Form, Percents, Share
from admin.report.sentences import Sentence, sentence
from survey.texts import N_

MOST_MOVED = 0.20
"""A share of assisted answers that moves more than this between two rounds is a break."""

OTHER_QUESTION = N_("The question or its answers were changed between the rounds.")
OTHER_HELP = N_("Many more, or many fewer, residents had help to answer than in the round before.")
OTHER_PLACES = N_("The two rounds were not asked at the same centres.")

NO_SURE_DIFFERENCE = N_("No sure difference.")
APART = N_(
    "Between %(low)s and %(high)s percentage points apart. "
    "We cannot know whether the promise is the reason."
)
TOO_FEW = N_("Too few to hold against each other: 10 must have answered in both rounds.")
NOT_EXACT = N_("Not held against each other: the numbers are not shown exactly.")
NO_CONCLUSION = N_("Not held against each other: too many did not know or skipped it.")


@dataclass(frozen=True)
class Asked:
    """A question as one voice answered it in one round.

    Answers may be compared where `trend` is the same. `assisted` is the share (0-1) of the
    residents heard who had help, None for other voices; `centres` are where the round asked.
    """

    question: QuestionReport
    trend: object
    assisted: float | None
    centres: frozenset[int]


@dataclass(frozen=True)
class Line:
    """One answer in both rounds, and what may be said of how far apart they are."""

    label: str
    before: Share
    after: Share
    said: Sentence


@dataclass(frozen=True)
class Beside:
    """A question in both rounds. With `breaks`, there are no lines: nothing is held together."""

    question: QuestionReport
    lines: tuple[Line, ...] = ()
    breaks: tuple[Sentence, ...] = ()


def beside(before: Asked, after: Asked) -> Beside | None:
    """The question of `after` held against the earlier round's; None where neither has shares."""
    found = tuple(breaks(before, after))
    if found:
        return Beside(after.question, breaks=found)
    ours, theirs = after.question.lines, before.question.lines
    # With the same trend the same answers stand in the same order; hidden ones leave none.
    if not ours or len(ours) != len(theirs):
        return None
    pairs = zip(theirs, ours, strict=True)
    lines = [Line(b.label, a.share, b.share, _told(a.share, b.share)) for a, b in pairs]
    return Beside(after.question, tuple(lines))


def difference(before: Share, after: Share) -> Difference | None:
    """`after` less `before`; None where a count is hidden, or too few or too many unsure."""
    first, later = _counted(before), _counted(after)
    return newcombe(*later, *first) if first and later else None


def _counted(share: Share) -> tuple[int, int] | None:
    """The counts of a share from which something may be concluded."""
    if share.form not in STEPS or share.strength is None or share.x is None or share.n is None:
        return None
    return share.x, share.n


def assisted_share(alone: int | None, helped: int | None) -> float | None:
    """Of the residents heard, the share who had help. Groups too small to be told count nothing."""
    told = (alone or 0) + (helped or 0)
    return (helped or 0) / told if told else None


def breaks(before: Asked, after: Asked) -> Iterator[Sentence]:
    """Why two rounds' answers must not be compared; nothing where they may."""
    if before.trend is None or before.trend != after.trend:
        yield sentence(OTHER_QUESTION)
    if before.centres != after.centres:
        yield sentence(OTHER_PLACES)
    if _moved(before.assisted, after.assisted):
        yield sentence(OTHER_HELP)


def _moved(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return False
    # Rounded, so that exactly 20 points are not more than 20 by a binary fraction.
    return round(abs(after - before), 9) > MOST_MOVED


def _told(before: Share, after: Share) -> Sentence:
    found = difference(before, after)
    if found is None:
        return sentence(_why_not(before, after))
    if not found.is_sure:
        return sentence(NO_SURE_DIFFERENCE)
    apart = _points(found)
    return sentence(APART, low=apart.low, high=apart.high)


def _why_not(before: Share, after: Share) -> str:
    if any(one.n is None or one.n < PERCENT_FROM for one in (before, after)):
        return TOO_FEW
    if any(one.form in (Form.BAND, Form.WITHHELD) for one in (before, after)):
        return NOT_EXACT
    return NO_CONCLUSION


def _points(found: Difference) -> Percents:
    """How far apart in whole points, rounded outwards, without saying which way."""
    ends = sorted((abs(found.low), abs(found.high)))
    low, high = (round(one * 100, 9) for one in ends)
    return Percents(floor(low), ceil(high))
