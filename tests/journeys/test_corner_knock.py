"""The way into the staff corner: a knock that nobody makes by chance, and a PIN."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from survey.version import version
from tests.answering import Robot
from tests.boxes import box_faults
from tests.browsing import accessibility_faults
from tests.journeys.staff import (
    LARGE,
    PIN,
    WRONG,
    enter,
    knock,
    leave,
    no_way_to_the_server,
    room,
    start_anew,
    tablet,
    write,
)
from tests.journeys.test_pressing import Finger
from tests.served import Site
from tests.world import World


def test_five_taps_on_a_tool_are_a_knock_and_work_the_tool_too(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        large = page.locator(LARGE)
        # A slow machine would stretch the three seconds that a knock has.
        page.clock.pause_at(page.evaluate("Date.now()") / 1_000 + 1)
        for pressed in ("true", "false", "true", "false"):
            knock(page, taps=1, pause=510, at=(90, 80))
            expect(large).to_have_attribute("aria-pressed", pressed)
            expect(room(page, "attract")).to_be_visible()
        knock(page, taps=1, at=(90, 80))
        expect(large).to_have_attribute("aria-pressed", "true")
        expect(room(page, "corner_pin")).to_be_visible()


def test_slow_taps_long_ones_and_those_elsewhere_are_no_knock(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        knock(page, taps=8, pause=800)
        page.clock.run_for(4_000)
        knock(page, taps=4)
        knock(page, taps=1, at=(500, 12))
        knock(page, taps=4)
        page.clock.run_for(4_000)
        finger = Finger(page)
        finger.send("touchStart", (16, 16))
        page.clock.run_for(10_000)
        finger.send("touchEnd")
        expect(room(page, "attract")).to_be_visible()
        knock(page)
        expect(room(page, "corner_pin")).to_be_visible()


def test_nobody_who_answers_is_disturbed_by_a_trembling_hand(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        for value in ("begin", "choice", "yes"):
            Robot(page).press(value)
            page.clock.run_for(1_000)
            knock(page, taps=10)
            expect(room(page, "corner_pin")).to_have_count(0)
        assert Robot(page).key() == "hello"


def test_a_wrong_pin_is_told_and_the_keys_stay(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        knock(page)
        write(page, WRONG)
        expect(page.get_by_role("alert")).to_contain_text("Pinkoden passer ikke")
        expect(page.locator(".digits")).to_have_value("")
        expect(page.locator(".keypad")).to_be_visible()
        assert accessibility_faults(page) == []
        write(page, PIN)
        expect(room(page, "corner_menu")).to_be_visible()


def test_three_wrong_ones_lock_for_a_minute_on_a_new_page_too(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        knock(page)
        for _ in range(3):
            write(page, WRONG)
        expect(page.locator(".keypad")).to_be_hidden()
        expect(page.get_by_role("alert")).to_contain_text("Vent et minut")
        assert box_faults(page) == []
        assert accessibility_faults(page) == []
        start_anew(page)
        knock(page)
        expect(page.get_by_role("alert")).to_contain_text("Vent et minut")
        page.clock.run_for(61_000)
        expect(page.locator(".keypad")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_text("")


def test_without_a_connection_the_tablet_judges_the_pin_itself(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        no_way_to_the_server(page)
        knock(page)
        for _ in range(3):
            expect(page.locator(".keypad")).to_be_visible()
            write(page, WRONG)
            expect(page.get_by_role("alert")).not_to_have_text("")
        expect(page.locator(".keypad")).to_be_hidden()
        page.clock.run_for(59_000)
        expect(page.locator(".keypad")).to_be_hidden()
        page.clock.run_for(2_000)
        write(page, PIN)
        expect(room(page, "corner_menu")).to_be_visible()
        kept = page.evaluate("JSON.stringify({...localStorage})")
        assert re.search(rf"(?<!\w){PIN}(?!\w)", kept) is None


def test_without_a_pin_it_tells_how_the_tablet_is_doing_and_no_more(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser, pin=None) as page:
        knock(page)
        closed = room(page, "corner_closed")
        expect(closed).to_contain_text("pinkode på serveren")
        expect(closed).to_contain_text(f"version {version()}")
        assert closed.locator("button").count() == 1
        assert box_faults(page) == []
        assert accessibility_faults(page) == []
        leave(page)


def test_the_pin_a_command_prints_opens_the_corner(
    site: Site, cast: World, browser: Browser
) -> None:
    device = str(cast.channel(cast.device_token).id)
    told = re.search(r"is (\d{4})\.", site.flask("device", "pin", device))
    assert told
    assert "no tablet 99" in site.flask("device", "pin", "99", code=1)
    with tablet(site, cast, browser, pin=None) as page:
        knock(page)
        write(page, told[1])
        expect(room(page, "corner_menu")).to_be_visible()


def test_a_corner_left_open_closes(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
        enter(page)
        page.clock.run_for(119_000)
        expect(room(page, "corner_menu")).to_be_visible()
        page.clock.run_for(2_000)
        expect(room(page, "attract")).to_be_visible()
