"""What respondents and operators reach: the interview, the QR page, intake and health."""

from __future__ import annotations

from flask import Flask

from survey.pages import document_views, health, intake_views, link_views
from survey.pages.documents import Documents
from survey.services import NAME


def register(app: Flask) -> None:
    """Add the respondents' routes to `app`."""
    documents = Documents(app.extensions[NAME].versions)
    app.register_blueprint(document_views.make_blueprint(documents))
    app.register_blueprint(link_views.make_blueprint(documents))
    app.register_blueprint(intake_views.blueprint)
    app.register_blueprint(health.blueprint)
