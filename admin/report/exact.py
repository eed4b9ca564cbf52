"""The exact interval for a share of a small finite group, in whole numbers."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from admin.report.faults import check_counts
from admin.report.wilson import CONFIDENCE

MEMORY = 8192
"""How many intervals are remembered; a report page asks for the same ones again."""


@dataclass(frozen=True)
class Exact:
    """An exact interval: from `K_low` to `K_high` people of the N, and the same as shares 0-1."""

    K_low: int
    K_high: int
    low: float
    high: float


@lru_cache(maxsize=MEMORY)
def hyper_exact(x: int, n: int, N: int, conf: float = CONFIDENCE) -> Exact:
    """All group totals K that make x of n no rarer than (1-conf)/2 in either tail.

    Hypergeometric test inversion (Clopper and Pearson's idea for a finite group), in whole
    numbers, so that no rounding decides. Covers at least `conf` for every N.
    """
    check_counts(x, n, N)
    tail = (1 - Fraction(str(conf))) / 2
    least = _least_total(x, n, N, tail)
    most = N - _least_total(n - x, n, N, tail)
    return Exact(least, most, least / N, most / N)


def _least_total(x: int, n: int, N: int, tail: Fraction) -> int:
    """The least K for which P(X >= x) > tail, X hypergeometric (N, K, n)."""
    # Hands in all, times the tail: a count of hands above this is a probability above the tail.
    limit = comb(N, n) * tail.numerator // tail.denominator
    totals = range(x, N - n + x + 1)
    return totals[bisect_left(totals, True, key=lambda total: _hands_above(x, n, N, total, limit))]


def _hands_above(x: int, n: int, N: int, total: int, limit: int) -> bool:
    """True when over `limit` of the hands of n hold x or more of the `total` among N."""
    hands = comb(total, x) * comb(N - total, n - x)
    counted = hands
    for held in range(x, min(n, total)):
        if counted > limit:
            return True
        up = (total - held) * (n - held)
        down = (held + 1) * (N - total - n + held + 1)
        # Once falling, the rest keep falling: stop when even the last as large changes nothing.
        if up < down and counted + hands * (min(n, total) - held) <= limit:
            return False
        hands = hands * up // down
        counted += hands
    return counted > limit
