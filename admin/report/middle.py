"""The middle of ordered answers, and the mean, from counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from admin.report.sentences import Sentence, sentence
from survey.texts import N_

MIDDLE = N_("The answer in the middle is: %(middle)s.")
MIDDLE_BETWEEN = N_("The middle lies between %(low)s and %(high)s.")
MEAN = N_("The mean is %(mean)s.")

Ordered = TypeVar("Ordered")


def medians(ordered: Sequence[Ordered], counts: Sequence[int]) -> tuple[Ordered, Ordered]:
    """The lower and the upper median: order statistics, equal when n is odd."""
    n = sum(counts)
    return _at((n - 1) // 2, ordered, counts), _at(n // 2, ordered, counts)


def middle_step(labels: Mapping[str, str], answers: Mapping[str, int]) -> Sentence:
    """The middle of graded answers as their words; `labels` are in the order of the steps."""
    low, high = medians(list(labels.values()), [answers.get(key, 0) for key in labels])
    return _middle(low, high)


def mean_and_median(answers: Mapping[str, int], unit: str) -> tuple[Sentence, ...]:
    """The middle and the mean of numbers that were counted as text; one answer at least."""
    counts = {int(value): n for value, n in answers.items()}
    ordered = sorted(counts)
    low, high = medians(ordered, [counts[value] for value in ordered])
    return _middle(f"{low} {unit}".strip(), f"{high} {unit}".strip()), mean(counts)


def mean(counts: Mapping[int, int] | Mapping[float, int]) -> Sentence:
    """The mean of counted values, to be shown with one decimal."""
    total = sum(value * n for value, n in counts.items())
    return sentence(MEAN, mean=total / sum(counts.values()))


def _middle(low: str, high: str) -> Sentence:
    if low == high:
        return sentence(MIDDLE, middle=low)
    return sentence(MIDDLE_BETWEEN, low=low, high=high)


def _at(place: int, ordered: Sequence[Ordered], counts: Sequence[int]) -> Ordered:
    """The answer at a place, from 0, in the row of all answers."""
    passed = 0
    for value, n in zip(ordered, counts, strict=True):
        passed += n
        if place < passed:
            return value
    raise IndexError(place)
