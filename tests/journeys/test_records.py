"""A receipt code from a phone to the staff's page, and the records, in a browser with axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select, update

from survey.intake.receipts import id_of
from survey.store.tables import Response, Round
from tests.answering import Robot
from tests.browsing import PHONE, SMALL_PHONE, accessibility_faults, visit
from tests.journeys.phones import phone_faults
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import World

SHOWN = ".receipt-code:visible"


def offer(cast: World) -> None:
    with cast.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))


def answers(cast: World) -> list[str]:
    with cast.store.read() as connection:
        return list(connection.scalars(select(Response.id)))


def answer(site: Site, cast: World, page: Page) -> str:
    """Answer behind the link; the code that the thanks show."""
    robot = Robot(page)
    page.goto(f"{site.base}/s/{cast.link_code}")
    robot.tap(page.locator("form.begin button.go"))
    robot.answer_all({})
    expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    return page.locator(SHOWN).inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_code_goes_from_the_phone_to_the_staff_and_erases(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    offer(cast)
    with visit(browser, viewport=SMALL_PHONE, has_touch=True) as phone:
        code = answer(site, cast, phone)
        assert phone_faults(phone) == []
    assert answers(cast) == [id_of(code)]
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Optegnelser").click()
        looked(page)
        page.get_by_role("link", name="Åbn Slet et svar").click()
        page.get_by_label("Kvitteringskode").fill("K7")
        page.get_by_role("button", name="Videre").click()
        expect(page.get_by_role("alert")).to_be_focused()
        looked(page)
        page.get_by_label("Kvitteringskode").fill(code.lower().replace("-", " "))
        page.get_by_role("button", name="Videre").click()
        expect(page.locator(".receipt-code")).to_have_text(code)
        looked(page)
        page.get_by_role("button", name="Slet det").click()
        expect(page.locator("h1")).to_have_text("Svaret er slettet")
        looked(page)
        assert answers(cast) == []
        page.get_by_role("link", name="Tilbage til optegnelserne").click()
        page.get_by_role("link", name="Åbn Hvem har gjort hvad").click()
        told = page.locator(".events li")
        expect(told.nth(1)).to_contain_text("Bad om at få et svar slettet")
        looked(page)
        page.get_by_role("searchbox").fill("anna")
        page.get_by_role("button", name="Søg").click()
        expect(told.first).to_contain_text("Så, hvem der har gjort hvad")
        page.goto(f"{site.base}/admin/inventory")
        page.locator("summary").first.click()
        expect(page.locator("caption").first).to_be_visible()
        looked(page)


def looked(page: Page) -> None:
    """The page holds at any size, and axe finds nothing."""
    assert (accessibility_faults(page), sideways(page)) == ([], False)


def test_a_phone_without_connection_shows_the_code_once_it_is_locked_away(
    site: Site, cast: World, browser: Browser
) -> None:
    offer(cast)
    with visit(browser, viewport=PHONE, has_touch=True) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{cast.link_code}")
        robot.tap(page.locator("form.begin button.go"))
        expect(robot.question).to_have_count(1)
        page.wait_for_load_state("networkidle")
        page.context.set_offline(True)
        robot.answer_all({})
        expect(page.locator("h1:visible")).to_have_text("Dine svar er ikke gemt endnu")
        code = page.locator(SHOWN).inner_text()
        page.context.set_offline(False)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert page.locator(SHOWN).inner_text() == code
    assert answers(cast) == [id_of(code)]


def test_no_code_is_shown_where_none_is_offered(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=PHONE, has_touch=True) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{cast.link_code}")
        robot.tap(page.locator("form.begin button.go"))
        robot.answer_all({})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        expect(page.locator(SHOWN)).to_have_count(0)
    with cast.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 1


@pytest.mark.parametrize("size", [DESK, SMALL_PHONE], ids=["desk", "phone"])
def test_the_statement_can_be_read_by_all(
    site: Site, browser: Browser, size: dict[str, int]
) -> None:
    with visit(browser, viewport=size) as page:
        page.goto(f"{site.base}/tilgaengelighed")
        expect(page.locator("h1")).to_contain_text("erklæring")
        assert phone_faults(page) == []
        page.get_by_role("link", name="English").click()
        expect(page.locator("h1")).to_have_text("Statement on accessibility")
