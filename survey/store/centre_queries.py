"""Centres and their units as the staff side lists them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    exists,
    func,
    or_,
    select,
)

from survey.staff import Reach
from survey.store.place_queries import centres_within
from survey.store.tables import Base, Centre, Quarantine, Tally, Unit

SPELLINGS = (str, str.lower, str.upper, str.capitalize, str.title)
"""SQLite knows a capital from a small letter in English only."""
WITHOUT_KEYS = {"unit": (Tally.__table__.c.unit_id, Quarantine.__table__.c.unit_id)}
"""What points at a table without saying so to the database."""


@dataclass(frozen=True)
class CentreListed:
    """A centre in a list, and how many units it has in use."""

    id: int
    name: str
    units: int


@dataclass(frozen=True)
class Place:
    """A centre or a unit as it stands. `is_bare`: nothing belongs to it, so it may be deleted."""

    id: int
    name: str
    revision: int
    archived_on: date | None
    is_bare: bool


@dataclass(frozen=True)
class CentrePage:
    """A centre with its units, those in use and those in the archive, in the order of names."""

    centre: Place
    units: tuple[Place, ...]
    put_away: tuple[Place, ...]


def list_centres(
    connection: Connection, reach: Reach, word: str, *, archived: bool, skip: int, most: int
) -> tuple[list[CentreListed], int]:
    """Some of the centres within reach that are in use, or in the archive; and how many in all."""
    put_away = Centre.archived_on.is_not(None) if archived else Centre.archived_on.is_(None)
    wanted = (centres_within(reach), put_away, *_named_like(word))
    of_centre = (Unit.centre_id == Centre.id, Unit.archived_on.is_(None))
    units = select(func.count()).where(*of_centre).scalar_subquery()
    order = (func.lower(Centre.name), Centre.id)
    found = select(Centre.id, Centre.name, units).where(*wanted).order_by(*order)
    rows = connection.execute(found.offset(skip).limit(most))
    listed = [CentreListed(*row) for row in rows]
    total = connection.scalar(select(func.count()).select_from(Centre).where(*wanted))
    return listed, total or 0


def how_many_archived(connection: Connection, reach: Reach) -> int:
    """How many centres within reach are in the archive."""
    wanted = (centres_within(reach), Centre.archived_on.is_not(None))
    return connection.scalar(select(func.count()).select_from(Centre).where(*wanted)) or 0


def _named_like(word: str) -> list[ColumnElement[bool]]:
    if not word:
        return []
    spelt = {spell(word) for spell in SPELLINGS}
    return [or_(*(Centre.name.icontains(one, autoescape=True) for one in sorted(spelt)))]


def find_centre(connection: Connection, centre_id: int) -> CentrePage | None:
    """The centre of this number with all its units; two statements."""
    row = connection.execute(_columns(Centre.__table__).where(Centre.id == centre_id)).one_or_none()
    if row is None:
        return None
    of_centre = _columns(Unit.__table__).where(Unit.centre_id == centre_id)
    rows = connection.execute(of_centre.order_by(func.lower(Unit.name), Unit.id))
    units = [Place(*unit) for unit in rows]
    centre = Place(*row)
    return CentrePage(
        replace(centre, is_bare=centre.is_bare and all(unit.is_bare for unit in units)),
        tuple(unit for unit in units if unit.archived_on is None),
        tuple(unit for unit in units if unit.archived_on is not None),
    )


def _columns(table: Any) -> Any:
    columns = table.c
    named = (columns.id, columns.name, columns.revision, columns.archived_on)
    return select(*named, (~is_used(table)).label("is_bare"))


def is_used(table: FromClause) -> ColumnElement[bool]:
    """Of the centre's or the unit's table: something belongs to the row.

    Whatever table comes to point here is asked of itself. A centre's units are its own.
    """
    named = getattr(table, "name", "")
    here = [
        key.parent
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and other is not Unit.__table__
    ]
    pointing = (*here, *WITHOUT_KEYS.get(named, ()))
    return or_(*(exists().where(column == table.c.id) for column in pointing))
