"""Room on the tablet: asked for before each interview, polite to residents and clear to staff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.answering import Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.faults.house import run_until
from tests.faults.proxy import proxy
from tests.faults.scripts import ASKING_ANYWAY
from tests.faults.tablet import (
    CANARY,
    RESPONSES,
    WAITING,
    answers,
    await_stored,
    give_answers,
    weaken,
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
IS_RESERVED = """async () => {
  const request = indexedDB.open("lydhoer");
  await new Promise((done) => { request.onsuccess = done; });
  const got = request.result.transaction("reserve").objectStore("reserve").count();
  await new Promise((done) => { got.onsuccess = done; });
  request.result.close();
  return got.result === 1;
}"""
BREAK = """() => { IDBObjectStore.prototype.add = () => { throw new Error("broken"); }; }"""
FULL_ONCE = """() => {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = () => {
    IDBObjectStore.prototype.add = add;
    throw new DOMException("full", "QuotaExceededError");
  };
}"""
"""The disk takes no answer, the first time; browsers count what is stored too late to make it so."""
ROOM = 8_000_000
APP = """(() => {
  const ask = window.matchMedia.bind(window);
  window.matchMedia = (query) =>
    query.includes("display-mode") ? { ...ask(query), matches: true } : ask(query);
})()"""
"""As if the page had been put on the home screen."""


@contextmanager
def tablet(site: Site, cast: World, browser: Browser, script: str = "") -> Iterator[Page]:
    """A tablet with little room: the browser sees to it from the first time it looks."""
    room = {"origin": site.base, "quotaSize": ROOM}
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
        page.add_init_script(script)
        open_paired(page, site.base, cast.device_token)
        expect(page.locator('button[value="begin"]')).to_be_visible()
        yield page


def test_without_room_nobody_is_asked_and_nothing_is_deleted(
    site: Site, cast: World, browser: Browser
) -> None:
    """What was set aside takes the answer of one who had begun; after her nobody is asked."""
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        give_answers(page)
        run_until(page, IS_RESERVED)
        robot = Robot(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        page.evaluate(FULL_ONCE)
        robot.answer_all(answers(CANARY))
        page.clock.run_for(6_000)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert page.evaluate(WAITING) == [2, 0]
        assert not page.evaluate(IS_RESERVED), "the reserve made way for it"
        page.evaluate(FILL, 2 * ROOM)
        robot.press("home")
        expect(page.locator(".news")).to_contain_text("Der er ikke plads til flere svar")
        robot.press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
        robot.press("home")
        expect(page.locator(".news")).to_contain_text("Der er ikke plads til flere svar")
        assert page.evaluate(WAITING) == [2, 0]
        page.unroute(RESPONSES)
        await_stored(page, cast, 2)


def test_of_the_test_a_tablet_that_asks_anyway_is_seen(
    site: Site, cast: World, browser: Browser
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, ASKING_ANYWAY)
        with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
            page.add_init_script(APP)
            open_paired(page, base, cast.device_token)
            expect(page.locator(".news")).to_contain_text("Browseren lover ikke")
            Robot(page).press("begin")
            expect(page.locator("h1:visible")).to_have_text("Hvem svarer?")


def test_what_the_disk_does_not_take_is_kept_as_well_as_can_be(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        robot = Robot(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        page.evaluate(BREAK)
        robot.answer_all(answers(CANARY))
        page.clock.run_for(6_000)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert page.evaluate(WAITING) == [0, 0]
        robot.press("home")
        expect(page.locator(".news")).to_contain_text("Svar, der venter her")
        robot.press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)


def test_an_app_whose_browser_promises_nothing_takes_no_answers(
    site: Site, cast: World, browser: Browser
) -> None:
    """In a plain page it is told in the staff corner only: there, answers go out at once."""
    with tablet(site, cast, browser, APP) as page:
        expect(page.locator(".news")).to_contain_text("Browseren lover ikke at gemme svar")
        Robot(page).press("begin")
        expect(page.locator("h1:visible")).to_have_text("Tabletten holder en pause")
    with tablet(site, cast, browser) as page:
        expect(page.locator(".news")).to_be_empty()
        give_answers(page)
        await_stored(page, cast, 1)
