"""How long the money of an initiative lasts, and when its partners meet next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

WARNED_MONTHS = (3, 6, 9, 12)
"""How many months ahead it is said that the money ends, each in words of its own."""


@dataclass(frozen=True)
class FundingEnd:
    """How long the money lasts. `within` is how near the end is; None: further than a year."""

    ends_on: date
    months: int
    days: int
    within: int | None

    @property
    def is_over(self) -> bool:
        """True after the last day."""
        return self.days < 0


@dataclass(frozen=True)
class MeetingDays:
    """The days of meetings that are planned, and those on which none is: all were called off."""

    planned: frozenset[date] = frozenset()
    called_off: frozenset[date] = frozenset()


NO_DAYS = MeetingDays()


def funding_end(ends_on: date | None, today: date) -> FundingEnd | None:
    """How long the money lasts, in whole months; None when nobody wrote down its end."""
    if ends_on is None:
        return None
    months = whole_months(today, ends_on)
    within = next((n for n in WARNED_MONTHS if ends_on <= _months_later(today, n)), None)
    return FundingEnd(ends_on, months, (ends_on - today).days, within)


def whole_months(first: date, last: date) -> int:
    """How many whole months lie between two days; 0 when the last comes first."""
    months = (last.year - first.year) * 12 + last.month - first.month
    while months > 0 and _months_later(first, months) > last:
        months -= 1
    return max(0, months)


def _months_later(day: date, months: int) -> date:
    """The same day some months later; the last of a month that is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    next_month = date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(day.year + year, month + 1, min(day.day, last))


def next_meeting(
    on: date | None, weeks: int | None, today: date, days: MeetingDays = NO_DAYS
) -> date | None:
    """The next day on which the partners meet; never one that was called off.

    A day that is planned, or that somebody wrote down (`on`), goes before one that is counted on
    from `on` by the cadence of so many `weeks`.
    """
    named = {day for day in (*days.planned, on) if day and day >= today} - days.called_off
    if named:
        return min(named)
    return _counted(on, weeks, today, days.called_off) if on and weeks else None


def _counted(on: date, weeks: int, today: date, off: Collection[date]) -> date:
    every = timedelta(weeks=weeks)
    day = on + max(0, -(-(today - on) // every)) * every
    while day in off:
        day += every
    return day
