"""For operators: is the process up, and can it take answers?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from survey.services import services
from survey.store import migrate
from survey.store.housekeeping import try_writing

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """The database can be written to, and its tables are those of this release."""
    store = services().store
    try:
        try_writing(store)
        at, needed = migrate.current(store), migrate.newest()
    except SQLAlchemyError:
        return jsonify(status="database_unwritable"), 503
    if at != needed:
        return jsonify(status="migration_missing"), 503
    return jsonify(status="ready"), 200
