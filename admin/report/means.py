"""The mean of a small finite group, where it may be told at all."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scipy.stats import t

from admin.report.faults import NothingToEstimate, check_heard
from admin.report.wilson import CONFIDENCE


@dataclass(frozen=True)
class Mean:
    """A mean with its interval, the two medians (order statistics), and the share at the top.

    Of a single answer nothing is known of how far answers lie apart: `sd` to `high` are None.
    """

    n: int
    mean: float
    sd: float | None
    se: float | None
    low: float | None
    high: float | None
    median_low: float
    median_high: float
    top_box_count: int
    top_box: float


def mean_fpc(
    values: Sequence[float | None],
    N: int | None,
    scale: tuple[float, float],
    top: Sequence[float],
    conf: float = CONFIDENCE,
) -> Mean:
    """The mean with a t interval and finite correction: se = s / sqrt(n) * sqrt(1 - n/N).

    `scale` is the least and the greatest answer there can be, `top` the answers of the top box;
    None stands for no answer. To be told of ten or more, its interval of 25 or more.
    Raises NothingToEstimate when nobody answered, MoreAnswersThanPeople when n > N.
    """
    given = sorted(value for value in values if value is not None)
    n = len(given)
    check_heard(n, N)
    if not n:
        raise NothingToEstimate("no answers")
    mean = fmean(given)
    sd = stdev(given) if n > 1 else None
    se = None if sd is None else sd / sqrt(n) * sqrt(1 - n / N if N else 1)
    reach = None if se is None else float(t.ppf((1 + conf) / 2, n - 1)) * se
    count = sum(value in top for value in given)
    return Mean(
        n=n,
        mean=mean,
        sd=sd,
        se=se,
        low=None if reach is None else max(scale[0], mean - reach),
        high=None if reach is None else min(scale[1], mean + reach),
        median_low=given[(n - 1) // 2],
        median_high=given[n // 2],
        top_box_count=count,
        top_box=count / n,
    )
