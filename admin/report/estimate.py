"""How sure a share is: small finite groups, so the people not heard matter most.

Letters as in the formulas everywhere in this room: `x` of the `n` who answered said so; `N` people
are in the group (the headcount), None when nobody knows, as behind an open link.
"""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from admin.report.exact import Exact, hyper_exact
from admin.report.faults import (
    ImpossibleCount,
    MoreAnswersThanPeople,
    NothingToEstimate,
    StatisticsFault,
)
from admin.report.pooled import Poststratified, Strata, Stratum, gather_small, poststrat
from admin.report.wilson import CONFIDENCE, Wilson, wilson_fpc, worst_case

__all__ = [
    "Exact",
    "ImpossibleCount",
    "Interval",
    "Method",
    "MoreAnswersThanPeople",
    "NothingToEstimate",
    "Poststratified",
    "StatisticsFault",
    "Strata",
    "Stratum",
    "Strength",
    "Wilson",
    "gather_small",
    "hyper_exact",
    "interval",
    "poststrat",
    "strength",
    "wilson_fpc",
    "worst_case",
]

EXACT_UP_TO = 5000
"""The largest group the exact interval is worked out for."""
FIRM_WITHIN = 0.10
RESERVED_WITHIN = 0.20


class Strength(StrEnum):
    """How strongly a share may be worded."""

    FIRM = "firm"
    RESERVED = "with reservation"
    CANNOT_TELL = "cannot tell"


class Method(StrEnum):
    """How an interval was found."""

    EXACT = "hyper_exact"
    WILSON = "wilson"
    WILSON_FINITE = "wilson_fpc"


@dataclass(frozen=True)
class Interval:
    """The interval that charts, sentences and verdicts use; shares 0-1."""

    p: float
    low: float
    high: float
    half_width: float
    method: Method


def interval(x: int, n: int, N: int | None, conf: float = CONFIDENCE) -> Interval:
    """The one interval of charts, sentences and verdicts: exact when N is known, else Wilson."""
    if N is not None and N <= EXACT_UP_TO:
        exact = hyper_exact(x, n, N, conf)
        half = (exact.high - exact.low) / 2
        return Interval(x / n, exact.low, exact.high, half, Method.EXACT)
    wilson = wilson_fpc(x, n, N, conf)
    method = Method.WILSON if N is None else Method.WILSON_FINITE
    return Interval(wilson.p, wilson.low, wilson.high, wilson.half_width, method)


def strength(x: int, n: int, N: int | None) -> Strength:
    """How strongly the share may be worded, by the half-width of `interval`."""
    # Rounded, so that a half-width of exactly 0.1 is not lost to binary fractions.
    half = round(interval(x, n, N).half_width, 9)
    if half <= FIRM_WITHIN:
        return Strength.FIRM
    return Strength.RESERVED if half <= RESERVED_WITHIN else Strength.CANNOT_TELL
