"""One voice over several centres, each weighing as many people as it has."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from admin.report.faults import NothingToEstimate, check_counts
from admin.report.wilson import CONFIDENCE, normal_quantile, score_limits

WEIGHTING_MATTERS = 0.05


@dataclass(frozen=True)
class Poststratified:
    """One voice over several centres, each weighing as many people as it has; shares 0-1."""

    P: float
    unweighted: float
    var: float
    n_eff: float
    low: float
    high: float

    @property
    def weighting_matters(self) -> bool:
        """True when the unweighted share is over 5 points away, which must then be said."""
        return round(abs(self.P - self.unweighted), 9) > WEIGHTING_MATTERS


@dataclass(frozen=True)
class Stratum:
    """One centre's part of a share: x of n answered so, among N people."""

    x: int
    n: int
    N: int


@dataclass(frozen=True)
class Strata:
    """Centres ready for `poststrat`: the small ones merged, the silent ones left out and named."""

    strata: tuple[Stratum, ...]
    merged: tuple[str, ...]
    silent: tuple[str, ...]
    people_covered: int
    people_in_all: int


def poststrat(
    strata_x_n_N: Sequence[tuple[int, int, int]], conf: float = CONFIDENCE
) -> Poststratified:
    """One voice over several centres, weighted by headcount; each stratum is (x, n, N).

    P = sum W_h x_h/n_h, W_h = N_h/N; its variance gives an effective n for Wilson's interval
    (Korn and Graubard 1998). Gather small centres first with `gather_small`. Raises as `interval`.
    """
    strata = [Stratum(*stratum) for stratum in strata_x_n_N]
    for part in strata:
        check_counts(part.x, part.n, part.N)
    if not strata:
        raise NothingToEstimate("no centres")
    share = _weighted_share(strata)
    var = _weighted_variance(strata)
    x, n = sum(part.x for part in strata), sum(part.n for part in strata)
    spread = share if 0 < share < 1 else (x + 0.5) / (n + 1)
    n_eff = spread * (1 - spread) / var if var else inf
    low, high = score_limits(share, n_eff, normal_quantile(conf) ** 2)
    return Poststratified(share, x / n, var, n_eff, low, high)


def gather_small(centres: Mapping[str, tuple[int, int, int]], k: int) -> Strata:
    """Centres (name: (x, n, N)) made ready for `poststrat`.

    Those with fewer than k answers become one stratum; those with none drop out and are named.
    """
    parts = {name: Stratum(*counts) for name, counts in centres.items()}
    silent = tuple(name for name, part in parts.items() if part.n == 0)
    merged = tuple(name for name, part in parts.items() if 0 < part.n < k)
    strata = [part for part in parts.values() if part.n >= k]
    if merged:
        strata.append(_together([parts[name] for name in merged]))
    covered = sum(part.N for part in strata)
    return Strata(tuple(strata), merged, silent, covered, sum(p.N for p in parts.values()))


def _together(parts: Sequence[Stratum]) -> Stratum:
    return Stratum(sum(p.x for p in parts), sum(p.n for p in parts), sum(p.N for p in parts))


def _weighted_share(strata: Sequence[Stratum]) -> float:
    people = sum(part.N for part in strata)
    return sum(part.N * part.x / part.n for part in strata) / people


def _weighted_variance(strata: Sequence[Stratum]) -> float:
    people = sum(part.N for part in strata)
    return sum((part.N / people) ** 2 * _variance(part) for part in strata)


def _variance(part: Stratum) -> float:
    # Half an answer is added to each side, so that an unanimous centre is not taken for certain.
    q = (part.x + 0.5) / (part.n + 1)
    return (1 - part.n / part.N) * q * (1 - q) / part.n
