"""Every page of the staff side and its faults: axe finds nothing, and in both languages nothing is
pushed sideways on the narrowest phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route

from survey.due import WRITTEN_IN
from tests.browsing import SMALL_PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways
from tests.pages.every_page import staff_pages
from tests.visiting import Pages

HERE = "http://lydhoer.test"


DRESSED = "[...document.styleSheets].some(({ cssRules }) => cssRules.length > 100)"


@contextmanager
def reader(browser: Browser, pages: Pages) -> Iterator[Page]:
    """Somebody who can be shown pages that were made already, with the styles that belong to them."""

    def give(route: Route) -> None:
        path = route.request.url.removeprefix(HERE)
        # Another visitor: what the page's own has open belongs to the thread that opened it.
        found = pages.client.application.test_client().get(path)
        route.fulfill(body=found.data, content_type=found.content_type, status=found.status_code)

    with visit(browser, viewport=DESK) as page:
        page.route("**/*", give)
        page.goto(f"{HERE}/admin/sign-in")
        yield page


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_is_for_everybody(pages: Pages, browser: Browser, language: str) -> None:
    pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    made = dict(staff_pages(pages))
    assert len(made) > 100
    wrong: dict[str, object] = {}
    with reader(browser, pages) as page:
        for name, html in made.items():
            # In place of the last: axe, which is large, is read in only once.
            page.set_content(html)
            assert page.evaluate(DRESSED)
            assert f'lang="{language}"' in html or name.endswith("_en")
            found = _at_a_desk(page) if language == WRITTEN_IN else []
            page.set_viewport_size(SMALL_PHONE)
            if found or sideways(page):
                wrong[name] = found or "pushed sideways"
    assert wrong == {}


def _at_a_desk(page: Page) -> list[str]:
    """What axe finds: in one language only, for the other has the same page with other words."""
    page.set_viewport_size(DESK)
    return accessibility_faults(page)
