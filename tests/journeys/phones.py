"""The pages behind a link on the smallest phone, walked through to the thanks."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.answering import Robot
from tests.boxes import SIDEWAYS, SMALLEST_TEXT, boxes
from tests.browsing import accessibility_faults

MOST_PAGES = 30
"""More than any of our links has."""


def pages(page: Page) -> Iterator[str]:
    """Go on from page to page, answering nothing; gives each page's heading."""
    robot = Robot(page)
    for _ in range(MOST_PAGES):
        yield page.locator("h1:visible").first.inner_text()
        if page.locator("form.begin button.go").count():
            with page.expect_navigation():
                robot.tap(page.locator("form.begin button.go"))
        elif robot.question.count():
            robot.pass_by()
        else:
            return
    raise AssertionError("no end")


def phone_faults(page: Page) -> list[str]:
    """What breaks the rules that every page of a phone must keep."""
    smallest, words = page.evaluate(SMALLEST_TEXT)
    return [
        *(["wider than the window"] if page.evaluate(SIDEWAYS) else []),
        *([f"letters of {smallest}: {words}"] if smallest < 20 else []),
        *(f"too low: {box}" for box in boxes(page) if box.isAnswer and box.height < 64),
        *accessibility_faults(page),
    ]
