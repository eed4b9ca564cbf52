"""A share over many waves: what is usual, what is worth talking about, and what is a change.

Only what two_tier confirms against a frozen baseline may be worded as a change, and never with a
cause. Waves whose numbers are not shown are gaps; across a break nothing is compared.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from admin.report.beside import difference
from admin.report.involvement.material import Wave
from admin.report.involvement.model import Curve, Event, Figure, Mark, Reading, Table
from admin.report.involvement.series import Point, Series
from admin.report.involvement.tell import HOW_MANY, SHARE, Teller
from admin.report.numbers import STEPS, Share
from admin.report.runs import LOOKED_AT, limits_of, two_tier, xmr
from survey.texts import N_

LIMITS_FROM, FROZEN_AT = 6, 12
WINDOWS = {"C1": 1, "C2": 8, "C3": 3}
"""How many of the newest waves each confirming rule looks at."""
LINGERS = 0.3
YEAR_DAYS, SEASON_DAYS = 365, 45

TOO_EARLY = N_("Too early to speak of a trend: it takes 6 rounds that can be compared.")
PROVISIONAL = N_("The limits of the usual are provisional until there are 12 rounds.")
WITHIN = N_("No sure change: the swings lie within the usual.")
WORTH_A_TALK = N_("Worth talking about, but no sure change.")
ROSE = N_("The share who say “%(answer)s” has risen. The change is confirmed.")
FELL = N_("The share who say “%(answer)s” has fallen. The change is confirmed.")
WAS_OUTSIDE = N_("The round until %(day)s lay outside the usual. The newest one does not.")
LINGERING = N_(
    "Here one round resembles the one before it, so chance looks like a change more often than usual."
)
BROKEN = N_("What is before the round until %(day)s cannot be compared: %(why)s")
GAPS = N_("Rounds whose numbers are not shown are gaps in the curve.")
SEASON_UNSURE = N_("Compared with the same season last year: no sure difference.")
SEASON_APART = N_(
    "Compared with the same season last year: a difference of %(low)s to %(high)s points."
)
ONE_READING = N_("%(day)s: %(said)s")
CURVE_SAYS = N_("A point for each round: %(points)s.")
NOT_SHOWN_HERE, ROUND_UNTIL, REMARK = N_("not shown"), N_("Round until"), N_("Remark")
MARKS = {
    Mark.PLAIN: "–",
    Mark.LOOK: N_("worth talking about"),
    Mark.CONFIRMED: N_("confirmed change"),
}


@dataclass(frozen=True)
class Trend:
    """A series with what the rules say of each point. `told` are the places, from 0, of the points
    since the last break whose numbers are open; `lines` are mean, lower and upper limit in percent,
    not clipped; `side` is 1 or -1 where the newest point confirms a change, else 0.
    """

    series: Series
    told: tuple[int, ...]
    marks: tuple[Mark, ...]
    lines: tuple[float, float, float] | None
    side: int
    lingers: bool
    missing: tuple[date, ...] = ()
    """Closing days of rounds that asked it, and of which nothing of this voice may be told."""

    @property
    def provisional(self) -> bool:
        """True until the baseline is frozen."""
        return self.lines is not None and len(self.told) < FROZEN_AT


def counted(share: Share | None) -> tuple[int, int] | None:
    """The counts of a share that is shown as a percentage and concluded from."""
    if share is None or share.form not in STEPS or share.strength is None:
        return None
    return (share.x, share.n) if share.x is not None and share.n is not None else None


def trend_of(series: Series, waves: Sequence[Wave] = ()) -> Trend:
    """What the rules say of a series; `waves` are all there were, for those it has no point of."""
    return replace(_ruled(series), missing=tuple(_missing(series, waves)))


def _missing(series: Series, waves: Sequence[Wave]) -> Iterator[date]:
    there, key = series.waves, series.newest.wave.edition.questionnaire.key
    begins = there[0].report.closes_on
    for wave in waves:
        day, same = wave.report.closes_on, wave.edition.questionnaire.key == key
        if same and day > begins and all(wave is not one for one in there):
            yield day


def _ruled(series: Series) -> Trend:
    points = series.points
    begins = len(points) - len(series.since_break())
    open_ = [(i, counted(points[i].top)) for i in range(begins, len(points))]
    kept = [(i, found) for i, found in open_ if found]
    told = tuple(i for i, _ in kept)
    x, n = [a for _, (a, _) in kept], [b for _, (_, b) in kept]
    if len(told) < LIMITS_FROM:
        return Trend(series, told, (Mark.PLAIN,) * len(points), None, 0, False)
    percent = [100 * a / b for a, b in zip(x, n, strict=True)]
    usual = limits_of(percent[:FROZEN_AT])
    found = dict(zip(told, _marks(x, n), strict=True))
    marks = tuple(found.get(i, Mark.PLAIN) for i in range(len(points)))
    newest = told[-1] == len(points) - 1 and marks[-1] is Mark.CONFIRMED
    return Trend(
        series,
        told,
        marks,
        (usual.mean, usual.lower, usual.upper),
        usual.side(percent[-1]) if newest else 0,
        autocorrelation(percent[:FROZEN_AT]) > LINGERS,
    )


def autocorrelation(values: Sequence[float]) -> float:
    """How much each value resembles the one before it (lag 1), -1 to 1; 0 where all are alike."""
    mean = fmean(values)
    spread = sum((one - mean) ** 2 for one in values)
    moved = sum((a - mean) * (b - mean) for a, b in itertools.pairwise(values))
    return moved / spread if spread else 0.0


def _marks(x: list[int], n: list[int]) -> Iterator[Mark]:
    percent = [100 * a / b for a, b in zip(x, n, strict=True)]
    chart = xmr(percent, min(FROZEN_AT, len(x)))
    look = {number for rule in LOOKED_AT for number in getattr(chart, rule)}
    for place in range(len(x)):
        if place < FROZEN_AT:
            yield Mark.PLAIN
        elif _confirms(x, n, place):
            yield Mark.CONFIRMED
        else:
            yield Mark.LOOK if place + 1 in look else Mark.PLAIN


def _confirms(x: list[int], n: list[int], place: int) -> bool:
    """True when a confirming rule holds in the waves that end at this one."""
    for rule, width in WINDOWS.items():
        begins = place + 1 - width
        if begins >= FROZEN_AT:
            window = slice(begins, place + 1)
            found = two_tier(x[:FROZEN_AT] + x[window], n[:FROZEN_AT] + n[window], FROZEN_AT)
            if rule in found.confirmed:
                return True
    return False


def curve_of(trend: Trend, events: Sequence[Event] = ()) -> Curve:
    """The picture: limits are clipped to 0-100 for drawing only."""
    points = trend.series.points
    mean, low, high = trend.lines or (None, None, None)
    readings = [_reading(p, m) for p, m in zip(points, trend.marks, strict=True)]
    readings += [Reading(day=day, percent=None) for day in trend.missing]
    return Curve(
        readings=tuple(sorted(readings, key=lambda one: one.day)),
        mean=mean,
        low=None if low is None else max(0.0, low),
        high=None if high is None else min(100.0, high),
        provisional=trend.provisional,
        events=tuple(events),
    )


def _reading(point: Point, mark: Mark) -> Reading:
    percent = point.top.percent if point.top and counted(point.top) else None
    day = point.wave.report.closes_on
    return Reading(day=day, percent=percent, mark=mark, breaks=bool(point.breaks))


def trend_words(tell: Teller, trend: Trend) -> Iterator[str]:
    """What may be said of it, and why no more than that."""
    yield from _tier(tell, trend)
    if trend.provisional:
        yield tell(PROVISIONAL)
    if trend.lingers:
        yield tell(LINGERING)
    yield from _season(tell, trend)
    for point in trend.series.points:
        if point.breaks:
            why = " ".join(tell.material.say(one) for one in point.breaks)
            yield tell(BROKEN, day=tell.day(point.wave.report.closes_on), why=why)
    if trend.missing or any(counted(point.top) is None for point in trend.series.points):
        yield tell(GAPS)


def _tier(tell: Teller, trend: Trend) -> Iterator[str]:
    if trend.lines is None:
        yield tell(TOO_EARLY)
    elif trend.side:
        yield change_words(tell, trend)
    else:
        was = [i for i, mark in enumerate(trend.marks) if mark is Mark.CONFIRMED]
        if was:
            day = trend.series.points[was[-1]].wave.report.closes_on
            yield tell(WAS_OUTSIDE, day=tell.day(day))
        yield tell(WORTH_A_TALK if Mark.LOOK in trend.marks else WITHIN)


def change_words(tell: Teller, trend: Trend) -> str:
    """The confirmed change as a sentence."""
    answer = trend.series.newest.report.lines[0].label
    return tell(ROSE if trend.side > 0 else FELL, answer=answer)


def _season(tell: Teller, trend: Trend) -> Iterator[str]:
    newest = trend.series.newest
    for before in trend.series.since_break()[:-1]:
        apart = (newest.wave.report.closes_on - before.wave.report.closes_on).days
        if abs(apart - YEAR_DAYS) <= SEASON_DAYS and before.top and newest.top:
            yield from apart_words(tell, before.top, newest.top, SEASON_UNSURE, SEASON_APART)
            return


def apart_words(
    tell: Teller, before: Share, after: Share, unsure: str, apart: str
) -> Iterator[str]:
    """Two shares held against each other; nothing where their counts are not open."""
    found = difference(before, after)
    if found is None:
        return
    if not found.is_sure:
        yield tell(unsure)
        return
    low, high = sorted(round(abs(end) * 100) for end in (found.low, found.high))
    yield tell(apart, low=low, high=high)


def curve_figure(
    tell: Teller, trend: Trend, key: str, said: Sequence[str], events: Sequence[Event] = ()
) -> Figure:
    """The curve with all that stands beside it."""
    series, curve = trend.series, curve_of(trend, events)
    newest, day = series.newest, series.newest.wave.report.closes_on
    rows = tuple(_rows(tell, trend))
    points = "; ".join(tell(ONE_READING, day=row[0], said=row[2]) for row in rows)
    return Figure(
        key=f"{key}-{series.speaker.voice}-{series.speaker.perspective}",
        title=newest.report.text,
        voice=tell.voice(series.speaker),
        base=tell.base(newest.report.base, newest.group.column),
        waves=tell.waves(series.waves),
        said=tuple(said),
        chart=curve,
        alternative=tell(CURVE_SAYS, points=points),
        table=Table(
            caption=newest.report.text,
            columns=tuple(tell(one) for one in (ROUND_UNTIL, HOW_MANY, SHARE, REMARK)),
            rows=rows,
        ),
        cannot_say=trend.lines is None,
        last_heard=day,
        stale=tell.material.is_stale(day),
    )


def _rows(tell: Teller, trend: Trend) -> Iterator[tuple[str, ...]]:
    for point, mark in zip(trend.series.points, trend.marks, strict=True):
        day = tell.day(point.wave.report.closes_on)
        shown = tell.share(point.top)[:2] if point.top else (tell(NOT_SHOWN_HERE), "–")
        remark = "–" if mark is Mark.PLAIN else tell(MARKS[mark])
        yield (day, *shown, remark)
