"""Collects every text a person may see, from code and templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from survey.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("survey", "kiosk", "admin")
RESPONDENTS = ("survey/pages/", "survey/errors.py", "kiosk/")
"""Where the texts stand that somebody who answers can meet: all of them in every language."""
STAFF_ONLY = ("kiosk/corner", "kiosk/templates/parts/corner")
"""Beginnings of paths in those rooms whose texts only the staff meet, in the staff's languages."""
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
WRITTEN_IN = "en"
"""The language of the message ids themselves, which needs no catalogue."""


def collected(code: str = WRITTEN_IN) -> Catalog:
    """Every text that is said in a language, with the files it stands in.

    That is all there is in a language of the staff, and in the others what respondents can meet.
    """
    catalog = Catalog(project="Lydhør", charset="utf-8")
    for text in every_text():
        if LANGUAGES[code].staff or for_respondents(text.place):
            catalog.add(
                text.message,
                None,
                [(text.place, 0)],
                auto_comments=text.comments,
                context=text.context,
            )
    return catalog


@dataclass(frozen=True)
class Text:
    """A text of the code: where it stands, and what is said about it there."""

    place: str
    message: str | tuple[str, ...]
    comments: list[str]
    context: str | None


@cache
def every_text() -> tuple[Text, ...]:
    """Every text in the code, in the order it stands there; it is read once."""
    return tuple(
        Text(f"{room}/{file}", message, comments, context)
        for room in ROOMS
        for file, _line, message, comments, context in extract_from_dir(
            ROOT / room, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
        )
    )


def for_respondents(place: str) -> bool:
    """True when somebody who answers can meet the texts of the file at `place`."""
    return place.startswith(RESPONDENTS) and not place.startswith(STAFF_ONLY)


def catalogue_files() -> dict[str, Path]:
    """The catalogue of each language that needs one."""
    folder = ROOT / "translations"
    return {
        code: folder / code / "LC_MESSAGES" / "messages.po"
        for code in LANGUAGES
        if code != WRITTEN_IN
    }


def read(code: str, file: Path) -> Catalog:
    """A language's catalogue as it stands; empty when there is none."""
    if not file.exists():
        return Catalog(locale=code, project="Lydhør", charset="utf-8", fuzzy=False)
    with file.open("rb") as content:
        return read_po(content, locale=code, abort_invalid=True)
