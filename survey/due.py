"""What is due in an initiative, and when: meetings, the end of the money, agreements, promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from survey.actions import Promise, Texts
from survey.initiative_dates import NO_DAYS, MeetingDays, next_meeting
from survey.initiative_parts import Partner, RoundThere, Times

LOOKING_AHEAD = timedelta(days=90)
"""How far whoever takes over needs to see."""
WRITTEN_IN = "da"
"""The language in which everything is written down."""


class DueKind(StrEnum):
    """What is due; on one day in this order."""

    FUNDING = "funding"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    PROMISE = "promise"
    ROUND_OPENS = "round_opens"
    ROUND_CLOSES = "round_closes"


@dataclass(frozen=True)
class Due:
    """Something due on a day; `what` names it where its kind does not say enough."""

    day: date
    kind: DueKind
    what: str = ""

    def is_late(self, today: date) -> bool:
        """True of a promise whose day has passed."""
        return self.day < today


def by_times(times: Times, today: date, days: MeetingDays = NO_DAYS) -> Iterator[Due]:
    """The next meeting, and the end of the money."""
    meeting = next_meeting(times.next_meeting_on, times.meeting_weeks, today, days)
    if meeting:
        yield Due(meeting, DueKind.MEETING)
    if times.funding_ends_on:
        yield Due(times.funding_ends_on, DueKind.FUNDING)


def by_partners(partners: Iterable[Partner]) -> Iterator[Due]:
    """The ends of agreements."""
    for one in partners:
        if one.agreement.ends_on:
            yield Due(one.agreement.ends_on, DueKind.AGREEMENT, one.name)


def by_promises(promises: Iterable[Promise], language: str) -> Iterator[Due]:
    """The days on which promises are to be kept."""
    for one in promises:
        if one.due_on:
            yield Due(one.due_on, DueKind.PROMISE, said_in(one.promised, language))


def by_rounds(rounds: Iterable[RoundThere], language: str) -> Iterator[Due]:
    """The first and the last day of rounds."""
    for one in rounds:
        title = said_in(one.title.root, language)
        yield Due(one.opens_on, DueKind.ROUND_OPENS, title)
        yield Due(one.closes_on, DueKind.ROUND_CLOSES, title)


def said_in(texts: Texts, language: str) -> str:
    """A text in this language; where there is none, as it was written down."""
    return texts.get(language) or texts.get(WRITTEN_IN, "")


def in_order(due: Iterable[Due], today: date, ahead: timedelta = LOOKING_AHEAD) -> list[Due]:
    """What is due until then, the first at the top. Promises stay until they are kept."""
    last, order = today + ahead, list(DueKind)
    wanted = (
        one for one in due if one.day <= last and (one.day >= today or one.kind is DueKind.PROMISE)
    )
    return sorted(wanted, key=lambda one: (one.day, order.index(one.kind), one.what))
