"""The page that shows the whole album."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pictures.album import Album, Chapter, Screen

HEAD = """# Every screen

Taken by `make pictures` in a real browser, from an instance of the tests; nobody's answers are in
them. The tablet's are 1080 by 810 pixels, and 810 by 1080.
"""


def write_index(album: Album) -> None:
    """Write the page beside its pictures."""
    (album.folder / "README.md").write_text("\n".join([HEAD, *_body(album)]))


def _body(album: Album) -> Iterator[str]:
    for chapter in album.chapters:
        yield from (f"## {chapter.heading}", "", *_table(chapter), "")


def _table(chapter: Chapter) -> Iterator[str]:
    columns = [column or "picture" for column in chapter.columns]
    yield f"| screen | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    yield from (_row(screen) for screen in chapter.screens)


def _row(screen: Screen) -> str:
    seen = " | ".join(f"![{one.alt}]({one.file})" for one in screen.pictures)
    return f"| {screen.told[0].upper()}{screen.told[1:]} | {seen} |"
