"""The tablet's page as an app: it can be installed, and keeps the screen lit."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, expect

from tests.browsing import KIOSKS, visit
from tests.served import Site

WATCHED = """() => {
  window.asked = 0;
  navigator.wakeLock.request = () => { window.asked += 1; return Promise.reject(new Error('no')); };
}"""
SEEN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_the_browser_takes_it_for_an_app(site: Site, browser: Browser) -> None:
    with visit(browser, viewport=KIOSKS["1280x800"]) as page:
        page.goto(f"{site.base}/k/")
        session = page.context.new_cdp_session(page)
        told = session.send("Page.getAppManifest")
        assert told["errors"] == []
        assert json.loads(told["data"])["lang"] == "da"
        missing = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert {one["errorId"] for one in missing} <= {"in-incognito"}


def test_the_screen_is_kept_lit_each_time_it_is_seen(site: Site, browser: Browser) -> None:
    with visit(browser, viewport=KIOSKS["1280x800"]) as page:
        page.add_init_script(f"({WATCHED})()")
        page.goto(f"{site.base}/k/")
        expect(page.locator('[data-room="pair"]')).to_be_visible()
        assert page.evaluate("asked") == 1
        page.evaluate(SEEN)
        assert page.evaluate("asked") == 2


def test_a_browser_without_it_is_left_alone(site: Site, browser: Browser) -> None:
    with visit(browser, viewport=KIOSKS["1280x800"]) as page:
        page.add_init_script("delete Navigator.prototype.wakeLock")
        page.goto(f"{site.base}/k/")
        expect(page.locator('[data-room="pair"]')).to_be_visible()
