"""A share over many waves: what is worth talking about, and what may be called a change.

Two tiers. LOOK is any of the usual rules of a process chart (NHS "Making data count"); a stable
series breaks one of them in a third of all cases. CONFIRMED needs more, and it alone may be worded
as a change. Neither ever tells why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean

from scipy.stats import binom

from admin.report.faults import NothingToEstimate, check_counts

TO_LIMIT = 2.66
"""Times the mean moving range: three standard deviations (Shewhart; Wheeler 1993)."""
SCREEN = 3.267
"""Moving ranges that are so many times their mean are no part of the usual."""
TAIL = 0.00135
"""One side of three standard deviations."""
USUAL_RUN = 7
CONFIRMING_RUN = 8
LOOKED_AT = ("outside", "shift", "trend", "two_of_three")


@dataclass(frozen=True)
class Limits:
    """The usual: the mean, the limits, and two thirds of the way to them. Not clipped to a scale."""

    mean: float
    mr_bar_unscreened: float
    mr_bar: float
    upper: float
    lower: float
    near_upper: float
    near_lower: float

    def side(self, value: float) -> int:
        """1 above the mean, -1 below it, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def is_outside(self, value: float) -> bool:
        """True beyond a limit."""
        return value > self.upper or value < self.lower

    def is_far(self, value: float) -> bool:
        """True beyond two thirds of the way, outside or not."""
        return value > self.near_upper or value < self.near_lower


@dataclass(frozen=True)
class Chart(Limits):
    """The limits, and the points that break each rule; the first point is number 1."""

    outside: tuple[int, ...]
    shift: tuple[int, ...]
    trend: tuple[int, ...]
    two_of_three: tuple[int, ...]


@dataclass(frozen=True)
class PPoint:
    """A share against a fixed one: normal limits, exact tails, and which tail is too thin."""

    p: float
    normal_low: float
    normal_high: float
    tail_low: float
    tail_high: float
    exact_flag: str | None


@dataclass(frozen=True)
class PChart:
    """Shares of several waves against the share `pbar`."""

    pbar: float
    points: tuple[PPoint, ...]


@dataclass(frozen=True)
class TwoTier:
    """The usual, the rules broken after the baseline (`look`), and what confirms a change."""

    pbar: float
    mean: float
    upper: float
    lower: float
    look: tuple[str, ...]
    confirmed: tuple[str, ...]


def xmr(
    series: Sequence[float],
    baseline: int,
    screen: bool = True,
    shift: int = USUAL_RUN,
    trend: int = USUAL_RUN,
) -> Chart:
    """A chart of single values: limits from the first `baseline` points, rules over all of them.

    Raises NothingToEstimate for fewer than two points.
    """
    usual = limits_of(series[:baseline], screen)
    rising = [(after > before) - (after < before) for before, after in pairwise(series)]
    return Chart(
        **vars(usual),
        outside=_numbers(usual.is_outside(value) for value in series),
        shift=tuple(_in_runs([usual.side(value) for value in series], shift)),
        # So many points in a row rise when one step fewer does, and the run begins one earlier.
        trend=tuple(sorted({p + d for p in _in_runs(rising, trend - 1) for d in (0, 1)})),
        two_of_three=tuple(_two_of_three(series, usual)),
    )


def xmr_rebase(series: Sequence[float], rebase_at_point: int) -> Chart:
    """The chart from a point on, as though nothing had been before it; it is number 1 there."""
    after = series[rebase_at_point - 1 :]
    return xmr(after, len(after))


def limits_of(baseline: Sequence[float], screen: bool = True) -> Limits:
    """The usual, by the mean and the mean moving range of the baseline."""
    if len(baseline) < 2:
        raise NothingToEstimate("a baseline of fewer than two points")
    mean = fmean(baseline)
    ranges = [abs(after - before) for before, after in pairwise(baseline)]
    whole = fmean(ranges)
    kept = [one for one in ranges if one < SCREEN * whole] if screen else ranges
    mr_bar = fmean(kept or ranges)
    reach = TO_LIMIT * mr_bar
    return Limits(
        mean, whole, mr_bar, mean + reach, mean - reach, mean + reach * 2 / 3, mean - reach * 2 / 3
    )


def pchart(x: Sequence[int], n: Sequence[int], pbar: float, tail: float = TAIL) -> PChart:
    """Shares x/n against `pbar`: flagged when an exact binomial tail is thinner than `tail`."""
    return PChart(pbar, tuple(_ppoint(a, b, pbar, tail) for a, b in zip(x, n, strict=True)))


