"""The tablet's frame around the interview."""

from __future__ import annotations

from flask import Flask

from kiosk import corner_views, ledger_views, manifest, speech, views
from kiosk.shells import Shells
from survey.pages.speech import audio_folder
from survey.services import NAME
from survey.version import version


def register(app: Flask) -> None:
    """Add the tablet's routes to `app`."""
    clock = app.extensions[NAME].clock
    app.jinja_env.globals["version"] = version()
    app.register_blueprint(views.make_blueprint(clock, Shells()))
    app.register_blueprint(corner_views.make_pin_blueprint(clock))
    app.register_blueprint(corner_views.blueprint)
    app.register_blueprint(ledger_views.blueprint)
    app.register_blueprint(manifest.make_blueprint())
    app.register_blueprint(speech.make_blueprint(audio_folder(app.extensions[NAME])))
