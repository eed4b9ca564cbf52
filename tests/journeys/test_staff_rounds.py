"""Making a round in a browser: a handful of clicks, by desk and by phone, and then the board."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.store.setup_queries import add_headcount, units_of
from survey.voices import Voice
from tests.browsing import PHONE, SMALL_PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.planning import kept
from tests.served import Site
from tests.world import World

SIZES = pytest.mark.parametrize("size", [DESK, PHONE, SMALL_PHONE], ids=["desk", "phone", "small"])


def is_fine(page: Page) -> bool:
    """True when axe finds nothing and nothing must be pushed sideways."""
    return (accessibility_faults(page), sideways(page)) == ([], False)


@SIZES
def test_a_round_is_made_in_a_handful_of_clicks(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.get_by_role("link", name="Runder", exact=True).click()
        page.get_by_role("link", name="Lav en runde").click()
        assert is_fine(page)
        page.get_by_role("link", name="Brug det her Hvordan går det?").click()
        assert is_fine(page)
        page.get_by_role("button", name="Lav runden").click()
        expect(page.get_by_role("status")).to_contain_text("Runden er lavet.")
        expect(page.locator("h1")).to_have_text("Hvordan går det?")
        assert is_fine(page)
        round_id = int(page.url.rsplit("/", 1)[-1])
        assert kept(cast, round_id).plan.days.closes_on == cast.today + timedelta(weeks=3)


def test_the_enter_key_saves_and_proposes_no_days(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/rounds/new?use=satisfaction")
        page.locator("#meeting_on").fill((cast.today + timedelta(days=60)).isoformat())
        page.locator("#answered_by").fill("Koordinatoren")
        page.locator("#answered_by").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Runden er lavet.")


@SIZES
def test_days_are_planned_from_the_meeting_and_faults_told(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    meeting = cast.today + timedelta(days=60)
    with visit(browser, viewport=size, java_script_enabled=size != PHONE) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/rounds/new?use=satisfaction")
        page.locator("#answered_by").fill("Koordinatoren")
        page.locator("#meeting_on").fill(meeting.isoformat())
        page.get_by_role("button", name="Foreslå dage ud fra mødet").click()
        closes_on = (meeting - timedelta(days=7)).isoformat()
        expect(page.locator("#closes_on")).to_have_value(closes_on)
        expect(page.locator("#answered_by")).to_have_value("Koordinatoren")
        page.locator("#closes_on").fill("2020-01-01")
        page.get_by_role("button", name="Lav runden").click()
        expect(page.locator(".form-faults")).to_contain_text("Vælg en lukkedag")
        if size != PHONE:
            assert is_fine(page)


@SIZES
def test_a_silent_unit_is_seen_and_a_note_written(
    site: Site, cast: World, browser: Browser, size: dict[str, int]
) -> None:
    with cast.store.session() as session:
        for unit in units_of(session, cast.centre_id):
            add_headcount(session, cast.centre_id, unit.id, Voice.RESIDENT, 12, cast.today)
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/rounds/{cast.round_id}")
        page.get_by_role("link", name="Se, hvem der er hørt").click()
        expect(page.locator(".place-silent")).to_have_count(3)
        page.locator("summary").first.click()
        assert "Hej alle sammen på Solsikken!" in page.locator("textarea").first.input_value()
        assert is_fine(page)
        page.locator("#place").select_option(label="Solsikken, Birk")
        page.locator("#voice").select_option("resident")
        page.locator("#people").fill("7")
        page.locator("#kind").select_option("not_able")
        page.get_by_role("button", name="Skriv det ned").click()
        expect(page.get_by_role("status")).to_contain_text("Det er skrevet ned.")
        assert is_fine(page)
        page.get_by_role("status").get_by_role("button", name="Fortryd").click()
        expect(page.get_by_role("status")).to_contain_text("Det er taget tilbage.")
