"""The page behind a link in Arabic: on a narrow phone, with mistakes, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from survey.store.tables import Response
from tests.answering import Robot
from tests.arabic import TITLE, ask, in_arabic
from tests.boxes import SIDEWAYS
from tests.browsing import SMALL_PHONE, accessibility_faults, visit
from tests.journeys.phones import pages, phone_faults
from tests.served import Site


@pytest.mark.parametrize("colours", ["none", "active"])
def test_in_arabic_every_page_fits_a_small_phone_and_axe(
    site: Site, browser: Browser, colours: str
) -> None:
    link = ask(site.store, in_arabic()).link
    phone = {"viewport": SMALL_PHONE, "has_touch": True, "is_mobile": True}
    with visit(browser, **phone, forced_colors=colours) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{link}")
        with page.expect_navigation():
            robot.tap(page.locator('a[lang="ar"]'))
        expect(page.locator("html[lang=ar][dir=rtl]")).to_be_visible()
        expect(page.locator("h1:visible")).to_have_text(TITLE)
        expect(page.get_by_text("5 أسئلة قصيرة.")).to_be_visible()
        for name in pages(page):
            assert phone_faults(page) == [], name
        expect(page.locator("h1:visible")).to_have_text("شكراً على إجاباتك")
        assert accessibility_faults(page) == []


def test_a_mistake_is_told_in_arabic_and_arabic_digits_are_understood(
    site: Site, browser: Browser
) -> None:
    link = ask(site.store, in_arabic()).link
    with visit(browser, viewport=SMALL_PHONE) as page:
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{site.base}/s/{link}/ar/as_resident")
        page.locator("#q-visits").fill("كثيراً")
        page.locator('button[type="submit"]').click()
        expect(page.locator(".errors")).to_be_focused()
        assert page.title().startswith("خطأ:")
        expect(page.locator(".errors a")).to_have_text("اكتب رقماً صحيحاً من 0 إلى 31.")
        assert accessibility_faults(page) == []
        assert not page.evaluate(SIDEWAYS)
        page.locator("#q-visits").fill("١٢")
        page.locator('button[type="submit"]').click()
        expect(page.locator("h1:visible")).to_have_text("شكراً على إجاباتك")
        expect(page.locator("html[lang=ar][dir=rtl]")).to_be_visible()
    with site.store.read() as connection:
        ((language, answers),) = connection.execute(select(Response.language, Response.answers))
    assert (language, answers["visits"]["value"]) == ("ar", 12)
