"""Answers put in order, read from how they are counted: firsts, mean places, and who is named.

An order is counted as its keys joined, the first choice first. Options without a place share the
places that are left, in the middle of them: two left out of three stand at 2.5 each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb

from survey.questionnaire.kinds.choices import JOIN

SURE = 0.05
"""Below this an exact McNemar test tells the first from the next."""


def first_of(answer: str) -> str:
    """The first choice of an order as it is counted."""
    return answer.split(JOIN, maxsplit=1)[0]


def first_choices(answers: Mapping[str, int], options: Sequence[str]) -> dict[str, int]:
    """How many put each option first; for a choice of one, how many chose it."""
    counted: Counter[str] = Counter(dict.fromkeys(options, 0))
    for answer, n in answers.items():
        counted[first_of(answer)] += n
    return {key: counted[key] for key in options}


def mean_places(answers: Mapping[str, int], options: Sequence[str]) -> dict[str, float]:
    """Each option's mean place over all who ranked; 1 is first. Empty where nobody did."""
    n = sum(answers.values())
    if n == 0:
        return {}
    sums = dict.fromkeys(options, 0.0)
    for answer, times in answers.items():
        for key, place in _places(answer.split(JOIN), options).items():
            sums[key] += place * times
    return {key: total / n for key, total in sums.items()}


def before(answers: Mapping[str, int], one: str, other: str) -> int:
    """How many put `one` before `other`; a place comes before none."""
    return sum(n for answer, n in answers.items() if _is_before(answer.split(JOIN), one, other))


def mcnemar(b: int, c: int) -> float:
    """The exact two-sided p of McNemar's test: b chose A and not B, c chose B and not A.

    Under no difference each of the b + c is as likely one as the other: twice the binomial tail,
    at most 1. (McNemar 1947; the exact form as in Agresti, Categorical Data Analysis.)
    """
    n, most = b + c, max(b, c)
    tail = sum(comb(n, k) for k in range(most, n + 1))
    return min(1.0, float(2 * tail) / float(2**n))


def favourites(firsts: Mapping[str, int]) -> tuple[str, ...]:
    """The option that may be named as chosen, or all that are among the most often chosen.

    One alone only where the exact McNemar test tells it from the next; else the most often chosen
    and every option it cannot be told from. Empty where nobody chose.
    """
    order = sorted(firsts, key=lambda key: -firsts[key])
    if not order or firsts[order[0]] == 0:
        return ()
    top = order[0]
    near = (key for key in order[1:] if firsts[key] and mcnemar(firsts[top], firsts[key]) >= SURE)
    return (top, *near)


def _places(order: Sequence[str], options: Sequence[str]) -> dict[str, float]:
    left = (len(order) + 1 + len(options)) / 2
    placed = {key: float(place) for place, key in enumerate(order, 1)}
    return {key: placed.get(key, left) for key in options}


def _is_before(order: Sequence[str], one: str, other: str) -> bool:
    if one not in order:
        return False
    return other not in order or order.index(one) < order.index(other)
