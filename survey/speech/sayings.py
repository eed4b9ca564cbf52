"""What is said aloud on a page: read off the page itself, so that it cannot say anything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

ANSWER, BUTTON = "answer", "button"
"""The two sentences an answer is framed in: one for what is asked, one for a screen's buttons."""

BESIDE = {"back", "quiet"}
"""Classes of buttons that are in the same place on every screen: they are not read each time."""

LONGEST = 120
"""Characters; said in less than 14 seconds, after which browsers tend to lose the thread."""


@dataclass(frozen=True)
class Saying:
    """A text as it is said, and the parts it is said in: short texts by part name."""

    text: str
    parts: dict[str, str]


def read_sayings(
    html: str, frames: Mapping[str, str], screens: Collection[str] = ()
) -> list[Saying]:
    """Everything that can be said on the page `html`, in the order of the page.

    `frames` are the sentences around an answer, by `ANSWER` and `BUTTON`, with `{answer}` in them.
    Of the parts that scripts put on screen only `screens` are read, by name.
    """
    page = _Page(frames)
    page.feed(html)
    page.close()
    return [s for one in page.screens if one.asks or one.name in screens for s in one.sayings()]


def in_pieces(text: str) -> list[str]:
    """`text` in pieces that can be said in one go: whole sentences where they are short enough."""
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?:…])\s+", text):
        for chunk in _short(sentence):
            if pieces and len(pieces[-1]) + len(chunk) < LONGEST:
                pieces[-1] = f"{pieces[-1]} {chunk}"
            else:
                pieces.append(chunk)
    return pieces


def _short(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", 0, LONGEST)
        end = cut if cut > 0 else LONGEST
        yield sentence[:end]
        sentence = sentence[end:].lstrip()
    yield sentence


@dataclass
class _Screen:
    """One question or screen: what it tells, and its answers with the value each has."""

    name: str
    asks: bool
    told: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)

    def sayings(self) -> Iterator[Saying]:
        """A question and its help are one saying, and answers go by their value.

        On a screen each text is a saying, and all go by their number.
        """
        if self.asks:
            yield from _saying(self.name, " ".join(self.told))
            for value, phrase in self.answers:
                yield from _saying(f"{self.name}.{value}", phrase)
            return
        texts = [*self.told, *(phrase for _, phrase in self.answers)]
        for number, text in enumerate(texts):
            yield from _saying(f"-{self.name}.{number}", text)


def _saying(part: str, text: str) -> Iterator[Saying]:
    pieces = in_pieces(text)
    if text:
        yield Saying(text, {f"{part}-{n}" if n else part: p for n, p in enumerate(pieces)})


class _Page(HTMLParser):
    """Gathers the questions of a page, and the screens that its templates hold."""

    def __init__(self, frames: Mapping[str, str]) -> None:
        super().__init__()
        self.screens: list[_Screen] = []
        self._frames = frames
        self._template = "opening"
        self._depth = 0
        self._value: str | None = None
        self._gathers: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._depth += tag == "template"
        if self._depth > 1:
            return  # what a part brings along for itself is said where it is shown
        if tag == "template":
            self._template = given.get("data-part", "")
            self.screens.append(_Screen(self._template, asks=False))
        elif tag == "fieldset":
            self.screens.append(self._asked(given))
        elif "opening" in given.get("class", "").split():
            self.screens.append(_Screen("opening", asks=False))
        elif tag in ("input", "button"):
            self._value = given.get("value")
        if self._gathers is None and self.screens and self._is_said(tag, given):
            self._gathers = (tag, [])

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "template"
        if self._gathers and self._gathers[0] == tag:
            words = " ".join("".join(self._gathers[1]).split())
            self._gathers = None
            if words:
                self._keep(tag, words)

    def handle_data(self, data: str) -> None:
        if self._gathers:
            self._gathers[1].append(data)

    def _asked(self, given: Mapping[str, str]) -> _Screen:
        """A question by its key, one of our own by its name; the staff's have neither."""
        ours = given.get("data-how") or given.get("data-ours")
        name = given.get("data-question") or (ours and f"-{ours}")
        return _Screen(name or self._template, asks=bool(name))

    def _is_said(self, tag: str, given: Mapping[str, str]) -> bool:
        classes = given.get("class", "").split()
        told = tag in ("h1", "h2") or "data-heading" in given or {"lead", "help"} & set(classes)
        answer = "span" if self.screens[-1].asks else "button"
        return bool(told) or (tag == answer and bool(self._value) and not BESIDE & set(classes))

    def _keep(self, tag: str, words: str) -> None:
        screen = self.screens[-1]
        if tag in ("span", "button") and self._value:
            frame = self._frames[ANSWER if screen.asks else BUTTON]
            screen.answers.append((self._value, frame.replace("{answer}", words)))
            self._value = None
        else:
            screen.told.append(words)
