"""What the statistics room refuses: counts that cannot be, and shares of nobody."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations


class StatisticsFault(ValueError):
    """Base of the faults of the statistics room; no number may be shown."""


class MoreAnswersThanPeople(StatisticsFault):
    """n > N: the headcount is out of date or somebody answered twice. Stop and ask a person."""


class ImpossibleCount(StatisticsFault):
    """A negative count, or more of a part than of the whole."""


class NothingToEstimate(StatisticsFault):
    """No answers (or too few people), so there is no share to be sure of."""


def check_counts(x: int, n: int, N: int | None) -> None:
    """Refuse counts that cannot be.

    Raises ImpossibleCount, MoreAnswersThanPeople, or NothingToEstimate when n is 0.
    """
    check_heard(n, N)
    if not 0 <= x <= n:
        raise ImpossibleCount(f"{x} of {n}")
    if n == 0:
        raise NothingToEstimate("no answers")


def check_heard(n: int, N: int | None) -> None:
    """Refuse more answers than people: MoreAnswersThanPeople; below zero: ImpossibleCount."""
    if n < 0 or (N is not None and N < 0):
        raise ImpossibleCount(f"{n} answers from {N} people")
    if N is not None and n > N:
        raise MoreAnswersThanPeople(f"{n} answers from {N} people")
