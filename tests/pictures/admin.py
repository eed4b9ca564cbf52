"""The staff side: the report of a demonstration's round, and its actions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browsing import visit
from tests.pictures.album import Album
from tests.serving import ROOT, environment, serving

PAPER: ViewportSize = {"width": 1180, "height": 1560}
DESK: ViewportSize = {"width": 1180, "height": 900}


def take_admin(album: Album, browser: Browser, folder: Path) -> None:
    """Make a demonstration in `folder`, and look at it as a member of staff."""
    instance, database = folder / "instance", f"sqlite:///{folder}/lydhoer.db"
    told = _make(instance, database)
    chapter = album.open("The staff side, with made-up answers", "admin")
    with serving(instance, database) as base, visit(browser, viewport=PAPER) as page:
        page.goto(base + _found(r"(/admin/sign-in/\S+)", told))
        page.locator('main button[type="submit"]').click()
        page.set_viewport_size(DESK)
        album.keep(page, chapter, "rounds", "the rounds, open and closed")
        _open_report(page)
        album.keep(page, chapter, "report", "the report of a round of residents")
        page.set_viewport_size(DESK)
        page.goto(f"{base}/admin/")
        page.get_by_role("link", name="I sagde, vi gjorde").click()
        page.locator("h1").wait_for()
        album.keep(page, chapter, "actions", "what was promised, and what became of it")


def _open_report(page: Page) -> None:
    """The report of the last round that has closed: the residents' own."""
    page.locator(".round", has=page.locator(".state-closed")).last.locator("a").first.click()
    page.locator(".report-group").first.wait_for()
    page.set_viewport_size(PAPER)


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
