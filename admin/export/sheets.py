"""Excel workbooks, written row by row in constant memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from xlsxwriter import Workbook

MOST_ROWS = 1_048_575
"""What a sheet holds below its heading."""

CHUNK = 65_536

Cell = str | int | None

PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Text stays text: in a workbook a cell says what it is, so nothing in it is worked out."""


@dataclass(frozen=True)
class Sheet:
    """A sheet with a heading; `widths` in characters, the last one for all further columns."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def write_workbook(sheets: Iterable[Sheet], made_at: datetime) -> IO[bytes]:
    """The workbook as a nameless temporary file, to be read from its start and closed.

    Rows are read while they are written.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 the caller reads and closes it
    try:
        with tempfile.TemporaryDirectory() as folder:
            book = Workbook(file, {**PLAIN, "tmpdir": folder})
            book.set_properties({"created": made_at.replace(tzinfo=None)})
            for sheet in sheets:
                _write(book, sheet)
            book.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces of `CHUNK` bytes; closed at the end."""
    with file:
        while piece := file.read(CHUNK):
            yield piece


def _write(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    for number in range(len(sheet.header)):
        page.set_column(number, number, sheet.widths[min(number, len(sheet.widths) - 1)])
    page.freeze_panes(1, 0)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    _write_row(page, 0, sheet.header, bold)
    for number, row in enumerate(sheet.rows, start=1):
        _write_row(page, number, row, wrapped)


def _write_row(page: Any, number: int, row: Sequence[Cell], form: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            page.write_string(number, column, value, form)
        elif value is not None:
            page.write_number(number, column, value, form)
