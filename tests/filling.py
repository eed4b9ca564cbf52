"""Filling in a form as it stands on a page: what is there stays, the rest is written."""

from __future__ import annotations

from html.parser import HTMLParser

FILLED = {"date": "2026-12-01", "email": "ny@example.org", "number": "5", "text": "Noget nyt"}
"""What is written in a field that is empty, by its type."""

Typed = dict[str, list[str]]
"""What is sent, by the names of the fields."""


class Form(HTMLParser):
    """The form of the page at `path` that posts back there, else its last one, filled in.

    `texts` are the fields in which one may write anything.
    """

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.fields: Typed = {}
        self.texts: list[str] = []
        self._path = path
        self._is_found = False
        self._posts = False
        self._open: tuple[str, str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._is_found:
            return
        if tag == "form":
            self.fields, self.texts = {}, []
            self._posts = given.get("action", self._path) == self._path
        elif tag == "option" and self._open:
            self._option(self.fields[self._open[1]], given)
        elif tag in ("select", "textarea") and "name" in given:
            self.fields[given["name"]] = [""]
            self._open = (tag, given["name"])
        elif tag == "input" and "name" in given:
            self._input(self.fields.setdefault(given["name"], []), given)
        if tag == "textarea" or (tag == "input" and given.get("type", "text") == "text"):
            self.texts.append(given.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._posts:
            self._is_found = True
        if self._open and tag == self._open[0]:
            kept = self.fields[self._open[1]]
            kept[0] = kept[0] or FILLED["text"]
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[0] == "textarea":
            self.fields[self._open[1]][0] += data.removeprefix("\n")

    def _option(self, kept: list[str], given: dict[str, str]) -> None:
        if "selected" in given or not kept[0]:
            kept[0] = given.get("value", "")

    def _input(self, kept: list[str], given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind not in ("checkbox", "radio"):
            kept.append(given.get("value") or FILLED.get(kind, ""))
        elif "checked" in given or not kept:
            kept[:] = [given.get("value", "")]
