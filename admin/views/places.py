"""Finding the centre, and the unit at it, that an address names."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from survey.store.centre_queries import CentrePage, Place, find_centre

LARGEST_ID = 2**31 - 1
Answer = str | Response | tuple[str, int]


def found_centre(connection: Connection, centre_id: int) -> CentrePage:
    """The centre of this number with its units. Raises 404."""
    return find_centre(connection, min(centre_id, LARGEST_ID)) or abort(404)


def found_unit(page: CentrePage, unit_id: int) -> Place:
    """The unit of this number, if it is one of this centre's. Raises 404."""
    found = [unit for unit in (*page.units, *page.put_away) if unit.id == unit_id]
    return found[0] if found else abort(404)
