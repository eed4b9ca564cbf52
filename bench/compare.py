"""Comparisons: ours and the baseline take turns, so that both meet the same machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

TURNS = 5


@dataclass(frozen=True)
class Row:
    """One line of the table. `at_least` or `at_most` is the bound we promise."""

    name: str
    ratio: float
    detail: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """True when the promise holds in this run."""
        low = self.at_least is None or self.ratio >= self.at_least
        return low and (self.at_most is None or self.ratio <= self.at_most)

    def line(self) -> str:
        """The row as a line of the table."""
        bound = f">= {self.at_least}" if self.at_least is not None else f"<= {self.at_most}"
        verdict = "holds" if self.holds else "MISSED"
        return f"{self.name:<52} {self.ratio:>6.2f}  {bound:<7} {verdict:<7} {self.detail}"


def take_turns(
    ours: Callable[[], float], baseline: Callable[[], float], turns: int = TURNS
) -> tuple[float, float, float]:
    """The median ratio of ours to baseline over `turns` turns, and the medians of both."""
    ours(), baseline()
    pairs = [(ours(), baseline()) for _ in range(turns)]
    return (
        median(mine / theirs for mine, theirs in pairs),
        median(mine for mine, _ in pairs),
        median(theirs for _, theirs in pairs),
    )
