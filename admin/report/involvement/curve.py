"""A voice's top answers over the waves: what is usual, what is worth talking about, what is confirmed.

Under six waves that may be compared there are dots only; from six on provisional limits; at twelve
they are frozen, and only what comes after can be confirmed as a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean

from admin.report.involvement.model import Curve, Event, Mark, Reading
from admin.report.involvement.series import Point, Series
from admin.report.numbers import PERCENT_FROM, WHOLE_PERCENT_FROM
from admin.report.runs import limits_of, two_tier, xmr

PROVISIONAL_FROM, FROZEN_AT = 6, 12
LINGERING_FROM = 0.3
"""A baseline whose waves resemble the one before more than this cries wolf too often."""


@dataclass(frozen=True)
class Change:
    """A confirmed change: since when, and whether upwards."""

    since: date
    upwards: bool


@dataclass(frozen=True)
class Trend:
    """A curve, of how many waves it can be told, and what may be said of it."""

    curve: Curve
    waves: int
    change: Change | None = None
    worth_a_look: bool = False
    lingering: bool = False

    @property
    def is_too_early(self) -> bool:
        """True while there are so few waves that nothing is called usual."""
        return self.waves < PROVISIONAL_FROM


@dataclass(frozen=True)
class _Told:
    """The counts of the waves that may be compared: x of n, and on which day."""

    x: list[int]
    n: list[int]
    days: list[date]

    @property
    def percent(self) -> list[float]:
        return [100 * x / n for x, n in zip(self.x, self.n, strict=True)]


def trend(series: Series, events: Sequence[Event] = ()) -> Trend:
    """The curve of a series and what it says; `events` are drawn on it."""
    told = _told(series.since_break())
    waves = len(told.x)
    if waves < PROVISIONAL_FROM:
        curve = Curve(readings=_readings(series, {}), events=tuple(events))
        return Trend(curve, waves)
    baseline = min(waves, FROZEN_AT)
    usual = limits_of(told.percent[:baseline])
    change = _confirmed(told, baseline)
    curve = Curve(
        readings=_readings(series, _marks(told, baseline, change)),
        mean=usual.mean,
        low=max(0.0, usual.lower),
        high=min(100.0, usual.upper),
        provisional=waves < FROZEN_AT,
        events=tuple(events),
    )
    look = bool(two_tier(told.x, told.n, baseline).look)
    lingering = autocorrelation(told.percent[:baseline]) > LINGERING_FROM
    return Trend(curve, waves, change, look, lingering)


def autocorrelation(values: Sequence[float]) -> float:
    """How much each value resembles the one before it, -1 to 1; 0 where all are the same."""
    mean = fmean(values)
    spread = sum((value - mean) ** 2 for value in values)
    together = sum((a - mean) * (b - mean) for a, b in pairwise(values))
    return together / spread if spread else 0.0


def _told(points: Sequence[Point]) -> _Told:
    found = _Told([], [], [])
    for point in points:
        share = point.top
        if share is not None and share.x is not None and (share.n or 0) >= PERCENT_FROM:
            found.x.append(share.x)
            found.n.append(share.n or 0)
            found.days.append(point.wave.report.closes_on)
    return found


def _confirmed(told: _Told, baseline: int) -> Change | None:
    """The change that is confirmed as of the newest wave, since the wave that first confirmed it."""
    since: Change | None = None
    for until in range(baseline + 1, len(told.x) + 1):
        found = two_tier(told.x[:until], told.n[:until], baseline)
        if found.confirmed and since is None:
            newest = told.percent[until - 1]
            since = Change(told.days[until - 1], newest > found.mean)
    return since


def _marks(told: _Told, baseline: int, change: Change | None) -> dict[date, Mark]:
    chart = xmr(told.percent, baseline)
    broken = {*chart.outside, *chart.shift, *chart.trend, *chart.two_of_three}
    marks = {day: Mark.LOOK for number, day in enumerate(told.days, 1) if number in broken}
    if change:
        marks[change.since] = Mark.CONFIRMED
    return marks


def _readings(series: Series, marks: dict[date, Mark]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            day=point.wave.report.closes_on,
            percent=_percent(point),
            mark=marks.get(point.wave.report.closes_on, Mark.PLAIN),
            breaks=bool(point.breaks),
        )
        for point in series.points
    )


def _percent(point: Point) -> int | None:
    """The share as it is drawn, rounded as shares are; None where it may not be shown as one."""
    share = point.top
    if share is None or share.x is None or not share.n or share.n < PERCENT_FROM:
        return None
    step = 1 if share.n >= WHOLE_PERCENT_FROM else 5
    return round(100 * share.x / share.n / step) * step
