"""Wilson's score interval, for a finite group too."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from admin.report.faults import check_counts

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Wilson:
    """A Wilson interval; shares 0-1. `bound_*` are the worst cases, None when N is unknown."""

    p: float
    low_raw: float
    high_raw: float
    low: float
    high: float
    bound_low: float | None
    bound_high: float | None
    half_width: float


def worst_case(x: int, n: int, N: int) -> tuple[float, float]:
    """The share if everyone silent disagreed, and if everyone silent agreed: [x/N, (x+N-n)/N].

    Only this holds when those who stay silent think differently from those who answer.
    """
    check_counts(x, n, N)
    return x / N, (x + N - n) / N


def wilson_fpc(x: int, n: int, N: int | None, conf: float = CONFIDENCE) -> Wilson:
    """Wilson's score interval with finite population correction; plain Wilson when N is None.

    Wilson 1927 with z^2 replaced by z^2 (N-n)/(N-1). An approximation: levels are worded from
    `interval`, this is what differences are built on.
    """
    check_counts(x, n, N)
    c2 = normal_quantile(conf) ** 2 * _finite_correction(n, N)
    low_raw, high_raw = score_limits(x / n, n, c2)
    if N is None:
        half = (high_raw - low_raw) / 2
        return Wilson(x / n, low_raw, high_raw, low_raw, high_raw, None, None, half)
    least, most = worst_case(x, n, N)
    low, high = max(low_raw, least), min(high_raw, most)
    return Wilson(x / n, low_raw, high_raw, low, high, least, most, (high - low) / 2)


def _finite_correction(n: int, N: int | None) -> float:
    if N is None:
        return 1.0
    return (N - n) / (N - 1) if n < N else 0.0


def normal_quantile(conf: float) -> float:
    """z of a two-sided interval: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + conf) / 2)


def score_limits(p: float, n: float, c2: float) -> tuple[float, float]:
    """Wilson's limits for a share p of n, c2 being the squared (corrected) normal quantile."""
    middle = (p + c2 / (2 * n)) / (1 + c2 / n)
    half = sqrt(c2) * sqrt(p * (1 - p) / n + c2 / (4 * n * n)) / (1 + c2 / n)
    return (middle - half if p > 0 else 0.0), (middle + half if p < 1 else 1.0)
