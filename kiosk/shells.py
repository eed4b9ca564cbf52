"""The tablet's page, once per language: the same bytes for everyone who reads it in that one."""

from __future__ import annotations

from flask import render_template
from flask_babel import force_locale

from survey.languages import LANGUAGES
from survey.pages.documents import Document, make_document


class Shells:
    """Pages by language, each rendered when it is first asked for. Twice does no harm."""

    def __init__(self, *, preview: bool = False) -> None:
        self._preview = preview
        self._kept: dict[str, Document] = {}

    def get(self, language: str) -> Document:
        """The page in `language`, which is one of ours."""
        if language not in self._kept:
            self._kept[language] = make_document(render_shell(language, preview=self._preview))
        return self._kept[language]

    def every(self) -> dict[str, Document]:
        """The page in every language."""
        return {language: self.get(language) for language in LANGUAGES}


def render_shell(language: str, *, preview: bool = False) -> str:
    """The page in `language`. It depends on nothing else that a request tells.

    As a preview it shows a draft, and neither pairs, stores nor sends.
    """
    with force_locale(language):
        return render_template(
            "kiosk.html",
            languages=LANGUAGES.values(),
            language=LANGUAGES[language],
            script="preview.js" if preview else "kiosk.js",
        )
