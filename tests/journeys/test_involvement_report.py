"""The involvement report with every kind of chart, at a desk, on the narrowest phone and printed."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browsing import SMALL_PHONE, accessibility_faults
from tests.journeys.test_every_staff_page import DRESSED, reader
from tests.journeys.test_staff_pages import DESK, sideways
from tests.pages.every_involvement import draw_all, full_report, involvement_pages, keep_report
from tests.visiting import Pages

SMALLEST = (
    "Math.min(...[...document.querySelectorAll('.chart')].map(one => 15 * one.clientWidth / 280))"
)
"""How large the words in charts are, in pixels of the screen."""
NUMBERS = "document.querySelector('.figure-numbers .report-table').checkVisibility()"


def test_it_is_for_everybody_in_every_state(pages: Pages, browser: Browser) -> None:
    pages.sign_in()
    made = dict(involvement_pages(pages))
    wrong: dict[str, object] = {}
    with reader(browser, pages) as page:
        for name, html in made.items():
            page.set_content(html)
            assert page.evaluate(DRESSED)
            for size in (DESK, SMALL_PHONE):
                page.set_viewport_size(size)
                found = accessibility_faults(page)
                if found or sideways(page):
                    wrong[f"{name} {size['width']}"] = found or "pushed sideways"
    assert wrong == {}


def test_words_in_charts_are_large_enough_and_charts_stand_two_by_two(
    pages: Pages, browser: Browser
) -> None:
    pages.sign_in()
    report = full_report(pages.world.today)
    keep_report(pages, report)
    draw_all(pages, report)
    with reader(browser, pages) as page:
        page.set_content(pages.open("/admin/reports/organisation"))
        page.set_viewport_size(SMALL_PHONE)
        assert page.evaluate(SMALLEST) >= 13
        page.set_viewport_size(DESK)
        tops = [
            box["y"]
            for one in page.locator(".report-figure").all()[:3]
            if (box := one.bounding_box())
        ]
        assert tops[0] == tops[1] < tops[2]
        assert not page.evaluate(NUMBERS)
        page.locator(".figure-numbers summary").first.click()
        assert page.evaluate(NUMBERS)
