"""Two shares beside each other: how far apart they are, and how sure that is.

Between waves, centres and voices there is no finite correction unless it is asked for: a comparison
is about what goes on, not about who happened to be there.
"""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.stats import binomtest, false_discovery_control, fisher_exact

from admin.report.faults import ImpossibleCount, check_counts
from admin.report.wilson import CONFIDENCE, wilson_fpc


@dataclass(frozen=True)
class Difference:
    """`diff` = p1 - p2 with its interval; shares, so -1 to 1."""

    diff: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """False while 0 is one of the differences there may be."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Chance:
    """How often chance alone would give as much or more, 0-1."""

    p: float


def newcombe(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    N1: int | None = None,
    N2: int | None = None,
    conf: float = CONFIDENCE,
) -> Difference:
    """The difference of two independent shares (Newcombe 1998, method 10, from Wilson's limits).

    Raises what `check_counts` does for counts that cannot be.
    """
    one, two = wilson_fpc(x1, n1, N1, conf), wilson_fpc(x2, n2, N2, conf)
    diff = one.p - two.p
    below = sqrt((one.p - one.low_raw) ** 2 + (two.high_raw - two.p) ** 2)
    above = sqrt((one.high_raw - one.p) ** 2 + (two.p - two.low_raw) ** 2)
    return Difference(diff, diff - below, diff + above)


def fisher(x1: int, n1: int, x2: int, n2: int) -> Chance:
    """Fisher's exact test of two independent shares, two-sided."""
    check_counts(x1, n1, None)
    check_counts(x2, n2, None)
    return Chance(float(fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue))


def mcnemar_exact(only_a: int, only_b: int) -> Chance:
    """McNemar's exact test of two answers of the same people, two-sided.

    `only_a` people gave A and not B, `only_b` B and not A; those who gave both or neither say
    nothing about which is more common.
    """
    if only_a < 0 or only_b < 0:
        raise ImpossibleCount(f"{only_a} and {only_b}")
    unlike = only_a + only_b
    return Chance(float(binomtest(only_a, unlike).pvalue) if unlike else 1.0)


def holm(p: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values (1979) in the order given: none of the family may be a false alarm."""
    by_size = sorted(range(len(p)), key=lambda place: p[place])
    adjusted = [0.0] * len(p)
    worst = 0.0
    for rank, place in enumerate(by_size):
        worst = max(worst, min(1.0, (len(p) - rank) * p[place]))
        adjusted[place] = worst
    return adjusted


def bh(p: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values (1995): of those named, few are false alarms."""
    return [float(one) for one in false_discovery_control(list(p), method="bh")] if p else []
