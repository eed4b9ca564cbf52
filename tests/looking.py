"""Looks at a page as our rules see it; every page that a test opens goes through here."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser


class Page(HTMLParser):
    """A parsed page: its elements by name, and the text of its title and headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {"title": [], "h1": []}
        self._open: str | None = None
        self._in_template = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_template += tag == "template"
        if self._in_template:
            return
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.texts:
            self._open = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_template -= tag == "template"
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open and not self._in_template:
            self.texts[self._open][-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this name, in order."""
        return [attrs for name, attrs in self.elements if name == tag]


def faults(html: str) -> list[str]:
    """What our rules find wrong with a page, in words."""
    page = Page(html)
    return [told for told, wrong in _rules(page) if wrong]


def _rules(page: Page) -> list[tuple[str, bool]]:
    heading, title = page.texts["h1"], page.texts["title"]
    ids = Counter(attrs["id"] for _, attrs in page.elements if "id" in attrs)
    root = page.all("html")[0] if page.all("html") else {}
    return [
        ("not exactly one h1", len(heading) != 1),
        ("the heading is empty", not any(text.strip() for text in heading)),
        ("not exactly one title", len(title) != 1 or not title[0].strip()),
        ("no language or direction", not root.get("lang") or not root.get("dir")),
        (
            f"ids used twice: {[i for i, n in ids.items() if n > 1]}",
            max(ids.values(), default=1) > 1,
        ),
        ("a script in the page", any("src" not in a for a in page.all("script"))),
        ("a style in the page", bool(page.all("style")) or _has(page, "style")),
        ("a handler in the page", any(n.startswith("on") for _, a in page.elements for n in a)),
        ("a form that does not say how it posts", any("method" not in a for a in page.all("form"))),
        ("a file from elsewhere", any("//" in a.get("src", "") for _, a in page.elements)),
        ("no viewport", not any(a.get("name") == "viewport" for a in page.all("meta"))),
        ("zoom is blocked", any("user-scalable" in a.get("content", "") for a in page.all("meta"))),
    ]


def _has(page: Page, name: str) -> bool:
    return any(name in attrs for _, attrs in page.elements)
