"""Has what people need moved? The distance between two waves, held against what chance gives.

A wave is a vector of shares: picks per need out of all picks. The distance is the square root of
the Jensen-Shannon divergence to base 2 (Lin 1991; Endres and Schindelin 2003): 0 is the same, 1
has nothing in common. What chance gives is found by dealing the same respondents, each with all of
her picks, to the two waves anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb, log, prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admin.report.faults import ImpossibleCount, NothingToEstimate

Numbers = NDArray[np.float64]
Picks = Collection[str]

DRAWS = 9_999
MOST_SPLITS = 10_000
"""So many deals are gone through one by one; beyond that they are drawn."""
MOST_TABLES = 1_000_000
SEED = 20_240_101
"""The same waves give the same answer, whenever it is worked out."""
SLACK = 1e-12
CHUNK = 1_000


@dataclass(frozen=True)
class ExactDrift:
    """Single choices: the distance, its p over all `tables`, and the size to expect by chance."""

    js_distance: float
    p_exact: float
    tables: int
    null_rms: float


@dataclass(frozen=True)
class ExactMultiDrift:
    """Several picks each: the distance, and its p over all `splits` of the respondents."""

    js_distance: float
    p_exact: float
    splits: int


@dataclass(frozen=True)
class Drift:
    """A distance, its p, and what chance alone gives: half of the time up to `chance_median`, and
    in nineteen of twenty times up to `chance_95`. `exact` when every deal was gone through."""

    js_distance: float
    p: float
    chance_median: float
    chance_95: float
    exact: bool


def null_rms(categories: int, n1: int, n2: int) -> float:
    """The distance to expect from chance alone, as a rough guide: for single choices of people."""
    return sqrt((categories - 1) / (8 * log(2)) * (1 / n1 + 1 / n2))


def js_exact(wave1: Sequence[int], wave2: Sequence[int]) -> ExactDrift:
    """The drift between two waves of single choices: counts per need, in the same order.

    p is the probability of all tables with both margins as they are whose distance is as large
    (multivariate hypergeometric). Raises NothingToEstimate for a wave of nobody, ImpossibleCount
    for negative counts, unlike lengths, or more tables than can be gone through.
    """
    _check_waves(wave1, wave2)
    columns = [a + b for a, b in zip(wave1, wave2, strict=True)]
    tables = np.array(list(islice(_tables(columns, sum(wave1)), MOST_TABLES + 1)), dtype=np.int64)
    if len(tables) > MOST_TABLES:
        raise ImpossibleCount(f"more than {MOST_TABLES} tables")
    observed = float(_distances(_row(wave1), _row(wave2))[0])
    far = _distances(tables, np.array(columns) - tables) >= observed - SLACK
    ways = (prod(comb(c, int(a)) for c, a in zip(columns, one, strict=True)) for one in tables[far])
    p = sum(ways) / comb(sum(columns), sum(wave1))
    return ExactDrift(observed, p, len(tables), null_rms(len(wave1), sum(wave1), sum(wave2)))


def js_exact_multi(
    wave1: Sequence[Picks], wave2: Sequence[Picks], categories: Sequence[str]
) -> ExactMultiDrift:
    """The drift between two waves of people who picked several: every split is gone through."""
    people, first = _people(wave1, wave2, categories), len(wave1)
    observed, splits = _observed(people, first), comb(len(people), first)
    far = sum(int((dealt >= observed - SLACK).sum()) for dealt in _all_deals(people, first))
    return ExactMultiDrift(observed, far / splits, splits)


def js_drift(
    wave1: Sequence[Picks],
    wave2: Sequence[Picks],
    categories: Sequence[str],
    draws: int = DRAWS,
    seed: int = SEED,
) -> Drift:
    """The drift as reports tell it: exact where that is quick, else by `draws` seeded deals.

    Drawn, p = (b + 1) / (m + 1), which is never 0 (Phipson and Smyth 2010).
    """
    people, first = _people(wave1, wave2, categories), len(wave1)
    observed = _observed(people, first)
    exact = comb(len(people), first) <= MOST_SPLITS
    deals = _all_deals(people, first) if exact else _drawn_deals(people, first, draws, seed)
    dealt = np.concatenate(list(deals))
    far = int((dealt >= observed - SLACK).sum())
    p = far / len(dealt) if exact else (far + 1) / (len(dealt) + 1)
    median, most = np.quantile(dealt, [0.5, 0.95])
    return Drift(observed, p, float(median), float(most), exact)


def _check_waves(wave1: Sequence[int], wave2: Sequence[int]) -> None:
    if len(wave1) != len(wave2) or any(n < 0 for n in (*wave1, *wave2)):
        raise ImpossibleCount(f"{list(wave1)} and {list(wave2)}")
    if not sum(wave1) or not sum(wave2):
        raise NothingToEstimate("a wave without answers")


def _tables(columns: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """Every first row of `total` in a table of two rows with these column sums."""
    if len(columns) == 1:
        if total <= columns[0]:
            yield (total,)
        return
    room = sum(columns[1:])
    for here in range(max(0, total - room), min(columns[0], total) + 1):
        for rest in _tables(columns[1:], total - here):
            yield (here, *rest)


def _row(counts: Sequence[int]) -> Numbers:
    return np.array([counts], dtype=np.float64)


def _distances(ones: Any, twos: Any) -> Numbers:
    """The distance of each row of counts to its counterpart; 1 where one of them is empty."""
    p, q = (_shares(np.asarray(side, dtype=np.float64)) for side in (ones, twos))
    middle = (p + q) / 2
    divergence = (_divergence(p, middle) + _divergence(q, middle)) / 2
    empty = (p.sum(axis=1) == 0) | (q.sum(axis=1) == 0)
    return np.asarray(np.where(empty, 1.0, np.sqrt(np.clip(divergence, 0, 1))))


def _shares(counts: Numbers) -> Numbers:
    totals = counts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0))


def _divergence(p: Numbers, middle: Numbers) -> Numbers:
    """Kullback and Leibler's, in bits."""
    ratio = np.divide(p, middle, out=np.ones_like(p), where=p > 0)
    return np.asarray((p * np.log2(ratio)).sum(axis=1))


def _people(wave1: Sequence[Picks], wave2: Sequence[Picks], categories: Sequence[str]) -> Numbers:
    """One row for each respondent of both waves, one column for each need: 1 where she picked it."""
    people = [[float(need in picks) for need in categories] for picks in (*wave1, *wave2)]
    if not wave1 or not wave2 or not any(map(any, people)):
        raise NothingToEstimate("a wave without answers")
    return np.array(people)


def _observed(people: Numbers, first: int) -> float:
    here = people[:first].sum(axis=0, keepdims=True)
    return float(_distances(here, people.sum(axis=0) - here)[0])


def _all_deals(people: Numbers, first: int) -> Iterator[Numbers]:
    """The distances of every way to deal the respondents, in handfuls."""
    every = combinations(range(len(people)), first)
    while handful := list(islice(every, CHUNK)):
        yield _dealt(people, people[np.array(handful)].sum(axis=1))


def _drawn_deals(people: Numbers, first: int, draws: int, seed: int) -> Iterator[Numbers]:
    """The distances of `draws` random deals, in handfuls."""
    dice = np.random.default_rng(seed)
    for begun in range(0, draws, CHUNK):
        size = min(CHUNK, draws - begun)
        order = dice.random((size, len(people))).argpartition(first - 1, axis=1)[:, :first]
        yield _dealt(people, people[order].sum(axis=1))


def _dealt(people: Numbers, here: Numbers) -> Numbers:
    return _distances(here, people.sum(axis=0) - here)
