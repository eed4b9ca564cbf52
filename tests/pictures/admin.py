"""The staff side: the report of a demonstration's round, and its actions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from survey.clock import utc_now
from survey.store.engine import open_store
from survey.store.organisation_queries import set_up
from tests.browsing import visit
from tests.pictures.album import Album, Chapter
from tests.pictures.rooms import take_rooms
from tests.serving import ROOT, environment, serving
from tests.visiting import make_ready

PAPER: ViewportSize = {"width": 1180, "height": 1560}
DESK: ViewportSize = {"width": 1180, "height": 900}


def take_admin(album: Album, browser: Browser, folder: Path) -> None:
    """Make a demonstration in `folder`, and look at it as its owner."""
    instance, database = folder / "instance", f"sqlite:///{folder}/lydhoer.db"
    told = _make(instance, database)
    chapter = album.open("The staff side, with made-up answers", "admin")
    with serving(instance, database) as base, visit(browser, viewport=DESK) as page:
        page.goto(base + _found(r"(/admin/sign-in/link/\S+)", told))
        page.locator('main button[type="submit"]').click()
        page.locator("h1").wait_for()
        album.keep(page, chapter, "set-up", "the first page of the set-up")
        _finish(database)
        for name, address, what in PAGES:
            page.goto(f"{base}{address}")
            album.keep(page, chapter, name, what)
        _take_report(album, chapter, page, base)
        _take_channels(album, chapter, page, base)
        take_rooms(album, page, base, database)


PAGES = (
    ("home", "/admin/", "the front page: what is open, who is silent, what is due"),
    ("centre", "/admin/centres/1", "a centre, its units, and how many people there are"),
    ("initiative", "/admin/initiatives/1", "an initiative and its road"),
    ("round-new", "/admin/rounds/new?use=satisfaction", "a new round, most of it filled in"),
    ("board", "/admin/rounds/1/board", "the board: who has been heard, silent units first"),
    ("actions", "/admin/actions/", "what was promised, and what became of it"),
    ("interview", "/admin/interview/", "beginning an interview to help somebody"),
    ("people", "/admin/people/new", "inviting somebody"),
)
"""Pages that are there as soon as one is in: the picture's name, the address, what it shows."""


def _finish(database: str) -> None:
    """Let the owner's account be ready, and the instance be set up."""
    store = open_store(database)
    make_ready(store, "owner")
    set_up(store, "Frivilligcentret", "", "da", utc_now().date())
    store.engine.dispose()


def _take_report(album: Album, chapter: Chapter, page: Page, base: str) -> None:
    """The report of the last round that has closed: the residents' own."""
    page.goto(f"{base}/admin/reports/")
    page.locator(".round", has=page.locator(".state-closed")).last.locator("a").first.click()
    page.locator(".report-group").first.wait_for()
    page.set_viewport_size(PAPER)
    album.keep(page, chapter, "report", "the report of a round of residents")
    page.set_viewport_size(DESK)


def _take_channels(album: Album, chapter: Chapter, page: Page, base: str) -> None:
    """A tablet on its way, and a link with its poster."""
    page.goto(f"{base}/admin/tablets/1")
    page.locator('main form[action$="/pairing"] button, main form button').first.click()
    page.locator(".digits").wait_for()
    album.keep(page, chapter, "tablet-pair", "pairing a tablet")
    page.goto(f"{base}/admin/rounds/2/links/new")
    page.locator("input[type=radio]").first.check()
    page.locator("form.plain button").click()
    page.locator("p.large").first.wait_for()
    album.keep(page, chapter, "link", "a link that was just made, and what can be printed")


def _make(instance: Path, database: str) -> str:
    """A demonstration at `instance`; returns what its owner is told."""
    made = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "init"],
        env=environment(instance, database, "http://127.0.0.1") | {"LYDHOER_SIMULATED": "yes"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    if found is None:
        raise LookupError(f"{pattern} is not in:\n{told}")
    return found[1]
