"""Every page of the staff side and its faults, in both languages: axe finds nothing, at a desk and
on the narrowest phone, where nothing must be pushed sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browsing import SMALL_PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways
from tests.pages.every_page import staff_pages
from tests.visiting import Pages

HERE = "http://lydhoer.test"


def shown(page: Page, pages: Pages, html: str) -> None:
    """Show a page that was made already, with the styles that belong to it."""

    def give(route: Route) -> None:
        path = route.request.url.removeprefix(HERE)
        if path == "/page":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        # Another visitor: what the page's own has open belongs to the thread that opened it.
        found = pages.client.application.test_client().get(path)
        route.fulfill(body=found.data, content_type=found.content_type, status=found.status_code)

    page.unroute_all()
    page.route("**/*", give)
    page.goto(f"{HERE}/page")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_is_for_everybody(pages: Pages, browser: Browser, language: str) -> None:
    pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    made = dict(staff_pages(pages))
    assert len(made) > 100
    wrong: dict[str, object] = {}
    with visit(browser, viewport=DESK, java_script_enabled=True) as page:
        for name, html in made.items():
            shown(page, pages, html)
            assert f'lang="{language}"' in html or name.endswith("_en")
            page.set_viewport_size(DESK)
            found = accessibility_faults(page)
            page.set_viewport_size(SMALL_PHONE)
            if found or sideways(page):
                wrong[name] = found or "pushed sideways"
    assert wrong == {}
