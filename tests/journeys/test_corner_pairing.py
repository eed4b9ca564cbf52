"""A tablet is unpaired and paired again, and no answer that waits is lost by it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update

from survey.store.tables import Device, Response
from tests.answering import Robot
from tests.boxes import box_faults
from tests.browsing import accessibility_faults
from tests.journeys.staff import (
    enter,
    go,
    leave,
    no_way_to_the_server,
    room,
    tablet,
)
from tests.journeys.test_kiosk_session import await_answer
from tests.served import Site
from tests.world import World


def test_unpairing_asks_first_and_forgets_the_token(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        go(page, "unpair")
        Robot(page).press("menu")
        go(page, "unpair")
        no_way_to_the_server(page)
        Robot(page).press("unpair")
        expect(page.get_by_role("alert")).to_contain_text("ingen forbindelse")
        page.unroute("**/k/*")
        page.locator("main .choices button[value=unpair]").wait_for()
        Robot(page).press("unpair")
        expect(room(page, "pair")).to_be_visible()
        assert page.evaluate("localStorage.getItem('lydhoer.device')") is None
    with cast.store.read() as connection:
        assert connection.scalar(select(Device.token_hash)) is None


def answer_without_a_connection(page: Page) -> None:
    """Go through the interview while nothing can be sent."""
    page.route("**/responses/*", lambda route: route.fulfill(status=503, json={}))
    answer(page)
    page.clock.run_for(6_000)
    expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    leave(page)
    page.clock.run_for(1_000)


def answer(page: Page) -> None:
    for value in ("begin", "choice", "yes"):
        Robot(page).press(value)
    Robot(page).answer_all({"again": "no"})


def test_no_tablet_is_unpaired_while_answers_wait(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        answer_without_a_connection(page)
        enter(page)
        expect(go(page, "state")).to_contain_text("Svar, der venter på at blive sendt: 1.")
        Robot(page).press("menu")
        Robot(page).tap(page.locator('.entries button[value="unpair"]'))
        waits = room(page, "corner_waits")
        expect(waits).to_contain_text("venter på at blive sendt: 1.")
        assert waits.locator('button[value="unpair"]').count() == 0
        assert box_faults(page) == []
        assert accessibility_faults(page) == []


def test_a_revoked_tablet_asks_to_be_paired_again_and_loses_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    device = cast.channel(cast.device_token).id
    with tablet(site, cast, browser) as page:
        with cast.store.write() as connection:
            connection.execute(update(Device).values(revoked_on=cast.today))
        answer(page)
        page.clock.run_for(6_000)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        page.clock.run_for(21_000)
        expect(room(page, "pair")).to_be_visible()
        expect(page.locator(".news")).to_contain_text("Svar, der venter her")
        assert box_faults(page) == []
        code = re.search(r"type (\d{6})", site.flask("device", "pair", str(device)))
        assert code
        Robot(page).pair(code[1])
        expect(page.locator('button[value="begin"]')).to_be_visible()
        await_answer(page, cast)
        expect(page.locator(".news")).to_have_text("")
    with cast.store.read() as connection:
        assert len(connection.execute(select(Response.id)).all()) == 1


def test_a_mistyped_code_is_told_and_only_what_was_typed_is_cleared(
    site: Site, cast: World, browser: Browser
) -> None:
    device = cast.channel(cast.device_token).id
    with tablet(site, cast, browser) as page:
        page.evaluate("localStorage.removeItem('lydhoer.device')")
        page.reload()
        told = site.flask("device", "pair", str(device))
        code = re.search(r"type (\d{6})", told)
        assert code
        wrong = f"{(int(code[1]) + 1) % 1_000_000:06d}"
        for tried in (wrong, wrong[:3]):
            Robot(page).pair(tried)
            expect(page.get_by_role("alert")).to_contain_text("Koden passer ikke")
            expect(page.locator(".digits")).to_have_value("")
            expect(page.locator(".keypad")).to_be_visible()
            assert accessibility_faults(page) == []
        Robot(page).pair(code[1])
        expect(page.locator('button[value="begin"]')).to_be_visible()
