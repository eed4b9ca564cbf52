"""Scales whose wording users bring themselves, under their own licence: the scoring facts alone.

Group shares only; a single person's score is never shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from types import MappingProxyType

from admin.report.faults import ImpossibleCount, NothingToEstimate

SWEMWBS_METRIC = (
    *(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98),
    *(18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13),
    *(29.31, 30.70, 32.55, 35.00),
)
"""The metric score of raw sums 7 to 35 (Stewart-Brown et al. 2009)."""

EQ5D_DK: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "mobility": (0, 0.041, 0.054, 0.157, 0.220),
        "self_care": (0, 0.035, 0.050, 0.144, 0.209),
        "usual_activities": (0, 0.033, 0.040, 0.139, 0.174),
        "pain": (0, 0.048, 0.094, 0.381, 0.537),
        "anxiety": (0, 0.072, 0.191, 0.430, 0.618),
    }
)
"""What each level of each dimension takes off (Jensen et al. 2021), in the order of a state."""

COREQ_SATISFIED = 3.0


@dataclass(frozen=True)
class Swemwbs:
    """SWEMWBS: `raw` 7-35 and `metric` 7-35; None where an item is missing."""

    raw: int | None
    metric: float | None


@dataclass(frozen=True)
class Csq8:
    """CSQ-8: scores per item 1-4, `total` 8-32, `mean` 1-4."""

    item_scores: tuple[int, ...]
    total: int
    mean: float


@dataclass(frozen=True)
class CoreQ:
    """CoreQ: the average 1-5, satisfied from 3.0; None where two or more are missing."""

    average: float | None
    satisfied: bool | None


@dataclass(frozen=True)
class Eq5d:
    """EQ-5D-5L: the Danish index; 1 is full health, below 0 is worse than death."""

    index: float


@dataclass(frozen=True)
class Nps:
    """Net promoter score -100 to 100 with its standard error; shares of 9-10 and of 0-6."""

    n: int
    promoters: float
    detractors: float
    nps: float
    se: float


def swemwbs(items: Sequence[int | None]) -> Swemwbs:
    """Seven items of 1-5: their sum, and what the table makes of it; every item is needed."""
    given = _within(items, 7, 1, 5)
    if None in given:
        return Swemwbs(None, None)
    raw = sum(one for one in given if one is not None)
    return Swemwbs(raw, SWEMWBS_METRIC[raw - 7])


def csq8(position_1_first_option: Sequence[int], flip_items: Collection[int]) -> Csq8:
    """Eight items by the place of the chosen option, 1-4; half are printed the other way round.

    `flip_items` are their numbers, from 1. Verify against the licensed form.
    """
    if any(not 1 <= place <= 4 for place in position_1_first_option):
        raise ImpossibleCount(f"{list(position_1_first_option)}")
    if len(position_1_first_option) != 8:
        raise ImpossibleCount(f"{len(position_1_first_option)} items, not 8")
    scores = tuple(
        5 - place if number in flip_items else place
        for number, place in enumerate(position_1_first_option, 1)
    )
    return Csq8(scores, sum(scores), fmean(scores))


def coreq3(items: Sequence[int | None]) -> CoreQ:
    """Three items of 1-5: their mean; one may be missing."""
    given = [one for one in _within(items, 3, 1, 5) if one is not None]
    if len(given) < 2:
        return CoreQ(None, None)
    average = fmean(given)
    return CoreQ(average, average >= COREQ_SATISFIED)


def eq5d5l_dk(state: str) -> Eq5d:
    """The index of a state such as "11123": 1 less what each level takes off."""
    levels = [int(level) for level in state if level in "12345"]
    if len(state) != len(EQ5D_DK) or len(levels) != len(EQ5D_DK):
        raise ImpossibleCount(f"'{state}' is no state of five levels")
    return Eq5d(
        1 - sum(weights[level - 1] for weights, level in zip(EQ5D_DK.values(), levels, strict=True))
    )


def nps(items: Sequence[int | None]) -> Nps:
    """One item of 0-10: the share of 9-10 less the share of 0-6, in points."""
    given = [one for one in _within(items, len(items), 0, 10) if one is not None]
    n = len(given)
    if not n:
        raise NothingToEstimate("no answers")
    up, down = sum(one >= 9 for one in given) / n, sum(one <= 6 for one in given) / n
    return Nps(n, up, down, 100 * (up - down), 100 * sqrt((up + down - (up - down) ** 2) / n))


def _within(items: Sequence[int | None], count: int, least: int, most: int) -> list[int | None]:
    if len(items) != count or any(one is not None and not least <= one <= most for one in items):
        raise ImpossibleCount(f"{list(items)}: {count} items of {least}-{most}")
    return list(items)
