"""Finding the centre, and the unit at it, that an address names."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Connection

from survey.services import services
from survey.store.centre_queries import CentrePage, Place, find_centre


def found_centre(connection: Connection, centre_id: int) -> CentrePage:
    """The centre of this number with its units. Raises 404."""
    return find_centre(connection, centre_id) or abort(404)


def centre_now(centre_id: int) -> CentrePage:
    """The same, as it is at this moment."""
    with services().store.read() as connection:
        return found_centre(connection, centre_id)


def found_unit(page: CentrePage, unit_id: int) -> Place:
    """The unit of this number, if it is one of this centre's. Raises 404."""
    found = [unit for unit in (*page.units, *page.put_away) if unit.id == unit_id]
    return found[0] if found else abort(404)
