"""Helpers for tests of exports: a round full of answers, and workbooks read back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from typing import IO, Any

from openpyxl import load_workbook

from admin.export.notes import Making
from survey.store.engine import Store
from survey.store.export_queries import ExportedRound, find_exported
from survey.texts import as_it_stands
from tests.world import EVERY_ANSWER, NOW, World

MAKING = Making(5, NOW, "en", as_it_stands)


def exported(world: World) -> ExportedRound:
    """The world's round as exports see it."""
    with world.store.read() as connection:
        found = find_exported(connection, world.round_id)
    assert found
    return found


def answered(**values: Any) -> dict[str, dict[str, Any]]:
    """Every answer, with these values or statuses in place of the usual."""
    given = {
        key: said if isinstance(said, dict) else {"status": "answered", "value": said}
        for key, said in values.items()
    }
    return {**EVERY_ANSWER, **given}


def many(store: Store, world: World, count: int) -> None:
    """So many more responses, put straight into their table."""
    world.deliver(world.submission())
    with store.write() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM response LIMIT 1").mappings()
        names = [name for name in row if name != "id"]
        columns = ", ".join(names)
        statement = (
            f"INSERT INTO response (id, {columns}) SELECT :id, {columns} FROM response LIMIT 1"  # noqa: S608 our own words
        )
        if not store.is_sqlite:
            statement = statement.replace(":id", "%(id)s")
        given = [{"id": secrets.token_hex(16)} for _ in range(count)]
        connection.exec_driver_sql(statement, given)


def sheets(file: IO[bytes]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of a workbook, as another program reads them."""
    with file:
        book = load_workbook(file, read_only=True)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def as_json(rows: Iterable[Any]) -> str:
    """Everything in `rows` as one text, to search for what must not be there."""
    return json.dumps(list(rows), default=str, ensure_ascii=False)
