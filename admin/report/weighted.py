"""The share of one voice over several centres, each weighing as many people as it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor

from admin.report.estimate import (
    FIRM_WITHIN,
    RESERVED_WITHIN,
    Poststratified,
    Strength,
    gather_small,
    poststrat,
)
from admin.report.numbers import STEPS, Percents, Share


def weighted(
    share: Share, centres: Mapping[str, tuple[int, int, int]], k: int
) -> tuple[Share, int | None]:
    """`share` with its percentage and interval weighted by headcount; (x, n, N) at each centre.

    The count stays as it is. Only shares that show percentages are weighted, and only where the
    counts fit the headcounts. Second comes the plain percentage if it is over 5 points away.
    """
    misfit = any(n > size for _, n, size in centres.values())
    if share.form not in STEPS or share.between is None or misfit:
        return share, None
    strata = gather_small(centres, k).strata
    if len(strata) < 2:
        return share, None
    found = poststrat([(part.x, part.n, part.N) for part in strata])
    step = STEPS[share.form]
    how_strong = _strength(found)
    told = how_strong is not Strength.CANNOT_TELL
    changed = replace(
        share,
        percent=_nearest(found.P, step) if told else None,
        between=Percents(_below(found.low, step), _above(found.high, step)),
        strength=how_strong,
    )
    return changed, _nearest(found.unweighted, step) if found.weighting_matters else None


def _strength(found: Poststratified) -> Strength:
    half = round((found.high - found.low) / 2, 9)
    if half <= FIRM_WITHIN:
        return Strength.FIRM
    return Strength.RESERVED if half <= RESERVED_WITHIN else Strength.CANNOT_TELL


def _nearest(share: float, step: int) -> int:
    return _below(share + step / 200, step)


def _below(share: float, step: int) -> int:
    # Rounded first: a binary fraction must not push a whole step aside.
    return floor(round(share * 100 / step, 9)) * step


def _above(share: float, step: int) -> int:
    return ceil(round(share * 100 / step, 9)) * step
