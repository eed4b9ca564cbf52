"""The tablet's frame around the interview."""

from __future__ import annotations

from flask import Flask

from kiosk import views


def register(app: Flask) -> None:
    """Add the tablet's routes to `app`."""
    app.register_blueprint(views.make_blueprint())
