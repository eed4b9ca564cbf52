"""Unsteady hands: what counts as a press, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from tests.answering import UNHURRIED, Robot
from tests.browsing import KIOSKS, PHONE, open_paired, visit
from tests.served import Site
from tests.world import World


@contextmanager
def at_a_question(site: Site, cast: World, browser: Browser) -> Iterator[Page]:
    """A tablet at a question with two answers, ready for a finger."""
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        robot = Robot(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        assert robot.key() == "hello"
        robot.on()
        for _ in ("matters", "needs", "enough"):
            robot.press("skip")
        assert robot.key() == "again"
        page.clock.run_for(UNHURRIED)
        yield page


class Finger:
    """A finger on the glass, moved by the debugger as a screen would report it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        touches: list[dict[str, Any]] = [
            {"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)
        ]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drift(self, start: tuple[float, float], *through: tuple[float, float]) -> None:
        """Down at `start`, through the points, and up at the last."""
        self.send("touchStart", start)
        for point in through:
            self.send("touchMove", point)
        self.send("touchEnd")


def middle(tile: Locator) -> tuple[float, float]:
    box = tile.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def chosen(page: Page) -> list[str]:
    """What is chosen in the question on screen."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('form.interview fieldset:not([hidden]) :checked')]"
        ".map((e) => e.value)"
    )
    return found


def test_a_finger_that_drifts_within_the_answer_chooses_it(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        x, y = middle(Robot(page).tile("yes"))
        Finger(page).drift((x - 30, y), (x, y + 30), (x + 30, y), (x + 30, y - 20))
        assert chosen(page) == ["yes"]


def test_a_finger_that_wanders_out_and_back_chooses_it(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        x, y = middle(Robot(page).tile("yes"))
        Finger(page).drift((x, y), (x, y - 400), (x, y))
        assert chosen(page) == ["yes"]


def test_a_finger_let_go_outside_chooses_nothing(site: Site, cast: World, browser: Browser) -> None:
    with at_a_question(site, cast, browser) as page:
        x, y = middle(Robot(page).tile("yes"))
        Finger(page).drift((x, y), (x, 20))
        assert chosen(page) == []


def test_a_finger_that_rests_for_five_seconds_chooses_and_opens_no_menu(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        finger = Finger(page)
        finger.send("touchStart", middle(Robot(page).tile("no")))
        page.clock.run_for(5000)
        finger.send("touchEnd")
        assert chosen(page) == ["no"]
        assert page.evaluate("getSelection().toString()") == ""


def test_a_second_finger_is_left_out(site: Site, cast: World, browser: Browser) -> None:
    with at_a_question(site, cast, browser) as page:
        robot, finger = Robot(page), Finger(page)
        first, second = middle(robot.tile("yes")), middle(robot.tile("no"))
        finger.send("touchStart", first)
        finger.send("touchStart", first, second)
        finger.send("touchEnd", first)
        finger.send("touchEnd")
        assert "no" not in chosen(page)


def test_a_press_that_trembles_counts_once(site: Site, cast: World, browser: Browser) -> None:
    with at_a_question(site, cast, browser) as page:
        finger = Finger(page)
        point = middle(page.locator('button[value="back"]'))
        finger.drift(point, point)
        finger.drift(point, point)
        assert Robot(page).key() == "enough", "one step back, not two"


LATE_CLICK = """(label) => label.dispatchEvent(new PointerEvent("click", {
  bubbles: true, cancelable: true, pointerType: "touch", pointerId: 2,
}))"""
"""As a busy tablet sends it: long after the finger was let go."""


def test_a_click_that_a_finger_left_behind_never_counts(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("back")
        robot.press("back")
        assert robot.key() == "needs"
        robot.tap(robot.tile("music"))
        page.clock.run_for(5_000)
        robot.tile("music").evaluate(LATE_CLICK)
        assert chosen(page) == ["music"], "it is not taken back"


def test_a_press_meant_for_the_screen_before_does_not_count(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        robot, finger = Robot(page), Finger(page)
        on = middle(page.locator('form.interview button[type="submit"]'))
        robot.tap(robot.tile("no"))
        finger.drift(on, on)
        assert robot.key() == "barriers"
        tile = middle(robot.tile("tired"))
        finger.drift(tile, tile)
        assert chosen(page) == []
        page.clock.run_for(UNHURRIED)
        finger.drift(tile, tile)
        assert chosen(page) == ["tired"]


def test_nothing_goes_on_by_itself_and_going_back_keeps_answers(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_a_question(site, cast, browser) as page:
        robot = Robot(page)
        robot.tap(robot.tile("no"))
        page.clock.run_for(5000)
        assert robot.key() == "again"
        robot.on()
        robot.press("back")
        assert chosen(page) == ["no"]


def test_a_chosen_answer_shows_it_three_ways(site: Site, cast: World, browser: Browser) -> None:
    with at_a_question(site, cast, browser) as page:
        tile = Robot(page).tile("yes")
        look = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.borderWidth]; }"
        before, box = tile.evaluate(look), tile.bounding_box()
        Robot(page).tap(tile)
        page.clock.run_for(UNHURRIED)
        after = tile.evaluate(look)
        assert before[0] != after[0]
        assert tile.bounding_box() == box, "the box does not move"


def go_on(page: Page, key: str) -> None:
    """Press the key on the button in focus, and once more where nothing came of it: a Chromium
    without a window makes no click of about one press of the space bar in two hundred."""
    for _ in range(2):
        page.clock.run_for(UNHURRIED)
        page.keyboard.press(key)
        if Robot(page).key() != "again":
            return


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_whole_way_can_be_gone_by_keyboard(
    site: Site, cast: World, browser: Browser, key: str
) -> None:
    with at_a_question(site, cast, browser) as page:
        page.keyboard.press("Tab")
        for _ in range(12):
            if page.evaluate("document.activeElement.type") == "radio":
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert chosen(page) == ["yes"]
        page.keyboard.press("ArrowDown")
        assert chosen(page) == ["no"]
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.type") == "submit":
                break
        go_on(page, key)
        assert Robot(page).key() == "barriers"


def test_a_phone_keeps_its_scroll_and_takes_a_sideways_drift(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        robot, finger = Robot(page), Finger(page)
        robot.on()
        robot.press("skip")
        page.clock.run_for(UNHURRIED)
        tile = robot.tile("music")
        x, y = middle(tile)
        finger.drift((x - 10, y), (x + 10, y))
        expect(tile.locator("input")).to_be_checked()
        assert tile.evaluate("e => getComputedStyle(e).touchAction") in (
            "pan-y",
            "pan-y pinch-zoom",
        )
