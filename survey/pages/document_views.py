"""`/i/...`: the interview document by itself, for tablets; the same for everyone, for good."""

from __future__ import annotations

from flask import Blueprint, Response

from survey.errors import UnknownLink
from survey.pages.documents import FOR_GOOD, Documents, as_response


def make_blueprint(documents: Documents) -> Blueprint:
    """The route over `documents`."""
    blueprint = Blueprint("document", __name__, template_folder="templates")

    @blueprint.get("/i/<version>/<language>/<perspective>")
    def document(version: str, language: str, perspective: str) -> Response:
        """One version in one language and wording. It never changes."""
        found = documents.find(version, language, perspective)
        if found is None:
            raise UnknownLink
        return as_response(found, FOR_GOOD)

    return blueprint
