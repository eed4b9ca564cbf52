"""The relatives' phone: narrow, large enough, and kind about mistakes."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from survey.store.tables import Response
from tests.answering import Robot
from tests.boxes import SIDEWAYS
from tests.browsing import PHONE, SMALL_PHONE, accessibility_faults, visit
from tests.journeys.phones import pages, phone_faults
from tests.served import Site
from tests.world import World


def test_every_page_fits_a_small_phone_and_axe(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=SMALL_PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(f"{site.base}/s/{cast.link_code}")
        for name in pages(page):
            assert phone_faults(page) == [], name
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert accessibility_faults(page) == []


def test_without_scripts_every_page_passes_axe(site: Site, cast: World, browser: Browser) -> None:
    """The pages are fetched as they are, and looked at with the scripts kept away."""
    with visit(browser, viewport=SMALL_PHONE) as page:
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        assert accessibility_faults(page) == []
        assert not page.evaluate(SIDEWAYS)
        page.locator("#q-visits").fill("mange")
        page.locator('button[type="submit"]').click()
        expect(page.locator(".errors")).to_be_focused()
        assert page.title().startswith("Fejl:")
        assert accessibility_faults(page) == []
        page.locator(".errors a").click()
        expect(page.locator("#q-visits")).to_be_focused()


def test_zoomed_to_twice_the_size_it_still_fits(site: Site, cast: World, browser: Browser) -> None:
    """A phone's 200 % text is a window half as wide."""
    with visit(browser, viewport={"width": 320, "height": 400}) as page:
        page.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        page.locator('form.interview button[type="submit"]').click()
        assert not page.evaluate(SIDEWAYS)


def test_a_draft_waits_on_the_phone_and_is_gone_when_sent(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=PHONE, has_touch=True) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        robot.on()
        robot.answer("At synge")
        robot.on()
        page.reload()
        robot.press("resume")
        assert robot.key() == "needs"
        robot.answer_all({})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert "synge" not in page.evaluate("JSON.stringify({...localStorage})")
    with cast.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 1


def test_a_page_whose_scripts_fail_stays_a_form(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=PHONE) as page:
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{site.base}/s/{cast.link_code}")
        page.locator("form.begin button.go").click()
        page.locator('[name="q.matters"]').fill("At synge")
        page.locator('button[type="submit"]').click()
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
