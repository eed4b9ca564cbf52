"""The guide: written in `docs/guide/`, read there or under Help. It is our own text, not a user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from survey.texts import N_

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDE, PICTURES = DOCS / "guide", DOCS / "screens"


@dataclass(frozen=True)
class HelpPage:
    """A page of the guide: its file's name, what it is called, and for whom it is."""

    name: str
    title: str
    about: str


PAGES: Mapping[str, HelpPage] = {
    page.name: page
    for page in (
        HelpPage(
            "coordinator",
            N_("For coordinators"),
            N_("From the first round to the report, and what to do when a unit is silent."),
        ),
        HelpPage(
            "tablets",
            N_("Tablets, posters and letters"),
            N_("Pairing a tablet, printing a code for relatives, and what to do when one is lost."),
        ),
        HelpPage(
            "helper",
            N_("For those who help"),
            N_("Sitting beside somebody who answers: what to say, and what not to."),
        ),
    )
}
"""In the order they are listed."""


def file_of(name: str, language: str) -> Path:
    """Where a page of the guide is written."""
    return GUIDE / f"{name}.{language}.md"


@lru_cache(16)
def as_html(name: str, language: str, picture_address: str) -> str:
    """A page of the guide; its pictures are found at `picture_address` and their name.

    Pieces of HTML in the text are shown as text.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(file_of(name, language).read_text())
    for token in tokens:
        for part in token.children or ():
            _point(part, picture_address)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _point(part: Token, picture_address: str) -> None:
    """Let a picture be fetched from here, and a link to another page lead there."""
    if part.type == "image":
        name = str(part.attrs["src"]).rpartition("/")[2]
        part.attrs |= {"src": picture_address + name, "loading": "lazy"}
    elif part.type == "link_open" and str(part.attrs["href"]).endswith(".md"):
        part.attrs["href"] = str(part.attrs["href"]).partition(".")[0]


def picture(name: str) -> Path | None:
    """A picture of the guide; None for what is no picture of a screen."""
    wanted = PICTURES / name
    is_ours = wanted.suffix == ".png" and wanted.parent == PICTURES and wanted.is_file()
    return wanted if is_ours else None
