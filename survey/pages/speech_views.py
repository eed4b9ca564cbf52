"""`/v/...`: an interview said aloud, part by part; the same for everyone."""

from __future__ import annotations

from flask import Blueprint, Response, request

from survey.errors import UnknownLink
from survey.pages.speech import Speech, sound, told
from survey.speech.audio import Shelf


def make_blueprint(speech: Speech) -> Blueprint:
    """The routes over `speech`."""
    blueprint = Blueprint("speech", __name__)

    @blueprint.get("/v/<version>/<language>/<perspective>")
    def heard(version: str, language: str, perspective: str) -> Response:
        """What can be heard of one version in one language and wording."""
        return told(_shelf(version, language, perspective), request.path)

    @blueprint.get("/v/<version>/<language>/<perspective>/<part>.wav")
    def part_of(version: str, language: str, perspective: str, part: str) -> Response:
        """One question or one answer, said aloud."""
        return sound(_shelf(version, language, perspective), part)

    def _shelf(version: str, language: str, perspective: str) -> Shelf:
        found = speech.find(version, language, perspective)
        if found is None:
            raise UnknownLink
        return found

    return blueprint
