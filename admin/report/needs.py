"""Needs: is what the initiative helps with still what people ask for, and who lacks what."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.report.estimate import interval
from admin.report.faults import NothingToEstimate

LACKING = frozenset({"some", "no"})


class NeedVerdict(StrEnum):
    """Whether the need is still there, held against the floor the partners agreed on."""

    STILL_REAL = "still real"
    NO_LONGER = "no longer supported"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class NeedMatch:
    """`x` of `n` picked a need the initiative addresses; the share with its interval."""

    x: int
    n: int
    share: float
    low: float
    high: float
    verdict: NeedVerdict


@dataclass(frozen=True)
class UnmetNeed:
    """`x` of `n` find it important and get too little of it."""

    x: int
    n: int
    share: float
    low: float
    high: float


def need_match(
    picks: Sequence[Collection[str]], addressed: Collection[str], N: int | None, floor: float
) -> NeedMatch:
    """Whether the need is still there: each of `picks` is what one person picked.

    Raises NothingToEstimate when nobody was heard.
    """
    x = sum(not set(addressed).isdisjoint(picked) for picked in picks)
    return match_of(x, len(picks), N, floor)


def match_of(x: int, n: int, N: int | None, floor: float) -> NeedMatch:
    """The same from counts. The whole interval must lie on one side of the floor (0-1)."""
    if not n:
        raise NothingToEstimate("no answers")
    found = interval(x, n, N)
    return NeedMatch(x, n, found.p, found.low, found.high, _verdict(found.low, found.high, floor))


def _verdict(low: float, high: float, floor: float) -> NeedVerdict:
    if low >= floor:
        return NeedVerdict.STILL_REAL
    return NeedVerdict.NO_LONGER if high < floor else NeedVerdict.CANNOT_TELL


def unmet_need(
    pairs_important_enough: Sequence[tuple[str | None, str | None]], N: int | None
) -> UnmetNeed:
    """Those to whom it is important ("yes") and who get "some" or "no" enough of it.

    Only people who answered both are counted; raises NothingToEstimate when there are none.
    """
    both = [(said, got) for said, got in pairs_important_enough if said and got]
    if not both:
        raise NothingToEstimate("nobody answered both")
    x = sum(said == "yes" and got in LACKING for said, got in both)
    found = interval(x, len(both), N)
    return UnmetNeed(x, len(both), found.p, found.low, found.high)


def maxdiff_score(
    tasks_shown_best_worst: Sequence[tuple[Sequence[str], str | None, str | None]],
    items: Sequence[str],
) -> dict[str, float]:
    """Best-worst scores, -1 to 1: (times best - times worst) / times shown.

    Each task is what was shown, the best of it and the worst. What was never shown has no score.
    """
    scores = {}
    for item in items:
        tasks = [task for task in tasks_shown_best_worst if item in task[0]]
        if tasks:
            won = sum(best == item for _, best, _ in tasks)
            lost = sum(worst == item for _, _, worst in tasks)
            scores[item] = (won - lost) / len(tasks)
    return scores
