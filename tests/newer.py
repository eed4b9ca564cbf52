"""The service as its next release would be: another page, with another script under another name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from flask import Flask, Response, jsonify, request

import app as ours
from survey.pages.assets import Asset, assets_of

SCRIPT = "kiosk.js"
NEXT = "kiosk-NEXT.js"


def create_silent_app() -> Flask:
    """This release where nothing can be heard, so that all a tablet needs is there in a moment."""
    app = ours.create_app()

    @app.before_request
    def say_nothing() -> Response | None:
        is_list = request.path.startswith(("/v/", "/k/speech/")) and ".wav" not in request.path
        return jsonify(spoken=[]) if is_list else None

    return app


def create_app() -> Flask:
    """The next release over the same instance. The files of the one before are gone."""
    app = create_silent_app()
    built = assets_of(app)
    old = built.files.pop(built.names[SCRIPT])
    built.files[NEXT] = Asset(old.kind, old.plain + b"\n// next\n", None)
    built.names[SCRIPT] = NEXT
    app.jinja_env.globals["version"] = "next"
    return app


def create_half_app(fault: str) -> Flask:
    """The next release, of which one file is `missing`, holds something `other` than it should, or
    finds the server `dying` when it is asked for."""
    app = create_app()

    @app.before_request
    def spoil() -> Response | None:
        if request.path != f"/static/{NEXT}":
            return None
        return FAULTS[fault]()

    return app


def _die() -> Response:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


FAULTS: dict[str, Callable[[], Response]] = {
    "missing": lambda: Response(status=404),
    "other": lambda: Response("// something else", mimetype="text/javascript"),
    "dying": _die,
}
