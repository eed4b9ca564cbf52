"""The tables of a round as an Excel workbook: who was heard, a sheet a voice, notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import IO

from admin.export.notes import ABOUT_TABLES, Making, notes_sheet
from admin.export.sheets import Sheet, write_workbook
from admin.export.tables import HEARD, TABLE, Group, groups_of, heard_rows, table_rows
from survey.store.engine import Store
from survey.store.export_queries import ExportedRound, counts


def tables_workbook(store: Store, round_: ExportedRound, making: Making) -> IO[bytes]:
    """The workbook as a temporary file, to be closed by whoever reads it."""
    with store.look() as connection:
        groups = groups_of(round_, counts(connection, round_.id))
    return write_workbook(_sheets(round_, groups, making), making.at)


def _sheets(round_: ExportedRound, groups: list[Group], making: Making) -> Iterator[Sheet]:
    heard = list(map(making.say, HEARD))
    yield Sheet("Heard", heard, heard_rows(groups, making), [20, 16, 10, 24])
    header = list(map(making.say, TABLE))
    for voice, mine in groupby(groups, key=lambda group: group.voice):
        rows = table_rows(mine, making)
        yield Sheet(voice.value, header, rows, [14, 10, 20, 40, 10, 16, 16, 30, 10])
    yield notes_sheet(round_, ABOUT_TABLES, making)
