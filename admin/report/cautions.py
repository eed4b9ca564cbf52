"""What a reader must know before the numbers: at most three warnings, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from admin.report.coverage import CoverageStatus
from admin.report.grid import CellKind, HeardColumn, HeardGrid, HeardRow
from admin.report.groups import Speaker
from admin.report.sentences import Sentence, sentence
from survey.texts import N_
from survey.voices import RESIDENT_VOICES, Perspective, Voice

AT_MOST = 3

STOP = N_("There are more answers than people (%(places)s). Stop and check the headcount.")
STOP_SOMEWHERE = N_("There are more answers than people. Stop and check the headcounts.")
NOT_ASKED = N_("This round did not ask the residents. Nobody else can stand in for them.")
NONE_HEARD = N_("No resident has answered for themselves. Nobody else can stand in for them.")
FEW_HEARD = N_(
    "Fewer than %(k)s residents have answered for themselves. Nobody else can stand in for them."
)
THIN = N_(
    "Only %(n)s of %(size)s residents have answered for themselves. "
    "Nobody else can stand in for them."
)
SILENT = N_("No resident has been heard here: %(places)s.")
UNEVEN = N_("The centres have been heard very unevenly. The numbers say most about some of them.")
LOUD = N_("More than twice its share of the answers come from %(places)s.")
ASSISTED = N_("More than half of the residents who answered had help.")
UNKNOWN_SIZE = N_("We do not know how many residents there are, so not how many we have missed.")

RESIDENT = Speaker(Voice.RESIDENT, Perspective.SELF)
ASSISTED_RESIDENT = Speaker(Voice.RESIDENT_ASSISTED, Perspective.SELF)


def cautions(grid: HeardGrid, k: int) -> tuple[Sentence, ...]:
    """The worst three of what is wrong with who has been heard."""
    found = (caution for check in CHECKS for caution in check(grid, k))
    return tuple(islice(found, AT_MOST))


def place_name(row: HeardRow) -> str:
    """The place of a row, as one name."""
    return f"{row.centre}, {row.unit}" if row.unit else row.centre


def hardly_heard(column: HeardColumn | None) -> bool:
    """True when a speaker is silent, thin, or too few to tell."""
    if column is None or column.whole.kind in (CellKind.SILENT, CellKind.FEW):
        return True
    return column.whole.status is CoverageStatus.THIN


def _stop(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    places = [
        place_name(row)
        for row in grid.rows
        if any(cell.kind is CellKind.TOO_MANY for cell in row.cells)
    ]
    if places:
        yield sentence(STOP, places="; ".join(places))
    elif any(column.whole.kind is CellKind.TOO_MANY for column in grid.columns):
        yield sentence(STOP_SOMEWHERE)


def _not_heard(grid: HeardGrid, k: int) -> Iterator[Sentence]:
    column = grid.column(RESIDENT)
    if column is None:
        yield sentence(NOT_ASKED)
    elif column.whole.kind is CellKind.SILENT:
        yield sentence(NONE_HEARD)
    elif column.whole.kind is CellKind.FEW:
        yield sentence(FEW_HEARD, k=k)
    elif column.whole.status is CoverageStatus.THIN:
        yield sentence(THIN, n=column.whole.n or 0, size=column.whole.size or 0)


def _silent(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    """Places without any resident, unless no place has one: that is said already."""
    mine = [i for i, c in enumerate(grid.columns) if c.speaker.voice in RESIDENT_VOICES]
    if all(grid.columns[i].whole.kind is CellKind.SILENT for i in mine):
        return
    silent = [row for row in grid.rows if all(row.cells[i].kind is CellKind.SILENT for i in mine)]
    whole = {row.centre for row in silent if row.is_centre}
    places = [
        place_name(row)
        for row in silent
        if not row.apart and (not row.unit or row.centre not in whole)
    ]
    if places:
        yield sentence(SILENT, places="; ".join(places))


def _uneven(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    column = grid.column(RESIDENT)
    if column and column.uneven:
        yield sentence(UNEVEN)


def _loud(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    column = grid.column(RESIDENT)
    if column is None or column.whole.n is None or column.whole.size is None:
        return
    at = grid.columns.index(column)
    n, size = column.whole.n, column.whole.size
    places = [row.centre for row in grid.rows if row.is_centre and _twice(row, at, n, size)]
    if places:
        yield sentence(LOUD, places="; ".join(places))


def _twice(row: HeardRow, at: int, n: int, size: int) -> bool:
    cell = row.cells[at]
    return cell.n is not None and cell.size is not None and cell.n * size > 2 * cell.size * n


def _assisted(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    alone, helped = grid.column(RESIDENT), grid.column(ASSISTED_RESIDENT)
    if helped and helped.whole.n is not None and helped.whole.n > _told(alone):
        yield sentence(ASSISTED)


def _told(column: HeardColumn | None) -> int:
    """What is told of a column; fewer than k count nothing, and so give nothing away."""
    return column.whole.n or 0 if column else 0


def _unknown_size(grid: HeardGrid, _k: int) -> Iterator[Sentence]:
    column = grid.column(RESIDENT)
    if column and not column.open_link and column.whole.n and column.whole.size is None:
        yield sentence(UNKNOWN_SIZE)


CHECKS: tuple[Callable[[HeardGrid, int], Iterator[Sentence]], ...] = (
    _stop,
    _not_heard,
    _silent,
    _uneven,
    _loud,
    _assisted,
    _unknown_size,
)
"""The worst first."""
