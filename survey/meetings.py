"""Meetings of the partners of an initiative: what was held, what was missed, and what to say of it.

Nothing here knows a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from survey.initiative_dates import NO_DAYS, MeetingDays, next_meeting

LONGEST_WHY = 200
LONGEST_PLACE = 200
LONGEST_NOTES = 8000
IN_A_ROW = 2
"""So many meetings without a group and it is said aloud."""


class MeetingState(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Group(StrEnum):
    """Who may be at a meeting, in the order they are asked for."""

    RESIDENTS = "residents"
    RELATIVES = "relatives"
    VOLUNTEERS = "volunteers"
    STAFF = "staff"
    LEADERS = "leaders"
    PARTNERS = "partners"


@dataclass(frozen=True)
class Attended:
    """How many of a group came and how many did not, and why not. None: not written down."""

    present: int | None = None
    absent: int | None = None
    why: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was written down."""
        return self.present is None and self.absent is None and not self.why


@dataclass(frozen=True)
class Plan:
    """When and where; `starts_at` as "14.00", empty when it was not said."""

    day: date
    starts_at: str = ""
    place: str = ""


@dataclass(frozen=True)
class Decision:
    """What was decided, who sees to it, and by when."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True)
class KeptDecision:
    """A decision with its number and what became of it."""

    id: int
    meeting_id: int
    revision: int
    decision: Decision
    done_on: date | None = None
    decided_on: date | None = None

    def is_late(self, today: date) -> bool:
        """True when its day has passed and nobody has said that it is done."""
        due = self.decision.due_on
        return self.done_on is None and due is not None and due < today


@dataclass(frozen=True)
class Meeting:
    """A meeting as its page shows it. `frozen` is what the rounds' reports said at `frozen_at`."""

    id: int
    initiative_id: int
    revision: int
    plan: Plan
    state: MeetingState = MeetingState.PLANNED
    attendance: Mapping[Group, Attended] = field(default_factory=dict)
    notes: str = ""
    reason: str = ""
    frozen_at: datetime | None = None
    frozen: Mapping[str, Any] = field(default_factory=dict)

    def of(self, group: Group) -> Attended:
        """How many of a group came."""
        return self.attendance.get(group, Attended())

    def is_unwritten(self, today: date) -> bool:
        """True when its day has passed and nobody wrote down what became of it."""
        return self.state is MeetingState.PLANNED and self.plan.day < today


@dataclass(frozen=True)
class Met:
    """An initiative and its meetings: how often they meet, and the next day that was written."""

    id: int
    name: str
    weeks: int | None
    next_on: date | None
    meetings: list[Meeting]

    @property
    def facts(self) -> tuple[list[Meeting], int | None, date | None]:
        """What `warnings` asks for before the day."""
        return self.meetings, self.weeks, self.next_on


class WarningKind(StrEnum):
    """What is said of meetings that do not go as agreed."""

    NOT_WRITTEN = "not_written"
    OVERDUE = "overdue"
    NO_RESIDENTS = "no_residents"


@dataclass(frozen=True)
class MeetingWarning:
    """Something to look at: the day it is about, and how many whole weeks ago that was."""

    kind: WarningKind
    day: date
    weeks: int = 0
    meeting_id: int | None = None


def warnings(
    meetings: Iterable[Meeting], weeks: int | None, next_on: date | None, today: date
) -> list[MeetingWarning]:
    """All that is to be said of an initiative's meetings as of `today`, the oldest first.

    `weeks` is how often they meet, `next_on` the day somebody wrote down; None: nobody did.
    """
    ordered = sorted(meetings, key=lambda one: (one.plan.day, one.id))
    found = [*_unwritten(ordered, today), *_overdue(ordered, weeks, next_on, today)]
    return [*found, *_without_residents(ordered)]


def _unwritten(meetings: Sequence[Meeting], today: date) -> Iterator[MeetingWarning]:
    for one in meetings:
        if one.is_unwritten(today):
            yield MeetingWarning(WarningKind.NOT_WRITTEN, one.plan.day, meeting_id=one.id)


def _overdue(
    meetings: Sequence[Meeting], weeks: int | None, next_on: date | None, today: date
) -> Iterator[MeetingWarning]:
    """A cadence that was dropped: the meeting that should have followed is not there.

    An unwritten meeting is told of by itself, and one that is still to come mends the cadence.
    """
    if not weeks or any(one.state is MeetingState.PLANNED for one in meetings):
        return
    due = expected_on(meetings, weeks, next_on)
    if due and due < today:
        yield MeetingWarning(WarningKind.OVERDUE, due, (today - due).days // 7)


def expected_on(meetings: Iterable[Meeting], weeks: int, next_on: date | None) -> date | None:
    """The day by which partners who meet every `weeks` weeks should have met again.

    Counted from the last meeting that was held; where none was, the day that was written down.
    """
    held = [one.plan.day for one in meetings if one.state is MeetingState.HELD]
    if not held:
        return next_on
    after = max(held) + timedelta(weeks=weeks)
    return max(after, next_on) if next_on else after


def _without_residents(meetings: Sequence[Meeting]) -> Iterator[MeetingWarning]:
    held = [one for one in meetings if one.state is MeetingState.HELD][-IN_A_ROW:]
    nobody = all(one.of(Group.RESIDENTS).present == 0 for one in held)
    if len(held) == IN_A_ROW and nobody:
        yield MeetingWarning(WarningKind.NO_RESIDENTS, held[-1].plan.day, meeting_id=held[-1].id)


def days_of(meetings: Iterable[tuple[date, str]]) -> MeetingDays:
    """Their days, each with what became of its meeting (`MeetingState`)."""
    off = (MeetingState.MISSED, MeetingState.CANCELLED)
    listed = list(meetings)
    kept = {day for day, state in listed if state not in off}
    planned = {day for day, state in listed if state == MeetingState.PLANNED}
    return MeetingDays(frozenset(planned), frozenset(day for day, _ in listed) - kept)


def proposed_next(
    held_on: date,
    weeks: int | None,
    next_on: date | None,
    today: date,
    days: MeetingDays = NO_DAYS,
) -> date | None:
    """The next day to propose: one that is named already, else counted on from this meeting."""
    later = MeetingDays(frozenset(day for day in days.planned if day > held_on), days.called_off)
    if next_on and next_on > max(held_on, today) and next_on not in days.called_off:
        return next_meeting(next_on, None, today, later)
    after = held_on + timedelta(weeks=weeks) if weeks else None
    return next_meeting(after, weeks, today, later)
