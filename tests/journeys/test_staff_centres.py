"""A centre from its name to its numbers, in a browser, by somebody who sees axe find nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.store.setup_queries import add_headcount, units_of
from survey.voices import Voice
from tests.browsing import PHONE, SMALL_PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import World


def is_fine(page: Page) -> bool:
    assert (accessibility_faults(page), sideways(page)) == ([], False)
    return True


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_centre_is_made_and_counted(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Plejecentre").click()
        assert is_fine(page)
        page.get_by_role("link", name="Tilføj et plejecenter").click()
        page.get_by_label("Hvad hedder plejecentret?").fill("Solsikken")
        page.get_by_label("Hvilke afsnit har det?").fill("Eg\nBirk")
        assert is_fine(page)
        press(page, "Gem")
        expect(page.get_by_role("alert")).to_be_focused()
        assert is_fine(page)
        page.get_by_label("Hvad hedder plejecentret?").fill("Rosenhaven")
        expect(page.get_by_label("Hvilke afsnit har det?")).to_have_value("Eg\nBirk")
        press(page, "Gem")
        expect(page.locator("h1")).to_have_text("Rosenhaven")
        assert is_fine(page)
        page.get_by_role("link", name="Skriv nye tal").click()
        residents = page.get_by_role("group", name="Beboere")
        residents.get_by_label("Hele plejecentret").fill("40")
        residents.get_by_label("Eg").fill("24")
        residents.get_by_label("Birk").fill("atten")
        press(page, "Gem")
        assert is_fine(page)
        residents.get_by_label("Birk").fill("18")
        press(page, "Gem")
        expect(page.get_by_role("status")).to_contain_text("3 tal er gemt.")
        expect(page.locator("main")).to_contain_text("Afsnittene giver 42 tilsammen")
        assert is_fine(page)
        page.get_by_role("link", name="Se på tallene: Beboere").click()
        expect(residents).to_contain_text("for hele plejecentret står der 40. Hvad er rigtigt?")
        residents.get_by_label("Hele plejecentret").fill("42")
        press(page, "Gem")
        expect(page.locator("main")).not_to_contain_text("Hvad er rigtigt?")
        page.get_by_role("link", name="Alle tal indtil nu").click()
        expect(page.locator("tbody tr")).to_have_count(4)
        expect(page.locator("tbody tr").first).to_contain_text("Anna")
        assert is_fine(page)


def test_an_old_number_is_confirmed_with_one_tap_and_taken_back(
    site: Site, cast: World, browser: Browser
) -> None:
    with cast.store.session() as session:
        eg = units_of(session, cast.centre_id)[0].id
        old = cast.today - timedelta(days=300)
        add_headcount(session, cast.centre_id, eg, Voice.RESIDENT, 24, old)
    with visit(browser, viewport=SMALL_PHONE) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Plejecentre").click()
        expect(page.locator("main")).to_contain_text("1 tal er mere end et halvt år gammelt")
        page.get_by_role("link", name="Solsikken").click()
        expect(page.locator("main")).to_contain_text("Er det stadig 24?")
        assert is_fine(page)
        press(page, "Ja, stadig 24")
        expect(page.get_by_role("status")).to_contain_text("1 tal er gemt.")
        expect(page.locator("main")).not_to_contain_text("Er det stadig 24?")
        press(page, "Fortryd")
        expect(page.locator("main")).to_contain_text("Er det stadig 24?")
        page.get_by_role("link", name="Nej", exact=True).click()
        expect(page.get_by_role("group")).to_have_count(1)
        assert is_fine(page)


def test_a_unit_goes_into_the_archive_and_comes_back(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=PHONE) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/centres/{cast.centre_id}")
        page.get_by_role("link", name="Ret Eg").click()
        assert is_fine(page)
        press(page, "Læg afsnittet i arkivet")
        expect(page.get_by_role("heading", name="Afsnit i arkivet")).to_be_visible()
        assert is_fine(page)
        page.get_by_role("link", name="Åbn Eg").click()
        assert is_fine(page)
        press(page, "Hent afsnittet tilbage")
        expect(page.get_by_role("status")).to_contain_text("Eg er tilbage.")
        expect(page.get_by_role("heading", name="Afsnit i arkivet")).to_have_count(0)
