"""What small groups must not show: hidden cells, their complements, bands, filters, batches.

Counts of people throughout; `k` is the smallest group that may be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.report.crosstab import Place, Table, safe_2d, suppress_2d
from admin.report.faults import ImpossibleCount
from admin.report.hiding import DEFAULT_K, UnsafeGroupSize, checked_k, complement, too_small

__all__ = [
    "DEFAULT_K",
    "Band",
    "BandKind",
    "Line",
    "Place",
    "Table",
    "UnsafeGroupSize",
    "band",
    "batch_release",
    "checked_k",
    "filter_allowed",
    "safe_2d",
    "suppress_1d",
    "suppress_2d",
]


class BandKind(StrEnum):
    """What a band says instead of a count."""

    HIDDEN = "hidden"
    FEWER_THAN = "fewer than"
    MORE_THAN = "more than"
    COUNT = "count"


@dataclass(frozen=True)
class Band:
    """A count, or what is said in its place; `number` is the count or the limit, None if hidden."""

    kind: BandKind
    number: int | None

    def __str__(self) -> str:
        """The band in plain words, as in logs and tests; reports have their own sentences."""
        if self.kind is BandKind.HIDDEN:
            return self.kind.value
        return str(self.number) if self.kind is BandKind.COUNT else f"{self.kind} {self.number}"


@dataclass(frozen=True)
class Line:
    """An additive row of named counts after hiding.

    `primary` are hidden for being small, `secondary` for giving those away; `shown` is the rest.
    """

    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    total_hidden: bool
    shown: Mapping[str, int]


def suppress_1d(cells: Mapping[str, int], k: int, total_published: bool = True) -> Line:
    """Hide cells of 1 to k-1, then others until subtraction from the total finds none.

    Never one cell hidden alone, and never fewer than k people hidden together; zeros are shown.
    Without a published total there is nothing to subtract from. Raises UnsafeGroupSize, or
    ImpossibleCount for a count below zero.
    """
    primary = too_small(cells, k)
    extra, total_hidden = complement(cells, primary, k) if total_published else ([], False)
    hidden = {*primary, *extra}
    shown = {name: count for name, count in cells.items() if name not in hidden}
    return Line(tuple(primary), tuple(extra), total_hidden, shown)


def band(x: int, n: int, k: int) -> Band:
    """x of n for a sensitive question: neither few nor nearly all are told exactly.

    Raises UnsafeGroupSize, or ImpossibleCount when x is not from 0 to n.
    """
    checked_k(k)
    if not 0 <= x <= n:
        raise ImpossibleCount(f"{x} of {n}")
    if n < k:
        return Band(BandKind.HIDDEN, None)
    if x < k:
        return Band(BandKind.FEWER_THAN, k)
    return Band(BandKind.MORE_THAN, n - k) if n - x < k else Band(BandKind.COUNT, x)


def filter_allowed(n_sub: int, n_all: int, k: int) -> bool:
    """True when a filter leaves at least k people in, and k or none out.

    Raises UnsafeGroupSize, or ImpossibleCount when the part is larger than the whole.
    """
    checked_k(k)
    if not 0 <= n_sub <= n_all:
        raise ImpossibleCount(f"{n_sub} of {n_all}")
    return n_sub >= k and (n_sub == n_all or n_all - n_sub >= k)


def batch_release(cumulative: Sequence[int], k: int) -> list[tuple[int, int]]:
    """When a growing count is published: (step from 1, count), each k or more after the last.

    Raises UnsafeGroupSize.
    """
    checked_k(k)
    published: list[tuple[int, int]] = []
    for step, count in enumerate(cumulative, start=1):
        if count - (published[-1][1] if published else 0) >= k:
            published.append((step, count))
    return published
