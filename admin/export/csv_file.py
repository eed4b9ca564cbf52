"""Responses as CSV: for Excel by default, written while they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from admin.export.columns import Columns, Value
from survey.store.engine import Store
from survey.store.export_queries import responses

SEPARATORS = {"semicolon": ";", "comma": ","}
"""Danish Excel splits columns at semicolons, most other programs at commas."""

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Spreadsheets take text that begins like this for something to work out or obey."""

MARK = ("made_up",)
"""The last column of a demonstration's file: this word, in its header and in every row."""

CHUNK = 16_384
"""Characters gathered before they are sent on."""


def responses_csv(
    store: Store, columns: Columns, separator: str, *, made_up: bool = False
) -> Iterator[bytes]:
    """The file in pieces. Nothing is read before the first piece is asked for.

    `separator` is a name in `SEPARATORS`. Memory does not grow with the number of responses. Those of
    a demonstration carry a column that says they are `made_up`.
    """
    mark = MARK if made_up else ()
    with store.read() as connection:
        kept = responses(connection, columns.round)
        rows = ([*columns.row(response), *mark] for response in kept)
        yield from csv_pieces([*columns.header, *mark], rows, SEPARATORS[separator])


def csv_pieces(
    header: Iterable[Value], rows: Iterable[Iterable[Value]], separator: str
) -> Iterator[bytes]:
    """A table as UTF-8 with byte order mark and CRLF, in pieces of about `CHUNK` characters."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(map(harmless, header))
    for row in rows:
        writer.writerow(map(harmless, row))
        if buffer.tell() >= CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def harmless(value: Value) -> Value:
    """The value as it may stand in a cell: text that looks like a formula gets an apostrophe.

    Numbers stay numbers, negative ones too.
    """
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return "'" + value
    return value


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
