"""The smallest group that may be seen, and the rule that hides cells of one additive line."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from admin.report.faults import ImpossibleCount, StatisticsFault

DEFAULT_K = 5
SMALLEST_K = 3
LARGEST_K = 20

Name = TypeVar("Name", bound=Hashable)


class UnsafeGroupSize(StatisticsFault):
    """A k that would show single people, or hide nearly everything."""


def checked_k(k: int) -> int:
    """k itself. Raises UnsafeGroupSize outside 3-20."""
    if not SMALLEST_K <= k <= LARGEST_K:
        raise UnsafeGroupSize(f"{k} is not from {SMALLEST_K} to {LARGEST_K}")
    return k


def too_small(cells: Mapping[Name, int], k: int) -> list[Name]:
    """The cells of 1 to k-1, in the order listed.

    Raises UnsafeGroupSize, or ImpossibleCount for a count below zero.
    """
    checked_k(k)
    if any(count < 0 for count in cells.values()):
        raise ImpossibleCount("a count below zero")
    return [name for name, count in cells.items() if 0 < count < k]


def complement(
    cells: Mapping[Name, int], hidden: Iterable[Name], k: int
) -> tuple[list[Name], bool]:
    """What else to hide so that subtraction from the line's total finds no hidden cell.

    Returns the further cells in the order they were taken, smallest first (ties: first listed),
    and True when none was left to take, so that the total must be hidden too.
    """
    gone = set(hidden)
    extra: list[Name] = []
    while gone and (len(gone) == 1 or sum(cells[name] for name in gone) < k):
        left = [name for name, count in cells.items() if count and name not in gone]
        if not left:
            return extra, True
        extra.append(min(left, key=cells.__getitem__))
        gone.add(extra[-1])
    return extra, False
