"""A tablet is added and paired, a link is made, printed and opened: as a coordinator would do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.answering import Robot
from tests.browsing import KIOSKS, PHONE, accessibility_faults, visit
from tests.decoding import codes_on, pictures
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import World

CODE = "Fixed-Code_0123456789A"
"""One that the decoder has read before: it overlooks some that cameras find."""


def well(page: Page) -> None:
    """The page as it is now has no faults."""
    assert (accessibility_faults(page), sideways(page)) == ([], False)


def write_on_a_tablet(site: Site, browser: Browser, code: str) -> None:
    """Open the tablet's page, and write the code there."""
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as tablet:
        tablet.goto(f"{site.base}/k/")
        Robot(tablet).pair(code)
        expect(tablet.locator("h1:visible")).to_have_text("Alle slags")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_tablet_is_added_and_paired(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Tablets", exact=True).click()
        well(page)
        page.get_by_role("link", name="Tilføj en tablet").click()
        page.locator("form.plain button").click()
        expect(page.get_by_role("alert")).to_contain_text("Skriv et navn til tabletten.")
        well(page)
        page.get_by_label("Navn").fill("Dagligstuen")
        page.locator("form.plain button").click()
        well(page)
        code = "".join(page.locator(".digits span").all_text_contents())
        write_on_a_tablet(site, browser, code)
        page.clock.run_for(3_500)
        expect(page.locator("h1")).to_have_text("Dagligstuen er forbundet")
        well(page)
        page.get_by_role("button", name="Giv den en pinkode").click()
        expect(page.get_by_role("status")).to_contain_text("Pinkoden til Dagligstuen")
        well(page)


def test_without_scripts_the_button_looks_again(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=PHONE, java_script_enabled=False) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/tablets/1")
        page.get_by_role("button", name="Forbind en anden tablet").click()
        code = "".join(page.locator(".digits span").all_text_contents())
        page.get_by_role("link", name="Se efter igen").click()
        expect(page.locator(".digits")).to_contain_text(code[:3])
        write_on_a_tablet(site, browser, code)
        page.get_by_role("link", name="Se efter igen").click()
        expect(page.locator("h1")).to_have_text("Tablet 1 er forbundet")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_link_is_made_printed_and_opened(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Links og plakater").click()
        well(page)
        page.get_by_role("link", name="Lav et link").click()
        page.get_by_label("Pårørende").check()
        well(page)
        page.locator("input[name=code]").evaluate("(field, code) => { field.value = code; }", CODE)
        page.locator("form.plain button").click()
        expect(page.locator("h1")).to_have_text("Linket er klar")
        well(page)
        address = str(page.locator("p.large a").get_attribute("href"))
        with page.expect_download() as download:
            page.get_by_role("button", name="Plakat, A4").click()
        (picture,) = pictures(Path(download.value.path()).read_bytes())
        assert codes_on(picture) == [address]
        assert address == f"{site.base}/s/{CODE}"
    with visit(browser, viewport=PHONE) as phone:
        phone.goto(address)
        expect(phone.locator("h1")).to_have_text("Alle slags")
