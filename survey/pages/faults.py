"""The one place that turns faults into pages or JSON that say what happened and what to do."""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as WaitedTooLong
from werkzeug.exceptions import HTTPException

from survey.errors import BY_STATUS, Shown, Told, Unavailable
from survey.pages.locale import gettext

FRAMES = "lydhoer.frames"
"""Where an app keeps the rooms that have a page of their own for faults."""


def show_errors(app: Flask) -> None:
    """Turn every fault into a page or JSON that says what happened and what to do."""
    app.register_error_handler(Shown, lambda fault: _answer(fault.told))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(WaitedTooLong, _database_away)
    if not app.debug:
        app.register_error_handler(Exception, _unforeseen)


def _http(fault: HTTPException) -> Response:
    told = BY_STATUS.get(fault.code or 500)
    if told is None:
        told = Told(fault.code or 500, "error", Shown.told.heading, Shown.told.advice)
    return _answer(told)


def _database_away(fault: Exception) -> Response:
    current_app.logger.error("database", exc_info=fault)
    response = _answer(Unavailable.told)
    response.headers["Retry-After"] = "30"
    return response


def _unforeseen(fault: Exception) -> Response:
    current_app.logger.error("unforeseen", exc_info=fault)
    return _answer(Shown.told)


def _answer(told: Told) -> Response:
    if wants_json():
        response = jsonify(error=told.reason, message=gettext(told.heading))
    else:
        page = render_template(
            _template(),
            heading=gettext(told.heading),
            sentences=[gettext(told.advice)],
            sends_the_rest=told.sends_the_rest,
        )
        response = make_response(page)
    response.status_code = told.status
    response.headers["Cache-Control"] = "no-store"
    return response


def frame_messages(app: Flask, room: str, template: str) -> None:
    """Show faults met under this beginning of an address in a page of that room's own."""
    app.extensions.setdefault(FRAMES, {})[room] = template


def _template() -> str:
    frames: dict[str, str] = current_app.extensions.get(FRAMES, {})
    own = (name for room, name in frames.items() if request.path.startswith(room))
    return next(own, "message.html")


def wants_json() -> bool:
    """True for programs: the tablet's and the intake's addresses, and JSON bodies."""
    return request.is_json or request.path.startswith(
        ("/responses/", "/k/rounds", "/k/pair", "/k/speech/", "/v/")
    )
