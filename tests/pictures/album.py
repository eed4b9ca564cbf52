"""Where the pictures go: chapters of screens, each kept small under a name that stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

COLOURS = 32
"""Enough for text, edges and the few colours of our own; a third of the bytes of a whole picture."""


@dataclass(frozen=True)
class Picture:
    """One file of the album, and what it shows, for those who cannot see it."""

    file: str
    alt: str


@dataclass
class Screen:
    """What a screen is, and its pictures: one for each way the device is held."""

    told: str
    pictures: list[Picture] = field(default_factory=list)


@dataclass
class Chapter:
    """Screens under one heading. `name` begins the names of their files."""

    heading: str
    name: str
    columns: tuple[str, ...]
    screens: list[Screen] = field(default_factory=list)


@dataclass
class Album:
    """All pictures of one run, kept in `folder`."""

    folder: Path
    chapters: list[Chapter] = field(default_factory=list)

    def open(self, heading: str, name: str, columns: tuple[str, ...] = ("",)) -> Chapter:
        """A new chapter; `columns` head the pictures of each of its screens."""
        self.chapters.append(Chapter(heading, name, columns))
        return self.chapters[-1]

    def keep(self, page: Page, chapter: Chapter, name: str, told: str) -> None:
        """A picture of the page as it stands, for the screen that `told` describes."""
        screen = _screen(chapter, told)
        column = chapter.columns[len(screen.pictures)]
        file = "-".join(part for part in (chapter.name, name, column) if part) + ".png"
        alt = f"{chapter.heading}: {told}" + (f", {column}" if column else "")
        page.evaluate("document.fonts.ready.then(() => null)")
        seen = page.screenshot(animations="disabled")
        (self.folder / file).write_bytes(_small(seen))
        screen.pictures.append(Picture(file, alt))

    def forget_others(self) -> None:
        """Remove pictures of screens that are no more."""
        kept = {p.file for p in self.pictures()}
        for path in self.folder.glob("*.png"):
            if path.name not in kept:
                path.unlink()

    def pictures(self) -> Iterator[Picture]:
        """Every picture, in order."""
        for chapter in self.chapters:
            for screen in chapter.screens:
                yield from screen.pictures


def _screen(chapter: Chapter, told: str) -> Screen:
    if not chapter.screens or chapter.screens[-1].told != told:
        chapter.screens.append(Screen(told))
    return chapter.screens[-1]


def _small(png: bytes) -> bytes:
    """The same picture with a palette of few colours."""
    with Image.open(BytesIO(png)) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    packed = BytesIO()
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


@contextmanager
def album_in(folder: Path) -> Iterator[Album]:
    """An album to fill; what an earlier run left there and this one did not take goes."""
    folder.mkdir(parents=True, exist_ok=True)
    album = Album(folder)
    yield album
    album.forget_others()
