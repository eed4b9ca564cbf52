"""Hiding in a table of two ways, where rows and columns can be subtracted from their totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from admin.report.faults import ImpossibleCount
from admin.report.hiding import complement, too_small

Place = tuple[int, int]
"""Row and column, from 0. One past the last row or column is the total."""
Line = tuple[str, int]
"""A row or a column by its number."""


@dataclass(frozen=True)
class Table:
    """Which cells and totals of an additive table are hidden; each list sorted."""

    primary: tuple[Place, ...]
    secondary: tuple[Place, ...]
    hidden_row_totals: tuple[int, ...]
    hidden_col_totals: tuple[int, ...]
    grand_total_hidden: bool = False


def suppress_2d(matrix: Sequence[Sequence[int]], k: int, margins_published: bool = True) -> Table:
    """`suppress_1d` over rows and then columns, again and again until nothing more is hidden.

    This guards each line by itself. What is published goes through `safe_2d`, which also adds
    lines together. Raises UnsafeGroupSize, or ImpossibleCount for rows of different lengths.
    """
    hiding = _Hiding(matrix, k)
    if margins_published:
        hiding.settle_lines()
    return hiding.outcome()


def safe_2d(matrix: Sequence[Sequence[int]], k: int) -> Table:
    """`suppress_2d`, then more cells and totals until no adding up of lines finds a small count.

    The reader is taken to know all that is shown, the grand total too, and that zeros are never
    hidden. Raises as `suppress_2d`.
    """
    hiding = _Hiding(matrix, k)
    hiding.settle_lines()
    while hiding.cover_a_found_one():
        hiding.settle_lines()
    return hiding.outcome()


class _Hiding:
    """A table on its way to being safe: the counts with their totals, and the places hidden."""

    def __init__(self, matrix: Sequence[Sequence[int]], k: int) -> None:
        if len({len(row) for row in matrix}) > 1:
            raise ImpossibleCount("rows of different lengths")
        self.k = k
        self.rows, self.cols = len(matrix), len(matrix[0]) if matrix else 0
        self.cells = {(r, c): matrix[r][c] for r in range(self.rows) for c in range(self.cols)}
        self.primary = frozenset(too_small(self.cells, k))
        self.hidden = set(self.primary)
        self.counts = {**self.cells, **self._totals()}

    def _totals(self) -> dict[Place, int]:
        rows = {
            (r, self.cols): sum(self.cells[r, c] for c in range(self.cols))
            for r in range(self.rows)
        }
        cols = {
            (self.rows, c): sum(self.cells[r, c] for r in range(self.rows))
            for c in range(self.cols)
        }
        return {**rows, **cols, (self.rows, self.cols): sum(self.cells.values())}

    def settle_lines(self) -> None:
        """Hide complements in every row, then every column, until a whole pass hides nothing."""
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for cells, total in self._lines():
                gone = self.hidden.intersection(cells)
                extra, total_too = complement({c: self.cells[c] for c in cells}, gone, self.k)
                self.hidden.update(extra, [total] if total_too else [])

    def _lines(self) -> Iterator[tuple[list[Place], Place]]:
        for r in range(self.rows):
            yield [(r, c) for c in range(self.cols)], (r, self.cols)
        for c in range(self.cols):
            yield [(r, c) for r in range(self.rows)], (self.rows, c)

    def cover_a_found_one(self) -> bool:
        """Hide one more place if some hidden small count can be worked out; False if none can."""
        small = (place for place in sorted(self.hidden) if self.counts[place] < self.k)
        found = next((place for place in small if self._can_be_found(place)), None)
        if found is None:
            return False
        _, head = self._ends(found)
        self.hidden.add(self._way_out(self._reach(head, found)))
        return True

    # Another table with the same shown numbers differs from this one by a round trip over hidden
    # places, adding 1 and taking 1 in turn. A place without such a trip has only one value left.

    def _can_be_found(self, place: Place) -> bool:
        tail, head = self._ends(place)
        more = tail in self._reach(head, place)
        fewer = self.counts[place] > 1 and head in self._reach(tail, place)
        return not (more or fewer)

    def _ends(self, place: Place) -> tuple[Line, Line]:
        """From which line to which a step over the place adds 1 to it."""
        r, c = place
        row, col = ("row", r), ("col", c)
        # A row's total counts against its cells; the grand total against the totals.
        return (col, row) if (r == self.rows) != (c == self.cols) else (row, col)

    def _steps(self, place: Place) -> list[tuple[Line, Line]]:
        tail, head = self._ends(place)
        # A hidden count is known not to be zero, so 1 cannot be taken from 1.
        return [(tail, head), (head, tail)] if self.counts[place] > 1 else [(tail, head)]

    def _reach(self, start: Line, without: Place) -> set[Line]:
        """The lines that can be reached over hidden places other than the given one."""
        steps = [s for place in self.hidden - {without} for s in self._steps(place)]
        reached, fresh = {start}, {start}
        while fresh:
            fresh = {head for tail, head in steps if tail in fresh} - reached
            reached |= fresh
        return reached

    def _way_out(self, reached: set[Line]) -> Place:
        """The place to hide for a step out of the lines reached: rather a cell than a total."""
        ways = [
            place
            for place, count in self.counts.items()
            if count and place not in self.hidden
            if any(tail in reached and head not in reached for tail, head in self._steps(place))
        ]
        return min(ways, key=lambda place: (place not in self.cells, self.counts[place]))

    def outcome(self) -> Table:
        cells = sorted(self.hidden.intersection(self.cells))
        return Table(
            primary=tuple(sorted(self.primary)),
            secondary=tuple(place for place in cells if place not in self.primary),
            hidden_row_totals=tuple(r for r in range(self.rows) if (r, self.cols) in self.hidden),
            hidden_col_totals=tuple(c for c in range(self.cols) if (self.rows, c) in self.hidden),
            grand_total_hidden=(self.rows, self.cols) in self.hidden,
        )
