"""Hiding in one line of a table whose subtotals are shown too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from admin.report.hiding import complement, too_small
from survey.questionnaire.kinds.base import Status


class Name(NamedTuple):
    """One count of a line; `simple` when it was asked as a yes or no."""

    status: str
    answer: str = ""
    simple: bool = False


ANSWERED = Name(Status.ANSWERED.value)
"""How many answered; for several-of questions and free words it is a count like others."""
ANSWERED_SIMPLY = Name(Status.ANSWERED.value, simple=True)


@dataclass(frozen=True)
class Part:
    """Counts of a line that add up to a subtotal, which is shown where that is safe."""

    cells: Mapping[Name, int]
    sensitive: bool = False

    def small(self, k: int) -> list[Name]:
        """What must not be shown, whatever else is.

        Of a sensitive question neither few nor nearly all are told, nor that there is nobody, and
        with fewer than 2k-1 answers nothing at all. If one of its answers must be hidden all are,
        as in the round's report: that tells the top answers by themselves, and whatever else is
        shown here would be taken from them.
        """
        total = sum(self.cells.values())
        if not self.sensitive or total == 0:
            return too_small(self.cells, k)
        return list(self.cells) if any(_tells(n, total, k) for n in self.cells.values()) else []


@dataclass(frozen=True)
class Hidden:
    """The counts of a line to hide, and whether the subtotals of its parts may be shown."""

    names: frozenset[Name]
    totals_shown: bool


def hide(parts: Sequence[Part], k: int) -> Hidden:
    """What to hide in a line whose total is known.

    Each part by itself if that is enough; else all parts together and no subtotals, so that a
    small part is covered by another. Never one count alone, never fewer than k people together.
    Raises UnsafeGroupSize.
    """
    each = [_covered(part.cells, part.small(k), k) for part in parts]
    safe = [names for names in each if names is not None]
    if len(safe) == len(parts):
        return Hidden(frozenset().union(*safe), totals_shown=True)
    cells = {name: count for part in parts for name, count in part.cells.items()}
    together = _covered(cells, [name for part in parts for name in part.small(k)], k)
    return Hidden(frozenset(cells) if together is None else together, totals_shown=False)


def hide_options(
    chosen: Mapping[Name, int], answered: int, k: int, *, sensitive: bool
) -> frozenset[Name]:
    """What to hide of options of which several can be chosen.

    An option is small when few chose it, or when few did not. The options are covered as if they
    added up: when each person may choose few, the shown ones say nearly what the hidden one is.
    """
    small = [name for name, n in chosen.items() if _small_or_nearly_all(n, answered, k, sensitive)]
    covered = _covered(chosen, small, k)
    return frozenset(chosen) if covered is None else covered


def _small_or_nearly_all(count: int, total: int, k: int, sensitive: bool) -> bool:
    if sensitive and total:
        return _tells(count, total, k)
    return 0 < count < k or 0 < total - count < k


def _tells(count: int, total: int, k: int) -> bool:
    return total < 2 * k - 1 or count < k or total - count < k


def _covered(cells: Mapping[Name, int], small: list[Name], k: int) -> frozenset[Name] | None:
    """The small counts and those that cover them; None when there are not enough to cover them."""
    extra, total_too = complement(cells, small, k)
    return None if total_too else frozenset([*small, *extra])
