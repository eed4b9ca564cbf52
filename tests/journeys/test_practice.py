"""A question to try on, before the yes: it looks like any other, and nothing of it is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from survey.questionnaire.library import library
from survey.store.tables import Quarantine, Response
from tests.answering import Robot
from tests.journeys.walking import tablet
from tests.looks import axe_faults, each_look, every_look, look_faults
from tests.served import Site

NEEDS = library()["needs_before"]
KEPT = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"


def to_practice(page: Page) -> Robot:
    robot = Robot(page)
    robot.press("begin")
    robot.press("practice")
    expect(page.locator("h1:visible")).to_have_text("Kan du lide kaffe?")
    return robot


def is_consent(page: Page) -> bool:
    expect(page.locator('button[value="yes"]')).to_be_visible()
    return page.locator("h1:visible").inner_text() == "Det, der betyder noget"


def test_nothing_of_it_goes_out_or_is_kept(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        sent: list[str] = []
        with page.expect_response("**/v/**"):
            Robot(page).press("begin")
        before = page.evaluate(KEPT)
        page.on("request", lambda request: sent.append(request.url))
        Robot(page).press("practice")
        robot = Robot(page)
        robot.tap(robot.tile("some"))
        robot.on()
        assert is_consent(page)
        assert sent == []
        assert page.evaluate(KEPT) == before
        assert page.locator(":checked").count() == 0
    with site.store.read() as connection:
        for table in (Response, Quarantine):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_she_says_yes_after_it_and_is_asked_in_earnest(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = to_practice(page)
        robot.tap(robot.tile("yes"))
        robot.on()
        robot.press("practice")
        assert page.locator(":checked").count() == 0, "nobody sees what was tried before"
        robot.press("skip")
        robot.press("yes")
        assert robot.answer_all({"enough": "some"}) == ["matters", "needs", "enough", "barrier", ""]
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    with site.store.read() as connection:
        (answers,) = connection.scalars(select(Response.answers))
    assert set(answers) == {"matters", "needs", "enough", "barrier"}


@pytest.mark.parametrize("way", ["skip", "stop"])
def test_every_way_out_leads_back(site: Site, browser: Browser, way: str) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        to_practice(page).press(way)
        assert is_consent(page)


def test_without_an_answer_it_asks_as_any_question_does(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = to_practice(page)
        robot.on()
        robot.press("stay")
        expect(page.locator("h1:visible")).to_have_text("Kan du lide kaffe?")
        robot.on()
        robot.press("skip")
        assert is_consent(page)


def test_one_who_leaves_it_leaves_nothing(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = to_practice(page)
        robot.tap(robot.tile("no"))
        page.clock.run_for(121_000)
        page.clock.run_for(61_000)
        expect(page.locator('button[value="begin"]')).to_be_visible()
    with site.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 0


def test_consent_and_practice_can_be_hit_and_read(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        Robot(page).press("begin")
        for look in each_look(page):
            assert look_faults(page, look) == [], look
            assert axe_faults(page, look) == [], look
            yes, no = (page.locator(f'button[value="{v}"]:visible') for v in ("yes", "home"))
            assert yes.evaluate(EXTENT) == no.evaluate(EXTENT), look
        Robot(page).press("practice")
        assert every_look(page, "practice") == []


EXTENT = "e => [e.offsetWidth, e.offsetHeight]"
