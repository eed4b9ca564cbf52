"""What respondents and operators reach: the interview, the QR page, intake and health."""

from __future__ import annotations

from flask import Flask

from survey.pages import (
    answer_views,
    document_views,
    health,
    image_views,
    intake_views,
    link_views,
    speech_views,
    statement_views,
)
from survey.pages.documents import Documents
from survey.pages.speech import Speech, keep_speech
from survey.services import NAME

ON_EVERY_PAGE = {"simulated", "accessibility_url"}
"""Settings that each page has something to say of."""


def register(app: Flask) -> None:
    """Add the respondents' routes to `app`."""
    settings = app.extensions[NAME].settings
    said = settings.model_dump(include=ON_EVERY_PAGE) | {"statement": statement_views.ADDRESS}
    app.context_processor(lambda: said)
    documents = Documents(app.extensions[NAME].versions)
    app.register_blueprint(document_views.make_blueprint(documents))
    speech = Speech(documents, app.extensions[NAME])
    keep_speech(app, speech)
    app.register_blueprint(speech_views.make_blueprint(speech))
    app.register_blueprint(link_views.make_blueprint(documents))
    app.register_blueprint(intake_views.blueprint)
    app.register_blueprint(image_views.blueprint)
    app.register_blueprint(statement_views.blueprint)
    app.register_blueprint(answer_views.blueprint)
    app.register_blueprint(health.blueprint)
