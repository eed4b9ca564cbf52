"""The sound of interviews: what each published wording says, and the files that say it."""

from __future__ import annotations

from pathlib import Path
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, current_app, jsonify, request
from flask_babel import force_locale

from survey.errors import UnknownLink
from survey.pages.documents import FOR_GOOD, Documents
from survey.pages.locale import gettext
from survey.services import Services
from survey.speech.audio import RECORDED, Shelf, Sound
from survey.speech.espeak import find_espeak
from survey.speech.recordings import Recording, Voices, Wording, voices_folder
from survey.speech.sayings import ANSWER, BUTTON, read_sayings
from survey.store.recording_queries import recordings_of
from survey.store.versions import KnownVersion
from survey.texts import N_
from survey.voices import Perspective

FRAMES = {
    ANSWER: N_("You can answer: %(answer)s."),
    BUTTON: N_("You can press: %(answer)s."),
}
"""What an answer, or a button, is said in; the tablet says the same in `parts/reading.html`."""

OF_AN_INTERVIEW = {"opening", "stop"}
"""The screens an interview's document brings along that tablets read aloud."""

FOR_A_WHILE = "public, max-age=300"
"""A list of sounds is asked for anew after this: somebody may have recorded one."""

NAME = "lydhoer.speech"
"""Under which an app keeps its `Speech`."""


def frames(language: str) -> dict[str, str]:
    """The sentences around an answer in `language`, with `{answer}` in its place."""
    with force_locale(language):
        return {name: gettext(frame, answer="{answer}") for name, frame in FRAMES.items()}


def audio_folder(parts: Services) -> Path:
    """Where an instance keeps its sound."""
    return parts.settings.instance / "audio"


class Speech:
    """Shelves by version hash, language and perspective; each document is read once."""

    def __init__(self, documents: Documents, parts: Services) -> None:
        self._documents = documents
        self._versions = parts.versions
        self._store = parts.store
        self._folder = audio_folder(parts)
        self._voices = Voices(voices_folder(self._folder), self._recordings)
        self._kept: dict[tuple[str, str, str], Shelf] = {}

    def find(self, version: str, language: str, perspective: str) -> Shelf | None:
        """The shelf, or None when no such version, language or wording was published."""
        key = (version, language, perspective)
        shelf = self._kept.get(key) or self._read(*key)
        if shelf:
            self._kept[key] = shelf
        return shelf

    def make_all(self, version: KnownVersion) -> int:
        """Make what residents may want to hear of a version; returns how many files that were.

        What others hear is made when it is first asked for.
        """
        asked = version.questionnaire
        if not asked.for_residents():
            return 0
        shelves = (self.find(version.hash, lg, Perspective.SELF) for lg in asked.languages)
        return sum(shelf.make_all() for shelf in shelves if shelf)

    def make_missing(self) -> int:
        """The same for every published version."""
        return sum(self.make_all(version) for version in self._versions.every())

    def _read(self, version: str, language: str, perspective: str) -> Shelf | None:
        document = self._documents.find(version, language, perspective)
        if document is None:
            return None
        html = document.plain.decode()
        key = self._versions.get(version).questionnaire.key
        wording = Wording(key, language, perspective)
        made = self._folder / version / language / perspective
        return self.shelf_of(html, wording, made)

    def shelf_of(self, html: str, wording: Wording, made: Path) -> Shelf:
        """What can be said of an interview's page, published or not; `made` is its folder."""
        key, language, perspective = (
            wording.questionnaire_key,
            wording.language,
            wording.perspective,
        )
        return Shelf(
            read_sayings(html, frames(language), OF_AN_INTERVIEW),
            language,
            made,
            self._folder / RECORDED / key / language / perspective,
            find_espeak,
            lambda: self._voices.of(wording),
        )

    def _recordings(self, wording: Wording) -> list[Recording]:
        with self._store.read() as connection:
            return recordings_of(connection, wording)


def keep_speech(app: Flask, speech: Speech) -> None:
    """Give `app` its sound."""
    app.extensions[NAME] = speech


def speech_here() -> Speech:
    """The sound of the app that answers this request."""
    return cast(Speech, current_app.extensions[NAME])


def told(shelf: Shelf, address: str) -> Response:
    """What can be heard of `shelf`, whose sounds are reached below `address`: text by text."""
    spoken = [
        {
            "text": one.text,
            "files": [f"{address}/{sound_name(s)}" for s in one.sounds],
        }
        for one in shelf.heard()
    ]
    response = jsonify(spoken=spoken)
    response.headers["Cache-Control"] = FOR_A_WHILE
    return response


def sound_name(one: Sound) -> str:
    """How a sound is asked for, below the address of its shelf."""
    return f"{quote(one.part)}.wav?{one.tag}"


def sound(shelf: Shelf, part: str) -> Response:
    """The sound of one part. Raises `UnknownLink` where there is none.

    It is kept for good under the tag it was listed with, and a while only under any other: what
    was recorded, or removed, since the list was read must not stay under the old name.
    `part` is looked up among what the page says and never becomes a path.
    """
    found = shelf.find(part)
    file = shelf.file(found) if found else None
    if found is None or file is None:
        raise UnknownLink
    keep = FOR_GOOD if request.query_string.decode("latin-1") == found.tag else FOR_A_WHILE
    content = file.read_bytes()
    response = Response(content, mimetype="audio/wav", headers={"Cache-Control": keep})
    # Some tablets play nothing that they cannot ask for in pieces.
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response
