"""Responses as an Excel workbook: data, codebook, notes."""

from __future__ import annotations

from typing import IO

from admin.export.codebook import codebook_sheet
from admin.export.columns import columns_of
from admin.export.faults import TooManyRows
from admin.export.notes import ABOUT_RESPONSES, Making, notes_sheet
from admin.export.sheets import MOST_ROWS, Sheet, write_workbook
from survey.store.engine import Store
from survey.store.export_queries import ExportedRound, are_more_than, responses


def responses_workbook(
    store: Store, round_: ExportedRound, making: Making, most: int = MOST_ROWS
) -> IO[bytes]:
    """The workbook as a temporary file, to be closed by whoever reads it.

    Raises `TooManyRows` when the round has more than `most` responses.
    """
    columns = columns_of(round_)
    with store.read() as connection:
        if are_more_than(connection, round_.id, most):
            raise TooManyRows
        rows = (columns.row(response) for response in responses(connection, round_))
        data = Sheet("Data", columns.header, rows, [16])
        notes = notes_sheet(round_, ABOUT_RESPONSES, making)
        return write_workbook([data, codebook_sheet(columns, making.say), notes], making.at)
