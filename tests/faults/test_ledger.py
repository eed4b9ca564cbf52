"""A loss nobody notices is noticed: the tablet counts what it makes, the server what arrives."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.faults.house import run_until
from tests.faults.proxy import proxy
from tests.faults.scripts import UNCOUNTED
from tests.faults.tablet import (
    RESPONSES,
    WAITING,
    await_stored,
    give_answers,
    tablet,
    weaken,
)
from tests.served import Site
from tests.world import World

LOSE = """(many) => new Promise((done) => {
  const request = indexedDB.open("lydhoer");
  request.onsuccess = () => {
    const writing = request.result.transaction("sealed", "readwrite");
    let left = many;
    writing.objectStore("sealed").openCursor().onsuccess = ({ target }) => {
      if (!target.result || left === 0) return;
      left -= 1;
      target.result.delete();
      target.result.continue();
    };
    writing.oncomplete = () => { request.result.close(); done(); };
  };
})"""
"""Behind the page's back."""
TOLD = """async () => {
  const request = indexedDB.open("lydhoer");
  await new Promise((done) => { request.onsuccess = done; });
  const got = request.result.transaction("ledger").objectStore("ledger").get(1);
  await new Promise((done) => { got.onsuccess = done; });
  request.result.close();
  return got.result?.told ?? 0;
}"""


MADE = TOLD.replace("?.told", "?.made")


def until_told(page: Page, made: int) -> None:
    run_until(page, f"async () => (await ({TOLD})()) === {made}")


def test_of_the_test_a_tablet_that_does_not_count_sees_no_loss(
    site: Site, cast: World, browser: Browser
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, UNCOUNTED)
        with tablet(base, cast, browser) as page:
            page.route(RESPONSES, lambda route: route.abort())
            give_answers(page)
            page.evaluate(LOSE, 1)
            assert page.evaluate(WAITING) == [0, 0]
            assert page.evaluate(MADE) == 0, "nothing tells of it"


def test_what_is_taken_off_the_disk_is_missed(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site.base, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        for _ in range(4):
            give_answers(page)
        assert page.evaluate(WAITING) == [4, 0]
        until_told(page, 4)
        assert page.evaluate(MADE) == 4
        assert "missing 0" in site.flask("device", "gaps")
        page.evaluate(LOSE, 3)
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)
        give_answers(page)
        await_stored(page, cast, 2)
        until_told(page, 5)
    assert "missing 3" in site.flask("device", "gaps", code=1)
