"""Deleting something with everything that belongs to it, whatever tables there come to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, select, update

from survey.store.tables import Base

AT_ONCE = 500
"""So many are named in one statement: databases take only so many values."""


def table_of(model: type[Base]) -> Table:
    """The table that a model is kept in."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model} is kept in no table")
    return table


def delete_whole(connection: Connection, table: Table, ids: Iterable[Any]) -> None:
    """Delete the rows of these numbers, and first what refers to them, and what refers to that."""
    wanted = list(ids)
    for start in range(0, len(wanted), AT_ONCE):
        _delete_some(connection, table, wanted[start : start + AT_ONCE])


def _delete_some(connection: Connection, table: Table, ids: list[Any]) -> None:
    for column in _referring(table):
        theirs = column.table
        if theirs is table:
            connection.execute(update(table).where(column.in_(ids)).values({column.name: None}))
        elif next(_referring(theirs), None) is not None:
            (key,) = theirs.primary_key.columns
            found = list(connection.scalars(select(key).where(column.in_(ids))))
            delete_whole(connection, theirs, found)
        else:
            connection.execute(delete(theirs).where(column.in_(ids)))
    (key,) = table.primary_key.columns
    connection.execute(delete(table).where(key.in_(ids)))


def _referring(table: Table) -> Iterator[Column[Any]]:
    """The columns, of any table, that refer to rows of this one."""
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield column
