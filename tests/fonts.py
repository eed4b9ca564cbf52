"""Which fonts a page asks for: those whose letters stand in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

ASKED_ON = {"Noto Sans": {"uk"}, "Noto Sans Arabic": {"ar", "fa"}}
"""Faces that stand in the list of faces on pages of these languages only."""


class _Words(HTMLParser):
    """All that is written in a page: what scripts may show of it too."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.lang = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.lang = dict(attrs).get("lang") or ""

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def fonts(css: str, html: str) -> Iterator[str]:
    """The files of the faces in `css` that a browser fetches for the page `html`."""
    page = _Words(html)
    letters = set(map(ord, "".join(page.said)))
    for face in re.findall(r"@font-face\s*\{([^}]*)\}", css):
        family = re.search(r"""font-family:\s*["']?([^;"']+)""", face)
        file = re.search(r"""url\(["']?([^"')]+)""", face)
        assert family
        assert file
        known = page.lang in ASKED_ON.get(family[1], {page.lang})
        if known and letters & set(_range(face)):
            yield file[1]


def _range(face: str) -> Iterator[int]:
    """The letters a face is there for; plain Latin ones where it does not say."""
    told = re.search(r"unicode-range:\s*([^;}]+)", face)
    for part in (told[1] if told else "U+0000-00FF").split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        if "?" in first:
            first, last = first.replace("?", "0"), first.replace("?", "F")
        yield from range(int(first, 16), int(last or first, 16) + 1)
