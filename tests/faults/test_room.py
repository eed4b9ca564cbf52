"""Room on the tablet: asked for before each interview, polite to residents and clear to staff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.answering import Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.faults.house import run_until
from tests.faults.test_sealed_queue import (
    ANSWERS,
    RESPONSES,
    WAITING,
    await_stored,
    give_answers,
    stored,
)
from tests.served import Site
from tests.world import World

FILL = """async (bytes) => {
  const request = indexedDB.open("filler");
  request.onupgradeneeded = () => request.result.createObjectStore("all", { autoIncrement: true });
  await new Promise((done) => { request.onsuccess = done; });
  for (let left = bytes; left > 0; left -= 65536) {
    const random = crypto.getRandomValues(new Uint8Array(65536));
    const writing = request.result.transaction("all", "readwrite", { durability: "strict" });
    writing.objectStore("all").add(random);
    const full = await new Promise((done) => {
      writing.oncomplete = () => done(false);
      writing.onabort = () => done(true);
    });
    if (full) break;
  }
  request.result.close();
}"""
"""Take up room with what cannot be packed; stops when the disk takes no more."""
LITTLE = """async () => {
  const { quota, usage } = await navigator.storage.estimate();
  return quota - usage < 4_000_000;
}"""
"""The browser counts what is stored with a delay."""
EMPTY = """() => new Promise((done) => { indexedDB.deleteDatabase("filler").onsuccess = done; })"""
APP = """(() => {
  const ask = window.matchMedia.bind(window);
  window.matchMedia = (query) =>
    query.includes("display-mode") ? { ...ask(query), matches: true } : ask(query);
})()"""
"""As if the page had been put on the home screen."""


@contextmanager
def tablet(site: Site, cast: World, browser: Browser, script: str = "") -> Iterator[Page]:
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.add_init_script(script)
        open_paired(page, site.base, cast.device_token)
        expect(page.locator('button[value="begin"]')).to_be_visible()
        yield page


def allow(page: Page, site: Site, megabytes: float) -> None:
    """Give the page so much room and no more."""
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin",
        {"origin": site.base, "quotaSize": int(megabytes * 1_000_000)},
    )


def test_without_room_nobody_is_asked_and_nothing_is_deleted(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        give_answers(page)
        allow(page, site, 12)
        page.evaluate(FILL, 10_000_000)
        run_until(page, LITTLE)
        robot = Robot(page)
        robot.press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
        robot.press("home")
        expect(page.locator(".news")).to_contain_text("Der er ikke plads til flere svar")
        assert page.evaluate(WAITING) == [1, 0]
        page.evaluate(EMPTY)
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)
        give_answers(page)
        await_stored(page, cast, 2)


def test_what_was_begun_when_the_disk_filled_is_kept_as_well_as_can_be(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        robot = Robot(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        allow(page, site, 6)
        page.evaluate(FILL, 8_000_000)
        robot.answer_all(ANSWERS)
        page.clock.run_for(6_000)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        robot.press("home")
        assert stored(cast) == 0
        robot.press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)


def test_an_app_whose_browser_promises_nothing_takes_no_answers(
    site: Site, cast: World, browser: Browser
) -> None:
    """In a plain page it is told in the staff corner only: there, answers go out at once."""
    with tablet(site, cast, browser, APP) as page:
        expect(page.locator(".news")).to_contain_text("Browseren kan slette")
        Robot(page).press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
    with tablet(site, cast, browser) as page:
        expect(page.locator(".news")).to_be_empty()
        give_answers(page)
        await_stored(page, cast, 1)
