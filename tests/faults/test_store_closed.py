"""The browser's store is closed, deleted or upgraded under the tablet: what waits stays whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.proxy import passes, proxy, refuses
from tests.faults.scripts import OF_ONE_VERSION, TRYING_ONCE, Change
from tests.faults.tablet import (
    CANARY,
    THANKS,
    WAITING,
    answers,
    await_sent,
    await_stored,
    begin,
    give_answers,
    let_time_go_by,
    stored,
    tablet,
    weaken,
    words_stored,
)
from tests.served import Site
from tests.world import World

UPGRADE = """() => new Promise((done, failed) => {
  const request = indexedDB.open("lydhoer", 3);
  request.onupgradeneeded = () => request.result.createObjectStore("more");
  request.onsuccess = () => { request.result.close(); done(); };
  request.onerror = () => failed(request.error);
})"""
DELETE = """() => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase("lydhoer");
  request.onsuccess = () => done();
  request.onerror = () => failed(request.error);
})"""
ABORT = """() => {
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    IDBObjectStore.prototype.add = add;
    const request = add.apply(this, given);
    this.transaction.abort();
    this.transaction.db.close();
    return request;
  };
}"""
"""As the browser does when it closes a store by force while something is being written."""
CLOSE = """() => {
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function () {
    IDBObjectStore.prototype.add = add;
    this.transaction.db.close();
    throw new DOMException("closed", "InvalidStateError");
  };
}"""
"""Closed before something is written, and nobody was told."""
HANG = """() => {
  window.isHung = true;
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    IDBObjectStore.prototype.add = add;
    const wait = () => { this.count().onsuccess = () => window.isHung && wait(); };
    wait();
    return add.apply(this, given);
  };
}"""
"""A transaction that does not end, and so keeps all others waiting."""


def upgraded_elsewhere(page: Page) -> None:
    """A second page, of a newer build, adds to the store."""
    in_a_second_page(page, UPGRADE)


def closed_while_writing(page: Page) -> None:
    page.evaluate(ABORT)


def closed_in_silence(page: Page) -> None:
    page.evaluate(CLOSE)


def in_a_second_page(page: Page, script: str) -> None:
    other = page.context.new_page()
    other.goto(page.url.replace("/k/", "/healthz"))
    other.evaluate(script)
    other.close()


TROUBLES: dict[str, tuple[Callable[[Page], None], Change]] = {
    "upgraded by a newer page": (upgraded_elsewhere, OF_ONE_VERSION),
    "closed while it writes": (closed_while_writing, TRYING_ONCE),
    "closed in silence": (closed_in_silence, TRYING_ONCE),
}


@pytest.mark.parametrize("what", TROUBLES)
def test_what_waits_stays_whole_and_arrives_once(
    site: Site, cast: World, browser: Browser, what: str
) -> None:
    make_trouble, _ = TROUBLES[what]
    with proxy(site.base) as (base, network), tablet(base, cast, browser) as page:
        network.always(refuses)
        give_answers(page, "foer")
        make_trouble(page)
        give_answers(page, "efter")
        assert page.evaluate(WAITING) == [2, 0]
        network.always(passes)
        await_sent(page)
    assert words_stored(cast) == ["efter", "foer"]


@pytest.mark.parametrize("what", TROUBLES)
def test_of_the_test_a_tablet_that_does_not_open_it_anew_is_seen(
    site: Site, cast: World, browser: Browser, what: str
) -> None:
    make_trouble, weak = TROUBLES[what]
    with proxy(site.base) as (base, network):
        weaken(network, weak)
        with tablet(base, cast, browser) as page:
            network.always(refuses)
            give_answers(page, "foer")
            make_trouble(page)
            give_answers(page, "efter")
            assert page.evaluate(WAITING) == [1, 0], "it waits in memory only"


def test_a_store_deleted_elsewhere_is_made_anew(site: Site, cast: World, browser: Browser) -> None:
    """What was in it is gone, and who deletes it knows; what comes after is kept."""
    with proxy(site.base) as (base, network), tablet(base, cast, browser) as page:
        network.always(refuses)
        give_answers(page, "foer")
        in_a_second_page(page, DELETE)
        give_answers(page, "efter")
        assert page.evaluate(WAITING) == [1, 0]
        network.always(passes)
        await_sent(page)
    assert words_stored(cast) == ["efter"]


def test_a_disk_that_hangs_holds_up_neither_the_thanks_nor_the_sending(
    site: Site, cast: World, browser: Browser
) -> None:
    """It waits in memory then, and goes out; what the disk keeps too late is not sent once more."""
    with tablet(site.base, cast, browser) as page:
        robot = begin(page)
        page.evaluate(HANG)
        robot.answer_all(answers(CANARY))
        page.clock.run_for(16_000)
        expect(page.locator("h1:visible")).to_have_text(THANKS)
        for _ in range(100):
            if stored(cast):
                break
            let_time_go_by(page)
        assert stored(cast) == 1
        page.evaluate("window.isHung = false")
        await_stored(page, cast, 1)
        assert page.evaluate(WAITING) == [0, 0], "nothing was refused for being sent twice"
