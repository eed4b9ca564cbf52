"""The grid of who has been heard, as plain data: a column for each speaker, a row for each place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from admin.report.coverage import CoverageStatus
from admin.report.groups import Speaker


class CellKind(StrEnum):
    """What of a cell may be told."""

    COUNT = "count"
    SILENT = "silent"
    FEW = "few"
    """Fewer than k of this speaker in the whole round."""
    HIDDEN = "hidden"
    """Few, or a number that would give few away. Which of the two is not told."""
    NOT_APART = "not apart"
    """The centre's answers do not say which unit they are from."""
    NOTHING = "nothing"
    """None of the centre's answers lack a unit."""
    TOO_MANY = "too many"
    """More answers than people: the headcount must be looked at first."""


@dataclass(frozen=True)
class HeardCell:
    """One speaker at one place: `n` heard (None: not told) of `size` people (None: unknown)."""

    kind: CellKind
    n: int | None = None
    size: int | None = None
    status: CoverageStatus | None = None


@dataclass(frozen=True)
class HeardRow:
    """A place and its cells, one for each column of the grid. `unit` is empty for a centre."""

    centre: str
    unit: str
    cells: tuple[HeardCell, ...]
    apart: bool = False
    """True for the answers of a centre that belong to none of its units."""

    @property
    def is_centre(self) -> bool:
        """True for a centre as a whole."""
        return not self.unit and not self.apart


@dataclass(frozen=True)
class HeardColumn:
    """A speaker. Behind an open link we count answers, not people, so there is no share of all."""

    speaker: Speaker
    open_link: bool
    whole: HeardCell
    uneven: bool = False
    """True when the centres were heard very unevenly."""


@dataclass(frozen=True)
class HeardGrid:
    """Who has been heard where."""

    columns: tuple[HeardColumn, ...]
    rows: tuple[HeardRow, ...]

    def without(self, hidden: Collection[Speaker]) -> HeardGrid:
        """The same without a number of these speakers, nor whether there was any."""
        at = {i for i, one in enumerate(self.columns) if one.speaker in hidden}
        columns = (
            replace(one, whole=_hidden(one.whole), uneven=False) if i in at else one
            for i, one in enumerate(self.columns)
        )
        rows = (
            replace(row, cells=tuple(_hidden(c) if i in at else c for i, c in enumerate(row.cells)))
            for row in self.rows
        )
        return HeardGrid(tuple(columns), tuple(rows))

    def column(self, speaker: Speaker) -> HeardColumn | None:
        """A speaker's column; None for one who was not asked and has not answered."""
        return next((c for c in self.columns if c.speaker == speaker), None)


def _hidden(cell: HeardCell) -> HeardCell:
    return HeardCell(CellKind.HIDDEN, size=cell.size)
