"""One respondent after the other: silence, stopping, comfort, and no trace of the last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.store.tables import Response
from tests.answering import Robot
from tests.browsing import KIOSKS, accessibility_faults, open_paired, visit
from tests.served import Site
from tests.world import World


@contextmanager
def tablet(site: Site, cast: World, browser: Browser) -> Iterator[Page]:
    """A paired tablet whose respondent has said yes."""
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        for value in ("begin", "choice", "yes"):
            Robot(page).press(value)
        assert Robot(page).key() == "hello"
        Robot(page).on()
        yield page


STORED = """async () => {
  const request = indexedDB.open("lydhoer");
  await new Promise((done) => { request.onsuccess = done; });
  const all = request.result.transaction([...request.result.objectStoreNames]);
  const rows = [...request.result.objectStoreNames].map((name) => new Promise((done) => {
    const got = all.objectStore(name).getAll();
    got.onsuccess = () => done(got.result);
  }));
  request.result.close();
  return JSON.stringify(await Promise.all(rows));
}"""
"""All that this page keeps in the browser's database."""


def responses(cast: World) -> list[Any]:
    with cast.store.read() as connection:
        return list(
            connection.execute(select(Response.outcome, Response.display, Response.answers))
        )


def await_answer(page: Page, cast: World) -> None:
    """Let the tablet's time go by until its answer has come."""
    for _ in range(600):
        page.clock.run_for(5_000)
        if responses(cast):
            return
    pytest.fail("no answer came")


def test_after_a_long_silence_it_asks_and_goes_on_where_it_was(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("skip")
        robot.tap(robot.tile("music"))
        page.clock.run_for(121_000)
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_be_visible()
        expect(dialog.locator("button")).to_be_focused()
        assert accessibility_faults(page) == []
        robot.press("here")
        expect(dialog).to_have_count(0)
        assert robot.key() == "needs"
        expect(robot.tile("music").locator("input")).to_be_checked()
        assert responses(cast) == []


def test_one_who_has_gone_is_kept_as_broken_off_and_wiped(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("large")
        robot.press("skip")
        robot.tap(robot.tile("music"))
        with page.expect_response("**/responses/*") as sent:
            page.clock.run_for(121_000)
            page.clock.run_for(61_000)
        assert sent.value.status == 201
        expect(page.locator('button[value="begin"]')).to_be_visible()
        assert page.evaluate("document.documentElement.dataset.text") is None
        page.go_back()
        expect(page.locator('input[value="music"]:checked')).to_have_count(0)
    ((outcome, display, answers),) = responses(cast)
    assert outcome == "idle"
    assert display["text_size"] == "large"
    assert answers["needs"]["value"] == ["music"]
    assert answers["enough"] == {"status": "not_reached"}


def test_one_who_stops_decides_what_becomes_of_it(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        Robot(page).press("stop")
        assert accessibility_faults(page) == []
        Robot(page).press("back")
        assert Robot(page).key() == "matters"
        Robot(page).press("stop")
        Robot(page).press("forget")
        expect(page.locator("h1:visible")).to_have_text("Tak for din tid")
    assert responses(cast) == []


def test_one_who_stops_may_have_it_kept(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        Robot(page).press("skip")
        Robot(page).press("stop")
        Robot(page).press("keep")
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    ((outcome, _, answers),) = responses(cast)
    assert outcome == "stopped"
    assert answers["matters"] == {"status": "skipped"}


def test_the_thanks_show_no_answers_and_give_way(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        Robot(page).answer_all({"again": "yes", "where": "garden"})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert "Garden" not in page.locator("main").inner_text()
        page.clock.run_for(21_000)
        expect(page.locator('button[value="begin"]')).to_be_visible()
    assert len(responses(cast)) == 1


def test_nothing_of_an_answer_is_left_in_the_browser(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        Robot(page).answer_all({"matters": "kanariefugl", "again": "yes", "where": "garden"})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert "kanariefugl" not in kept
        assert "kanariefugl" not in page.evaluate(STORED)
        assert "kanariefugl" not in page.content()


def test_a_lost_connection_loses_nothing(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        page.route(
            "**/responses/*",
            lambda route: route.fulfill(status=503, json={"error": "unavailable", "message": "x"}),
        )
        with page.expect_response("**/responses/*"):
            Robot(page).answer_all({"again": "no"})
            page.clock.run_for(6_000)
            expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert responses(cast) == []
        page.unroute("**/responses/*")
        await_answer(page, cast)
    assert len(responses(cast)) == 1


def test_a_friendly_page_in_between_is_not_taken_for_a_receipt(
    site: Site, cast: World, browser: Browser
) -> None:
    """A hotel's network answers 200 with a page of its own; the answer is kept and sent again."""
    with tablet(site, cast, browser) as page:
        page.route(
            "**/responses/*",
            lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Hej</h1>"),
        )
        with page.expect_response("**/responses/*"):
            Robot(page).answer_all({"again": "no"})
        page.unroute("**/responses/*")
        await_answer(page, cast)
    assert len(responses(cast)) == 1
