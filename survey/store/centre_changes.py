"""Centres and units: made, renamed, put into the archive and brought back, deleted while bare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from survey.store.centre_queries import is_used
from survey.store.engine import Store
from survey.store.tables import Centre, Unit

Made = type[Centre] | type[Unit]


class Saving(StrEnum):
    """What came of saving a name."""

    DONE = "done"
    TAKEN = "taken"
    """Another in use has that name."""
    TAKEN_IN_ARCHIVE = "taken_in_archive"
    """Another in the archive has that name."""
    CHANGED = "changed"
    """Somebody else saved it meanwhile; nothing was written."""


def make_centre(store: Store, name: str, units: Iterable[str]) -> int | Saving:
    """A new centre with its units; its number, or why there is none."""
    with store.write() as connection:
        if taken := _taken(connection, Centre, [name]):
            return taken[name]
        return _insert_centre(connection, name, units)


def _insert_centre(connection: Connection, name: str, units: Iterable[str]) -> int | Saving:
    try:
        with connection.begin_nested():
            made = insert(Centre).values(name=name).returning(Centre.id)
            centre_id = int(connection.execute(made).scalar_one())
    except IntegrityError:  # another process took the name since we looked
        return Saving.TAKEN
    _insert_units(connection, centre_id, units)
    return centre_id


def make_units(store: Store, centre_id: int, names: Iterable[str]) -> dict[str, Saving]:
    """New units of a centre: all of them, or none, and then why, by name."""
    with store.write() as connection:
        _lock(connection, centre_id)
        taken = _taken(connection, Unit, names, centre_id)
        if not taken:
            _insert_units(connection, centre_id, names)
        return taken


def _insert_units(connection: Connection, centre_id: int, names: Iterable[str]) -> None:
    rows = [{"centre_id": centre_id, "name": name} for name in names]
    if rows:
        connection.execute(insert(Unit), rows)


def rename_centre(store: Store, centre_id: int, name: str, seen: int) -> Saving:
    """Give a centre another name, unless somebody saved it since revision `seen`."""
    try:
        with store.write() as connection:
            taken = _taken(connection, Centre, [name], but=centre_id)
            return taken.get(name) or _rename(connection, Centre, centre_id, name, seen)
    except IntegrityError:
        return Saving.TAKEN


def rename_unit(store: Store, centre_id: int, unit_id: int, name: str, seen: int) -> Saving:
    """Give a unit another name, unless somebody saved it since revision `seen`."""
    with store.write() as connection:
        _lock(connection, centre_id)
        taken = _taken(connection, Unit, [name], centre_id, but=unit_id)
        return taken.get(name) or _rename(connection, Unit, unit_id, name, seen)


def _rename(connection: Connection, table: Made, id_: int, name: str, seen: int) -> Saving:
    done = connection.execute(
        update(table)
        .where(table.id == id_, table.revision == seen)
        .values(name=name, revision=table.revision + 1)
    )
    return Saving.DONE if done.rowcount else Saving.CHANGED


def _lock(connection: Connection, centre_id: int) -> None:
    """Two who name units of one centre at once wait for each other."""
    connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())


def _taken(
    connection: Connection,
    table: Made,
    names: Iterable[str],
    centre_id: int | None = None,
    but: int | None = None,
) -> dict[str, Saving]:
    """Which of the names others have, capital or small letters alike."""
    others = select(table.name, table.archived_on).where(table.id != (but or 0))
    if table is Unit:
        others = others.where(Unit.centre_id == centre_id)
    there = {row.name.casefold(): row.archived_on for row in connection.execute(others)}
    return {
        name: Saving.TAKEN_IN_ARCHIVE if there[name.casefold()] else Saving.TAKEN
        for name in names
        if name.casefold() in there
    }


def archive_centre(store: Store, centre_id: int, on: date | None) -> None:
    """Put a centre into the archive, or (None) bring it back."""
    with store.write() as connection:
        _archive(connection, Centre, centre_id, on)


def archive_unit(store: Store, unit_id: int, on: date | None) -> None:
    """Put a unit into the archive, or (None) bring it back."""
    with store.write() as connection:
        _archive(connection, Unit, unit_id, on)


def _archive(connection: Connection, table: Made, id_: int, on: date | None) -> None:
    values: dict[str, Any] = {"archived_on": on, "revision": table.revision + 1}
    is_news = table.archived_on.is_(None) if on else table.archived_on.is_not(None)
    connection.execute(update(table).where(table.id == id_, is_news).values(values))


def remove_unit(store: Store, unit_id: int, on: date) -> bool:
    """Delete a unit that nothing belongs to. False: something does, so it is in the archive now."""
    with store.write() as connection:
        return _remove(connection, Unit, unit_id, on)


def remove_centre(store: Store, centre_id: int, on: date) -> bool:
    """Delete a centre, with its units, that nothing belongs to. False as of a unit."""
    with store.write() as connection:
        units = select(func.count()).where(Unit.centre_id == centre_id, is_used(Unit.__table__))
        if connection.scalar(units):
            _archive(connection, Centre, centre_id, on)
            return False
        return _remove(connection, Centre, centre_id, on)


def _remove(connection: Connection, table: Made, id_: int, on: date) -> bool:
    try:
        with connection.begin_nested():
            if table is Centre:
                bare = select(Centre.id).where(Centre.id == id_, ~is_used(Centre.__table__))
                connection.execute(delete(Unit).where(Unit.centre_id.in_(bare)))
            gone = delete(table).where(table.id == id_, ~is_used(table.__table__))
            if connection.execute(gone).rowcount:
                return True
    except IntegrityError:  # something came to belong to it since we looked
        pass
    _archive(connection, table, id_, on)
    return False
