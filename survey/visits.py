"""A visit of an association: which day it was, which weekday, and which part of the day; never a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from survey.channels import Channel, OpenRound
from survey.tally import Place


class DayPart(StrEnum):
    """A part of the day, so coarse that nobody is told by it."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


BEGINS = {0: DayPart.MORNING, 11: DayPart.MIDDAY, 14: DayPart.AFTERNOON, 17: DayPart.EVENING}
"""The hour from which it is that part of the day; `scripts/visit.js` has the same hours."""


@dataclass(frozen=True)
class Visit:
    """Whose visit an answer speaks of, and when it was. `part` is empty where nobody knows."""

    partner_id: int
    day: date
    part: str = ""

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return self.day.isoweekday()

    def counted_at(self, place: Place) -> VisitPlace:
        """Where an answer that is counted at `place` is counted for this visit."""
        return VisitPlace(
            place.round_id,
            self.partner_id,
            place.centre_id,
            self.day,
            self.weekday,
            self.part,
            place.voice,
        )


@dataclass(frozen=True)
class VisitPlace:
    """Which visit, and for whom, a response is counted; with a cell it names one row of counts."""

    round_id: int
    partner_id: int
    centre_id: int
    day: date
    weekday: int
    part: str
    voice: str


@dataclass(frozen=True)
class Told:
    """What a phone says by its own clock: the day, and perhaps the weekday and the part of it."""

    day: date
    weekday: int | None = None
    part: DayPart | None = None


def part_of_day(now: datetime) -> DayPart:
    """The part of the day it is at `now`, by its own time zone."""
    return next(part for hour, part in sorted(BEGINS.items(), reverse=True) if now.hour >= hour)


def visit_of(channel: Channel, told: Told, today: date) -> Visit | None:
    """The visit an answer through `channel` speaks of; None where no association is named.

    A clock is believed when its day may be true: one on which the round was open, up to today, and
    of the weekday that was told. Otherwise the server's own day counts, and no part of it.
    """
    if channel.partner_id is None or channel.round is None or channel.single_use:
        return None
    if _may_be_true(told, channel.round, today):
        return Visit(channel.partner_id, told.day, told.part.value if told.part else "")
    return Visit(channel.partner_id, today)


def _may_be_true(told: Told, round_: OpenRound, today: date) -> bool:
    fits = told.weekday in (None, told.day.isoweekday())
    return fits and round_.opens_on <= told.day <= today
