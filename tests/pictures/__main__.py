"""`python -m tests.pictures`: takes a picture of every screen, and writes the page of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from survey.store import migrate
from survey.store.engine import open_store
from tests.browsing import chromium
from tests.pictures.admin import take_admin
from tests.pictures.album import Album, album_in
from tests.pictures.choosing import take_choosing, take_open_pages
from tests.pictures.corner import take_corner
from tests.pictures.index import write_index
from tests.pictures.looks import take_looks
from tests.pictures.phone import take_phone
from tests.pictures.questions import take_questions
from tests.pictures.stage import Stage
from tests.pictures.tablet import take_after, take_before
from tests.serving import ROOT, serving

SCREENS = ROOT / "docs" / "screens"


def main() -> None:
    """Walk through everything, and keep what is seen."""
    with (
        tempfile.TemporaryDirectory(prefix="lydhoer-pictures-") as folder,
        chromium() as browser,
        album_in(SCREENS) as album,
    ):
        with stage(Path(folder), browser, album) as one:
            for take in (take_before, take_questions, take_after, take_looks, take_corner):
                take(one)
            take_phone(one)
            take_choosing(one, Path(folder) / "instance")
            take_open_pages(one)
        take_admin(album, browser, Path(folder) / "demonstration")
        write_index(album)


@contextmanager
def stage(folder: Path, browser: Browser, album: Album) -> Iterator[Stage]:
    """A served instance with an empty database."""
    database = f"sqlite:///{folder / 'lydhoer.db'}"
    store = open_store(database)
    migrate.upgrade(store)
    with serving(folder / "instance", database) as base:
        yield Stage(browser, base, store, album)
    store.engine.dispose()


if __name__ == "__main__":
    main()
