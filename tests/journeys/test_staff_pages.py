"""The staff's pages about what did not arrive, in a browser: axe finds nothing, the button works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import update

from survey.clock import utc_now
from survey.ledger import Storage, Told
from survey.store.ledger_queries import write_down
from survey.store.staff_queries import new_sign_in_link
from survey.store.tables import Round
from tests.browsing import PHONE, accessibility_faults, visit
from tests.served import Site
from tests.visiting import make_ready
from tests.world import World

DESK: ViewportSize = {"width": 1180, "height": 900}


def trouble(cast: World) -> None:
    """An answer kept aside, and a tablet with everything wrong that can be."""
    day = cast.today + timedelta(days=20)
    late = cast.submission(day=day.isoformat())
    assert cast.deliver_on(day, late).reason == "after_closing"
    cast.deliver(cast.submission(), token=cast.link_code)
    told = Told("a" * 32, 9, 0, 2, 1, Storage.MAY_BE_LOST, False, False, "0.1.0")
    device = cast.channel(cast.device_token).id
    write_down(cast.store, device, told, cast.today - timedelta(days=3))


def sign_in(site: Site, cast: World, page: Page) -> None:
    token = new_sign_in_link(cast.store, "Anna", utc_now(), make=True)
    make_ready(cast.store, "Anna")
    page.goto(f"{site.base}/admin/sign-in/link/{token}")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Forside")


def sideways(page: Page) -> bool:
    """True when the page must be pushed sideways to be read."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_did_not_arrive_is_told_and_tried_again(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    trouble(cast)
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        expect(page.locator(".alarm strong")).to_contain_text("5 svar")
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        page.get_by_role("link", name="Se på tabletterne").click()
        expect(page.locator(".round-alarm")).to_contain_text("5 svar")
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        page.goto(f"{site.base}/admin/")
        page.get_by_role("link", name="Se, hvad der er lagt til side").click()
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        with cast.store.write() as connection:
            connection.execute(update(Round).values(closes_on=cast.today + timedelta(days=60)))
        page.get_by_role("button", name="Prøv igen").click()
        expect(page.get_by_role("status")).to_contain_text("1 svar er nu gemt og talt med.")
        expect(page.get_by_role("status")).to_contain_text("1 svar passer stadig ikke.")
        assert (accessibility_faults(page), sideways(page)) == ([], False)
