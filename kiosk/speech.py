"""The tablet's own screens, said aloud."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, request

from kiosk.shells import render_shell
from survey.errors import UnknownLink
from survey.languages import LANGUAGES
from survey.pages.speech import frames, sound, told
from survey.speech.audio import RECORDED, Shelf
from survey.speech.espeak import find_espeak
from survey.speech.sayings import read_sayings

SCREENS = {
    *("choose_voice", "voices", "consent"),
    *("sending", "thanks", "thanks_later", "goodbye", "refused"),
}
"""The screens one who answers meets; the staff's are not read."""

TABLET = "tablet"
"""Takes the place of a version's hash and of a questionnaire's key among the folders."""


def make_blueprint(folder: Path) -> Blueprint:
    """The routes over the sound kept in `folder`."""
    blueprint = Blueprint("kiosk_speech", __name__)
    kept: dict[str, Shelf] = {}

    @blueprint.get("/k/speech/<language>")
    def heard(language: str) -> Response:
        """What can be heard of the tablet's own screens."""
        return told(_shelf(language), request.path)

    @blueprint.get("/k/speech/<language>/<part>.wav")
    def part_of(language: str, part: str) -> Response:
        """One text of the tablet's own screens, said aloud."""
        return sound(_shelf(language), part)

    def _shelf(language: str) -> Shelf:
        if language not in LANGUAGES:
            raise UnknownLink
        if language not in kept:
            kept[language] = read_shelf(folder, language)
        return kept[language]

    return blueprint


def read_shelf(folder: Path, language: str) -> Shelf:
    """What the tablet's page says in `language`, with its sound below `folder`."""
    return Shelf(
        read_sayings(render_shell(language), frames(language), SCREENS),
        language,
        folder / TABLET / language,
        folder / RECORDED / TABLET / language,
        find_espeak,
    )
