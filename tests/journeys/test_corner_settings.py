"""The staff corner: each thing that can be set there, and every screen in every look."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.store.setup_queries import units_of
from survey.version import version
from tests.answering import Robot
from tests.boxes import box_faults
from tests.browsing import accessibility_faults
from tests.journeys.staff import (
    LARGE,
    enter,
    go,
    knock,
    leave,
    no_way_to_the_server,
    room,
    screens,
    start_anew,
    tablet,
)
from tests.looks import every_look
from tests.served import Site
from tests.world import World


def test_the_tablet_moves_to_another_unit(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        chosen = go(page, "unit").locator('[aria-pressed="true"]')
        expect(chosen).to_have_text("Ikke i et bestemt afsnit")
        Robot(page).tap(page.get_by_role("button", name="Birk"))
        expect(room(page, "corner_menu")).to_be_visible()
        expect(go(page, "unit").locator('[aria-pressed="true"]')).to_have_text("Birk")
        Robot(page).press("menu")
        leave(page)
        expect(page.locator(".kicker")).to_have_text("Solsikken · Birk")
    with cast.store.session() as session:
        birk = units_of(session, cast.centre_id)[1].id
    assert cast.channel(cast.device_token).unit_id == birk


def test_a_move_that_fails_is_told(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        go(page, "unit")
        no_way_to_the_server(page)
        Robot(page).tap(page.get_by_role("button", name="Birk"))
        expect(page.get_by_role("alert")).to_contain_text("Det kunne ikke ændres")
        assert accessibility_faults(page) == []


def test_languages_can_be_left_out_but_not_all(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        expect(page.get_by_role("button", name="English")).to_be_visible()
        enter(page)
        go(page, "languages")
        Robot(page).tap(page.get_by_role("button", name="English"))
        Robot(page).tap(page.get_by_role("button", name="Dansk"))
        expect(page.get_by_role("alert")).to_contain_text("mindst ét sprog")
        assert box_faults(page) == []
        Robot(page).press("menu")
        leave(page)
        expect(page.get_by_role("button", name="English")).to_have_count(0)
        start_anew(page)
        expect(page.get_by_role("button", name="English")).to_have_count(0)


def test_a_bank_card_sets_the_size_of_everything(site: Site, cast: World, browser: Browser) -> None:
    def height(page: Page) -> float:
        box = page.locator('button[value="begin"]').bounding_box()
        assert box
        return box["height"]

    with tablet(site, cast, browser) as page:
        before = height(page)
        enter(page)
        card = go(page, "size").locator(".card")
        for _ in range(10):
            Robot(page).press("larger")
        box = card.bounding_box()
        assert box
        assert box["width"] == pytest.approx(85.6 * 7, abs=0.5)
        assert box["height"] == pytest.approx(54 * 7, abs=0.5)
        Robot(page).press("smaller")
        Robot(page).press("fits")
        leave(page)
        assert height(page) == pytest.approx(before * 6.9 / 6, rel=0.01)
        start_anew(page)
        assert height(page) == pytest.approx(before * 6.9 / 6, rel=0.01)


@pytest.mark.parametrize(("found", "scale"), [(4.1, 0.8), (8, 8 / 6), (99, 1), ("x", 1)])
def test_the_layout_follows_only_so_far(
    site: Site, cast: World, browser: Browser, found: object, scale: float
) -> None:
    with tablet(site, cast, browser) as page:
        page.evaluate("v => localStorage.setItem('lydhoer.px_per_mm', JSON.stringify(v))", found)
        start_anew(page)
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size == pytest.approx(16 * scale, abs=0.1)
        enter(page)
        go(page, "size")
        Robot(page).press("fits")
        expect(room(page, "corner_menu")).to_be_visible()


def test_while_the_screen_is_wiped_nothing_can_be_pressed(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        wiped = go(page, "clean")
        expect(wiped).to_contain_text("30 sekunder tilbage")
        assert page.locator("button:visible").count() == 0
        page.clock.run_for(9_000)
        expect(wiped).to_contain_text("21 sekunder tilbage")
        for x, y in ((90, 80), (300, 80), (540, 405), (200, 700)):
            page.touchscreen.tap(x, y)
            page.mouse.click(x, y)
        for key in ("Tab", "Enter", "Escape", "Space"):
            page.keyboard.press(key)
        knock(page)
        expect(page.locator(LARGE)).to_have_attribute("aria-pressed", "false")
        page.clock.run_for(18_500)
        expect(wiped).to_contain_text(re.compile("sekund(er)? tilbage"))
        page.clock.run_for(3_000)
        expect(room(page, "corner_menu")).to_be_visible()
        Robot(page).press("large")
        expect(page.locator(LARGE)).to_have_attribute("aria-pressed", "true")


def test_it_tells_how_the_tablet_is_doing(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        state = go(page, "state")
        for words in (
            "Tabletten står her: Solsikken.",
            "Svar, der venter på at blive sendt: 0.",
            "Sidste kontakt med tjenesten:",
            "Siden er ikke installeret som app.",
            f"Lydhør, version {version()}.",
        ):
            expect(state).to_contain_text(words)
        expect(state).to_contain_text(re.compile("Browseren (beholder|kan finde på|siger ikke)"))
        expect(state).to_contain_text(re.compile("[Bb]atteri"))
        assert "{" not in state.inner_text()


def test_switches_are_chosen_and_kept(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        enter(page)
        there = go(page, "switches")
        chosen = there.locator("input:checked")
        expect(chosen).to_have_count(2)
        for name, value in (("switches", "1"), ("seconds", "5")):
            field = page.locator(f'input[name="{name}"][value="{value}"]')
            Robot(page).tap(page.locator("label.tile", has=field))
            expect(field).to_be_checked()
        kept = page.evaluate("JSON.parse(localStorage.getItem('lydhoer.switches'))")
        assert kept == {"switches": 1, "seconds": 5}
        Robot(page).press("menu")
        expect(page.locator("html")).to_have_attribute("data-scanning", "1")


def test_every_screen_of_the_corner_can_be_hit_and_read(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        for name in screens(page):
            expect(page.locator("h1:visible")).to_be_focused()
            faults = every_look(page, name, fits=name != "switches", pressed=name != "clean")
            assert faults == []