def _ppoint(x: int, n: int, pbar: float, tail: float) -> PPoint:
    check_counts(x, n, None)
    reach = 3 * sqrt(pbar * (1 - pbar) / n)
    low, high = _tail_low(x, n, pbar), _tail_high(x, n, pbar)
    flag = "low" if low < tail else "high" if high < tail else None
    return PPoint(x / n, pbar - reach, pbar + reach, low, high, flag)


def _tail_low(x: int, n: int, p: float) -> float:
    return float(binom.cdf(x, n, p))


def _tail_high(x: int, n: int, p: float) -> float:
    return float(binom.sf(x - 1, n, p))


def two_tier(x: Sequence[int], n: Sequence[int], baseline: int) -> TwoTier:
    """What is to be looked at, and what is confirmed, of shares x/n wave by wave.

    Raises NothingToEstimate for a baseline of fewer than two waves, or a wave of nobody.
    """
    for answers, all_answers in zip(x, n, strict=True):
        check_counts(answers, all_answers, None)
    waves = Waves(tuple(x), tuple(n), baseline)
    chart = xmr(waves.percent, baseline)
    look = [rule for rule in LOOKED_AT if any(p > baseline for p in getattr(chart, rule))]
    confirmed = [name for name, holds in CONFIRMING.items() if holds(waves, chart)]
    return TwoTier(waves.pbar, chart.mean, chart.upper, chart.lower, tuple(look), tuple(confirmed))


@dataclass(frozen=True)
class Waves:
    """x of n in each wave, the first `baseline` of which tell what is usual."""

    x: tuple[int, ...]
    n: tuple[int, ...]
    baseline: int

    @property
    def percent(self) -> list[float]:
        """The shares, 0-100."""
        return [100 * x / n for x, n in zip(self.x, self.n, strict=True)]

    @property
    def pbar(self) -> float:
        """The share of the baseline as a whole."""
        return sum(self.x[: self.baseline]) / sum(self.n[: self.baseline])

    def rare(self, first: int, last: int, side: int) -> bool:
        """True when waves `first` to `last` (from 0, `last` left out) lie so far on that side of
        the baseline, taken together, that chance hardly gives it."""
        x, n = sum(self.x[first:last]), sum(self.n[first:last])
        tail = _tail_high if side > 0 else _tail_low
        return tail(x, n, self.pbar) < TAIL


def _outside_and_rare(waves: Waves, chart: Limits) -> bool:
    """C1: a point outside the limits, and rare by its own count."""
    new = enumerate(waves.percent[waves.baseline :], waves.baseline)
    return any(
        chart.is_outside(value) and waves.rare(place, place + 1, chart.side(value))
        for place, value in new
    )


def _eight_on_one_side(waves: Waves, chart: Limits) -> bool:
    """C2: eight new points in a row on one side of the mean."""
    sides = [chart.side(value) for value in waves.percent[waves.baseline :]]
    return any(_in_runs(sides, CONFIRMING_RUN))


def _two_of_three_and_rare(waves: Waves, chart: Limits) -> bool:
    """C3: of three new points on one side two are far out, and the three are rare together."""
    new = waves.percent
    return any(
        sum(chart.is_far(value) for value in new[place : place + 3]) >= 2
        and waves.rare(place, place + 3, chart.side(new[place]))
        for place in _threes(new, chart, waves.baseline)
    )


CONFIRMING: dict[str, Callable[[Waves, Limits], bool]] = {
    "C1": _outside_and_rare,
    "C2": _eight_on_one_side,
    "C3": _two_of_three_and_rare,
}
"""What makes a change of something that was looked at."""


def _two_of_three(series: Sequence[float], usual: Limits) -> Iterator[int]:
    """Points between two thirds and the limit, where two of three on one side are."""
    near = [usual.is_far(value) and not usual.is_outside(value) for value in series]
    found = {
        place + step + 1
        for place in _threes(series, usual, 0)
        if sum(near[place : place + 3]) >= 2
        for step in range(3)
        if near[place + step]
    }
    yield from sorted(found)


def _threes(series: Sequence[float], usual: Limits, first: int) -> Iterator[int]:
    """Where three in a row on one side begin, from 0."""
    for place in range(first, len(series) - 2):
        sides = {usual.side(value) for value in series[place : place + 3]}
        if len(sides) == 1 and sides != {0}:
            yield place


def _in_runs(sides: Sequence[int], least: int) -> Iterator[int]:
    """The numbers, from 1, of all that stand in a run of `least` or more of one side."""
    begun = 0
    for place in range(1, len(sides) + 1):
        if place < len(sides) and sides[place] == sides[begun]:
            continue
        if sides[begun] and place - begun >= least:
            yield from range(begun + 1, place + 1)
        begun = place


def _numbers(flags: Iterator[bool]) -> tuple[int, ...]:
    return tuple(number for number, flag in enumerate(flags, 1) if flag)
