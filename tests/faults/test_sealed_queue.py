"""What waits on a tablet's disk: sealed, sent once, and there after whatever happens to the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import func, select

from survey.intake.sealing import MEDIA_TYPE
from survey.store.tables import FreeText, Quarantine
from tests.browsing import KIOSKS, open_paired, visit
from tests.faults.tablet import (
    CANARY,
    RESPONSES,
    WAITING,
    await_stored,
    give_answers,
    let_time_go_by,
    stored,
)
from tests.served import Site
from tests.world import World


@contextmanager
def tablet(site: Site, cast: World, browser: Browser) -> Iterator[Page]:
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        yield page


def test_what_goes_out_is_sealed_and_opens_at_the_server(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page, page.expect_request(RESPONSES) as sent:
        give_answers(page)
        await_stored(page, cast, 1)
    request = sent.value
    assert request.headers["content-type"] == MEDIA_TYPE
    assert set(json.loads(request.post_data or "")) == {
        "sealed_version", "key", "round", "version", "enc", "ciphertext",
    }  # fmt: skip
    with cast.store.read() as connection:
        assert list(connection.scalars(select(FreeText.words))) == [CANARY]
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0


def test_answers_given_without_a_server_outlive_the_page_and_arrive_once(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.abort())
        for number in (1, 2, 3):
            give_answers(page)
            assert page.evaluate(WAITING) == [number, 0]
        page.reload()
        expect(page.locator(".news")).to_contain_text("3")
        page.unroute(RESPONSES)
        await_stored(page, cast, 3)
        assert page.evaluate(WAITING) == [0, 0]
        expect(page.locator(".news")).to_be_empty()


def test_lost_replies_double_nothing(site: Site, cast: World, browser: Browser) -> None:
    """The server has it, the tablet does not know: it sends the very same bytes again."""
    sent: list[bytes] = []

    def lose_the_reply(route: Route) -> None:
        body = route.request.post_data_buffer or b""
        sent.append(body)
        with urlopen(  # noqa: S310 our own address
            Request(  # noqa: S310 the same
                route.request.url, body, route.request.headers, method="PUT"
            )
        ) as reply:
            assert reply.status in (200, 201)
        route.abort()

    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lose_the_reply, times=2)
        give_answers(page)
        await_stored(page, cast, 1)
        assert page.evaluate(WAITING) == [0, 0]
    assert len(set(sent)) == 1


LIARS: dict[str, Callable[[Route], None]] = {
    "a friendly page": lambda r: r.fulfill(status=200, content_type="text/html", body="<p>Hej"),
    "an empty 200": lambda r: r.fulfill(status=200, body=""),
    "another way": lambda r: r.fulfill(status=302, headers={"Location": "/healthz"}),
    "a page that forbids": lambda r: r.fulfill(status=400, content_type="text/html", body="No"),
    "somebody else's receipt": lambda r: r.fulfill(
        status=201, json={"id": "f" * 32, "sha256": "0" * 64, "result": "stored"}
    ),
}


@pytest.mark.parametrize("what", LIARS)
def test_a_network_that_lies_takes_nothing_away(
    site: Site, cast: World, browser: Browser, what: str
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, LIARS[what])
        give_answers(page)
        page.clock.run_for(120_000)
        assert page.evaluate(WAITING) == [1, 0]
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)


def cut(route: Route) -> None:
    """There is no connection."""
    route.abort()


def test_a_refused_one_is_set_aside_told_of_and_the_rest_goes_on(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, cut)
        for _ in range(2):
            give_answers(page)
        refusal = {"error": "too_large", "message": "x"}
        page.route(RESPONSES, lambda route: route.fulfill(status=413, json=refusal), times=1)
        page.unroute(RESPONSES, cut)
        for _ in range(600):
            let_time_go_by(page)
            if page.evaluate(WAITING) == [0, 1]:
                break
        assert page.evaluate(WAITING) == [0, 1]
        page.reload()
        expect(page.locator(".news")).to_contain_text("1")
    assert stored(cast) == 1


def test_a_tablet_paired_anew_sends_what_it_kept(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        page.route(RESPONSES, lambda route: route.fulfill(status=401, json={"error": "x"}))
        give_answers(page)
        page.clock.run_for(120_000)
        assert page.evaluate(WAITING) == [1, 0]
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)


def test_without_a_database_it_still_arrives(site: Site, cast: World, browser: Browser) -> None:
    """A private window, or a browser that lost its store: kept in memory, as plain as before."""
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.add_init_script("indexedDB.open = () => { throw new Error('none here'); };")
        open_paired(page, site.base, cast.device_token)
        page.route(RESPONSES, lambda route: route.abort())
        give_answers(page)
        expect(page.locator(".news")).to_contain_text("1")
        page.unroute(RESPONSES)
        for _ in range(600):
            page.clock.run_for(5_000)
            if stored(cast):
                break
        assert stored(cast) == 1


STUCK = """() => {
  IDBObjectStore.prototype.delete = () => { throw new Error("the disk is full"); };
}"""


def test_a_disk_that_lets_nothing_go_is_no_reason_to_send_without_end(
    site: Site, cast: World, browser: Browser
) -> None:
    sent: list[str] = []
    with tablet(site, cast, browser) as page:
        page.evaluate(STUCK)
        page.on("request", lambda one: sent.append(one.url) if "/responses/" in one.url else None)
        give_answers(page)
        give_answers(page)
        assert page.evaluate(WAITING) == [2, 0]
        assert 2 <= len(sent) < 30, "a pause parts the tries"
    assert stored(cast) >= 1
