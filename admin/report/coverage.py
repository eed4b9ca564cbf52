"""Who has been heard: one voice at one place, one question, and evenly over the centres."""
# n answers from N people are the formulas' own letters.
# ruff: noqa: N803

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from admin.report.disclosure import DEFAULT_K
from admin.report.faults import ImpossibleCount, NothingToEstimate, check_heard

UNEVEN_BELOW = 0.7
"""An R under this is worth a warning: some centres speak much more than others."""

NOT_REACHED = "not_reached"
NOT_RELEVANT = "not_relevant"
DONT_KNOW = "dont_know"
BLANKS = ("blank", "skipped")


class CoverageStatus(StrEnum):
    """The coverage ladder, and the rung that cannot be told."""

    SILENT = "silent"
    THIN = "thin"
    PARTLY_HEARD = "partly heard"
    HEARD = "heard"
    SIZE_UNKNOWN = "target size unknown"


@dataclass(frozen=True)
class ItemBase:
    """Whom a question's percentages stand on; counts of respondents.

    `unknown_share` (0-1) is None when nobody was asked for whom the question was relevant.
    """

    reached: int
    valid: int
    dont_know: int
    blank: int
    not_relevant: int
    unknown_share: float | None
    too_much_unknown: bool


@dataclass(frozen=True)
class Evenness:
    """`response` n/N over all centres (0-1), `S` how much the centres vary, `R` = 1 - 2S."""

    response: float
    S: float
    R: float

    @property
    def uneven(self) -> bool:
        """True when the centres answered so differently that it must be said."""
        return self.R < UNEVEN_BELOW


def coverage_status(n: int, N: int | None, k: int = DEFAULT_K) -> CoverageStatus:
    """How well one voice is heard; N is ALL in the group, not only those able to answer.

    Raises MoreAnswersThanPeople.
    """
    check_heard(n, N)
    if N is None:
        return CoverageStatus.SIZE_UNKNOWN
    if n == 0:
        return CoverageStatus.SILENT
    if n < k or n * 5 < N:
        return CoverageStatus.THIN
    return CoverageStatus.PARTLY_HEARD if n * 2 < N else CoverageStatus.HEARD


def item_base(answers: Sequence[object]) -> ItemBase:
    """The base of one question from its answers: a value each, or the word for why there is none.

    The words are dont_know, not_relevant, blank (or skipped) and not_reached.
    """
    words = Counter(answer for answer in answers if isinstance(answer, str))
    blank = sum(words[word] for word in BLANKS)
    without = words[DONT_KNOW] + words[NOT_RELEVANT] + blank + words[NOT_REACHED]
    return item_base_of(len(answers) - without, words[DONT_KNOW], blank, words[NOT_RELEVANT])


def item_base_of(answered: int, dont_know: int, blank: int, not_relevant: int) -> ItemBase:
    """The base of one question from its tally; "don't know" is never scored as neutral.

    Unknown share = (dont_know + blank) / (reached - not_relevant). Over 30 % is too much: no
    conclusion. Raises ImpossibleCount for a count below zero.
    """
    if min(answered, dont_know, blank, not_relevant) < 0:
        raise ImpossibleCount("a count below zero")
    unknown = dont_know + blank
    eligible = answered + unknown
    return ItemBase(
        reached=eligible + not_relevant,
        valid=answered,
        dont_know=dont_know,
        blank=blank,
        not_relevant=not_relevant,
        unknown_share=unknown / eligible if eligible else None,
        too_much_unknown=unknown * 10 > eligible * 3,
    )


def r_indicator(centres_n_N: Sequence[tuple[int, int]]) -> Evenness:
    """How evenly the centres, each (n, N), answered: 1 is perfectly even.

    R = 1 - 2S, S^2 = sum N_c (n_c/N_c - n/N)^2 / (N - 1) (Schouten, Cobben and Bethlehem 2009).
    Raises MoreAnswersThanPeople, or NothingToEstimate with fewer than two people.
    """
    for heard, size in centres_n_N:
        check_heard(heard, size)
    people = sum(size for _, size in centres_n_N)
    if people < 2:
        raise NothingToEstimate(f"{people} people")
    response = sum(heard for heard, _ in centres_n_N) / people
    apart = sum(size * (heard / size - response) ** 2 for heard, size in centres_n_N if size)
    spread = sqrt(apart / (people - 1))
    return Evenness(response, spread, 1 - 2 * spread)
