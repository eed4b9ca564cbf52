"""How a share may be put before people, given how many answered. Plain data; no sentences."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from admin.report.disclosure import DEFAULT_K, Band, BandKind, band, checked_k
from admin.report.estimate import Strength, interval, strength, worst_case
from admin.report.faults import ImpossibleCount, check_heard

PERCENT_FROM = 10
WHOLE_PERCENT_FROM = 20
BOUNDS_BELOW = 0.8
"""Under this share of the group heard, the worst cases are shown beside the interval."""


class Form(StrEnum):
    """What of a share is shown."""

    SILENT = "silent"
    """Nobody answered; that alone may be said."""
    HIDDEN = "hidden"
    """Fewer than k answered: nothing, not even how many."""
    WITHHELD = "withheld"
    """A sensitive question and so few answers that even a band would tell too much; n may be said."""
    BAND = "band"
    """The band stands in place of the share, the interval and the chart's mark."""
    COUNT = "count"
    """Only "x out of n"."""
    NEAREST_FIVE = "nearest five"
    """A percentage to the nearest 5."""
    WHOLE = "whole"
    """A whole percentage."""


STEPS = {Form.NEAREST_FIVE: 5, Form.WHOLE: 1}
"""The forms that show percentages, and what they are rounded to."""


@dataclass(frozen=True)
class Percents:
    """A range in whole percent, rounded outwards, so that it never looks surer than it is."""

    low: int
    high: int


@dataclass(frozen=True)
class Share:
    """What may be shown of "x of n said so, in a group of N"; None is: do not show it.

    `percent` is missing also when the interval is too wide for a headline (`strength` says cannot
    tell). `between` is the interval, `at_worst` the worst cases, `all_answered` means n = N.
    """

    form: Form
    x: int | None = None
    n: int | None = None
    N: int | None = None
    percent: int | None = None
    between: Percents | None = None
    at_worst: Percents | None = None
    strength: Strength | None = None
    band: Band | None = None
    all_answered: bool = False


def show_share(
    x: int, n: int, N: int | None = None, *, k: int = DEFAULT_K, sensitive: bool = False
) -> Share:
    """What may be shown of x of n among N people (None: the number of people is not known).

    Raises MoreAnswersThanPeople, ImpossibleCount or UnsafeGroupSize.
    """
    check_heard(n, N)
    if not 0 <= x <= n:
        raise ImpossibleCount(f"{x} of {n}")
    if n < checked_k(k):
        return Share(Form.HIDDEN if n else Form.SILENT)
    return (_guarded(x, n, N, k) if sensitive else None) or _open(x, n, N)


def _guarded(x: int, n: int, N: int | None, k: int) -> Share | None:
    """What stands in place of a sensitive share; None when neither side is small."""
    # With n = k, "more than 0" would mean all of them: a band must leave k possible counts.
    if n < 2 * k - 1:
        return Share(Form.WITHHELD, n=n, N=N, all_answered=n == N)
    said = band(x, n, k)
    if said.kind is BandKind.COUNT:
        return None
    return Share(Form.BAND, n=n, N=N, band=said, all_answered=n == N)


def _open(x: int, n: int, N: int | None) -> Share:
    form = _form(n)
    how_strong = strength(x, n, N)
    if form is Form.COUNT:
        return Share(form, x, n, N, strength=how_strong, all_answered=n == N)
    headline = None if how_strong is Strength.CANNOT_TELL else _nearest(x, n, STEPS[form])
    return Share(
        form,
        x,
        n,
        N,
        percent=headline,
        between=_between(x, n, N, STEPS[form]),
        at_worst=_at_worst(x, n, N, STEPS[form]),
        strength=how_strong,
        all_answered=n == N,
    )


def _form(n: int) -> Form:
    if n < PERCENT_FROM:
        return Form.COUNT
    return Form.NEAREST_FIVE if n < WHOLE_PERCENT_FROM else Form.WHOLE


def _between(x: int, n: int, N: int | None, step: int) -> Percents | None:
    if n == N:
        return None
    found = interval(x, n, N)
    return _outwards(found.low, found.high, step)


def _at_worst(x: int, n: int, N: int | None, step: int) -> Percents | None:
    if N is None or n >= BOUNDS_BELOW * N:
        return None
    return _outwards(*worst_case(x, n, N), step)


def _nearest(x: int, n: int, step: int) -> int:
    """100 x/n to the nearest step, halves up, in whole numbers."""
    return (200 * x + n * step) // (2 * n * step) * step


def _outwards(low: float, high: float, step: int) -> Percents:
    # Rounded first, so that 0.58 does not become 57 by a binary fraction.
    return Percents(
        floor(round(low * 100 / step, 9)) * step, ceil(round(high * 100 / step, 9)) * step
    )
