"""The statements of the intake path. Core only, each built once per kind of database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Executable,
    bindparam,
    cast,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from survey.store.tables import Device, FreeText, Link, Quarantine, Response, Tally, Tombstone
from survey.tally import NO_UNIT, Cell, Place

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class KeptResponse:
    """What erasing and recounting need of a stored response."""

    place: Place
    answers: dict[str, Any]
    outcome: str
    mode: str | None
    helper: str | None


def insert_response(connection: Connection, row: Mapping[str, Any], id_hash: str) -> bool:
    """Store a response unless its id is stored or erased already. True when it is new."""
    statement = _insert_response(connection.dialect.name)
    return connection.execute(statement, {**row, "id_hash": id_hash}).rowcount == 1


def count(connection: Connection, place: Place, cells: Sequence[Cell], step: int = 1) -> None:
    """Add `step` to every cell of `place`, in one statement however many cells there are."""
    connection.execute(
        _count(connection.dialect.name), {**asdict(place), "cells": json.dumps(cells), "step": step}
    )


def insert_words(connection: Connection, response_id: str, words: Mapping[str, str]) -> None:
    """Keep free words apart from the answers, one row a question."""
    rows = [
        {"response_id": response_id, "question": question, "words": said}
        for question, said in words.items()
    ]
    connection.execute(INSERT[connection.dialect.name](FreeText), rows)


def count_received(connection: Connection, is_device: bool, channel_id: int) -> None:
    """Count a submission on its channel, without saying which."""
    connection.execute(_count_received(is_device), {"channel": channel_id})


def insert_quarantine(connection: Connection, row: Mapping[str, Any]) -> None:
    """Put a submission aside, once per id and content."""
    statement = INSERT[connection.dialect.name](Quarantine).on_conflict_do_nothing()
    connection.execute(statement, dict(row))


def stored_digest(connection: Connection, submission_id: str) -> str | None:
    """The digest of the response stored under this id."""
    return connection.scalar(select(Response.digest).where(Response.id == submission_id))


def is_erased(connection: Connection, id_hash: str) -> bool:
    """True when a submission with this tombstone was erased."""
    return bool(connection.scalar(select(exists().where(Tombstone.id_hash == id_hash))))


def kept_response(connection: Connection, submission_id: str) -> KeptResponse | None:
    """A stored response's countable parts."""
    row = connection.execute(kept_responses().where(Response.id == submission_id)).first()
    return as_kept(row) if row else None


def kept_responses() -> Any:
    """The statement that reads countable parts of responses."""
    return select(
        Response.round_id,
        Response.version_id,
        Response.centre_id,
        func.coalesce(Response.unit_id, NO_UNIT),
        Response.voice,
        Response.perspective,
        Response.answers,
        Response.outcome,
        Response.mode,
        Response.helper,
    )


def as_kept(row: Any) -> KeptResponse:
    """A row of `kept_responses`, by name."""
    return KeptResponse(Place(*row[:6]), *row[6:])


def delete_response(connection: Connection, submission_id: str) -> None:
    """Delete a response; its free words go with it."""
    connection.execute(delete(FreeText).where(FreeText.response_id == submission_id))
    connection.execute(delete(Response).where(Response.id == submission_id))


def insert_tombstone(connection: Connection, id_hash: str) -> None:
    """Remember that a submission was erased."""
    statement = INSERT[connection.dialect.name](Tombstone).on_conflict_do_nothing()
    connection.execute(statement, {"id_hash": id_hash})


@cache
def _insert_response(dialect: str) -> Executable:
    columns = Response.__table__.columns
    values = select(*(bindparam(c.name, type_=c.type) for c in columns)).where(
        ~exists().where(Tombstone.id_hash == bindparam("id_hash"))
    )
    return (
        INSERT[dialect](Response).from_select([c.name for c in columns], values)
    ).on_conflict_do_nothing()


@cache
def _count(dialect: str) -> Executable:
    names = [c.name for c in Tally.__table__.columns]
    place = [bindparam(n, type_=Tally.__table__.columns[n].type) for n in names[:6]]
    values = select(*place, *CELLS[dialect](), bindparam("step", type_=Tally.n.type))
    statement = INSERT[dialect](Tally).from_select(names, values)
    return statement.on_conflict_do_update(
        index_elements=list(Tally.__table__.primary_key),
        set_={"n": Tally.n + statement.excluded.n},
    )


def _sqlite_cells() -> list[Any]:
    cells = func.json_each(bindparam("cells")).table_valued("value")
    return [func.json_extract(cells.c.value, f"$[{i}]") for i in range(3)]


def _postgresql_cells() -> list[Any]:
    cells = func.json_array_elements(cast(bindparam("cells"), JSON)).table_valued("value")
    return [cells.c.value.op("->>")(literal_column(str(i))) for i in range(3)]


CELLS = {"sqlite": _sqlite_cells, "postgresql": _postgresql_cells}


@cache
def _count_received(is_device: bool) -> Executable:
    table = Device if is_device else Link
    return (
        update(table)
        .where(table.id == bindparam("channel"))
        .values(received=table.received + 1)
    )
