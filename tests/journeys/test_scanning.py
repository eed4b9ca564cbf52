"""The light that goes from choice to choice for one who answers by a switch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.answering import UNHURRIED
from tests.browsing import KIOSKS, accessibility_faults, open_paired, visit
from tests.looks import contrasted, each_look
from tests.served import Site
from tests.switching import TICK, OneSwitch, TwoSwitches, set_switches
from tests.world import World

SWITCHES = Path(__file__).resolve().parents[2] / "kiosk" / "scripts" / "switches.js"

LIT = """() => [...document.querySelectorAll('.scanned')]
  .map((e) => e.innerText.trim().split('\\n')[0] || e.getAttribute('aria-label') || '')"""

RING = """() => {
  const lit = document.querySelector('.scanned');
  const box = lit.getBoundingClientRect(), style = getComputedStyle(lit);
  const out = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let up = lit.parentElement; up; up = up.parentElement) {
    if (getComputedStyle(up).overflowY === 'visible') continue;
    const room = up.getBoundingClientRect();
    seen.top = Math.max(seen.top, room.top);
    seen.bottom = Math.min(seen.bottom, room.bottom);
    seen.left = Math.max(seen.left, room.left);
    seen.right = Math.min(seen.right, room.right);
  }
  const over = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(
    box.left + box.width * part, box.top + box.height / 2));
  return {
    name: lit.innerText, width: parseFloat(style.outlineWidth), colour: style.outlineColor,
    whole: box.left - out >= seen.left && box.right + out <= seen.right
      && box.top - out >= seen.top && box.bottom + out <= seen.bottom,
    onTop: over.every((e) => lit.contains(e)),
    focused: lit.contains(document.activeElement),
  };
}"""


@contextmanager
def at_the_invitation(
    site: Site, cast: World, browser: Browser, switches: Any, size: str = "810x1080", **how: Any
) -> Iterator[Page]:
    """A tablet that knows its device and its switches."""
    with visit(browser, viewport=KIOSKS[size], **how) as page:
        open_paired(page, site.base, cast.device_token)
        set_switches(page, switches, 2)
        expect(page.locator('button[value="begin"]')).to_be_visible()
        yield page


WATCH_LIGHT = """() => {
  window.moved = [];
  let last = null;
  new MutationObserver(() => {
    const now = document.querySelector(".scanned");
    if (now && now !== last) window.moved.push(performance.now());
    last = now ?? last;
  }).observe(document.body, { subtree: true, attributeFilter: ["class"] });
}"""
"""Notes by the tablet's own clock when another thing is lit."""


def lit(page: Page) -> str:
    """What is lit; empty when nothing is."""
    found: list[str] = page.evaluate(LIT)
    assert len(found) <= 1, "one light"
    return found[0] if found else ""


def one_round(page: Page) -> list[str]:
    """What is lit in turn, from now until nothing is lit again."""
    seen: list[str] = []
    for _ in range(400):
        page.clock.run_for(TICK)
        now = lit(page)
        if seen and not now:
            return seen
        if now and now != (seen or [""])[-1]:
            seen.append(now)
    raise AssertionError(f"no end: {seen}")


def at_the_needs(page: Page, robot: OneSwitch) -> None:
    for value in ("begin", "choice", "yes"):
        robot.press(value)
    robot.on()
    robot.press("skip")
    assert robot.key() == "needs"


def test_answers_are_lit_before_the_moves_and_these_before_the_tools(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        at_the_needs(page, OneSwitch(page))
        answers = ["Company", "Music", "Walks", "Nothing", "Ved ikke"]
        moves = ["Tilbage", "Spring over", "Næste"]
        assert one_round(page) == [*answers, *moves, "Stor tekst", "Kontrast", "Læs højt", "Stop"]


def test_a_question_in_between_is_lit_first(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        robot = OneSwitch(page)
        at_the_needs(page, robot)
        robot.on()
        assert one_round(page)[:2] == ["Ja, spring over", "Nej, jeg vil svare"]
        robot.press("stay")
        assert robot.key() == "needs"


def test_each_choice_is_lit_for_the_seconds_chosen(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        page.evaluate(WATCH_LIGHT)
        page.clock.run_for(12_000)
        moved: list[float] = page.evaluate("moved")
        spans = [after - before for before, after in pairwise(moved)][:3]
        assert len(spans) == 3
        assert all(1_900 <= span <= 2_100 for span in spans), spans


def test_a_switch_that_trembles_chooses_once(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        robot = OneSwitch(page)
        at_the_needs(page, robot)
        tile = robot.tile("music")
        robot.tap(tile)
        page.clock.run_for(100)
        page.keyboard.press("Space")
        page.clock.run_for(100)
        page.keyboard.press("Enter")
        expect(tile.locator("input")).to_be_checked()
        page.clock.run_for(2500)
        assert lit(page) == "Music", "it rests a while after a choice"
        page.clock.run_for(1000)
        assert lit(page) == "Walks"


def test_a_press_meant_for_the_screen_before_does_not_count(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 2) as page:
        robot = TwoSwitches(page)
        at_the_needs(page, robot)
        robot.press("back")
        page.clock.run_for(300)
        page.keyboard.press("Space")
        assert lit(page) == ""
        page.clock.run_for(UNHURRIED)
        page.keyboard.press("Space")
        assert lit(page) == "I må gerne gengive mine ord, uden mit navn"


def test_a_switch_held_down_counts_once(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 2) as page:
        page.clock.run_for(UNHURRIED)
        page.keyboard.down("Space")
        first = lit(page)
        for _ in range(3):
            page.clock.run_for(UNHURRIED)
            page.keyboard.down("Space")
        page.keyboard.up("Space")
        assert lit(page) == first != ""


def test_what_is_lit_is_seen_whole_and_never_covered(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 2) as page:
        at_the_needs(page, TwoSwitches(page))
        for look in each_look(page):
            assert ring_faults(page, RUST) == [], look
            if look.text == "normal":
                with contrasted(page):
                    assert ring_faults(page, SKY) == [], f"{look}, high contrast"


RUST, SKY = "rgb(154, 52, 18)", "rgb(77, 210, 255)"


def ring_faults(page: Page, colour: str) -> list[str]:
    """Go round once with two switches: where the ring is thin, cut off, covered or of no colour."""
    rings: list[dict[str, Any]] = []
    for _ in range(40):
        page.clock.run_for(UNHURRIED)
        page.keyboard.press("Space")
        if not lit(page):
            assert len(rings) >= ALL_LIT, "each choice has its turn"
            return [str(ring) for ring in rings if not is_seen(ring, colour)]
        rings.append(page.evaluate(RING))
    raise AssertionError("the round had no end")


ALL_LIT = 12
"""Five answers, three moves, four tools."""


def is_seen(ring: dict[str, Any], colour: str) -> bool:
    """True when nobody can miss it."""
    is_whole = bool(ring["whole"] and ring["onTop"] and ring["focused"])
    return is_whole and ring["width"] >= 10 and ring["colour"] == colour


def test_the_light_does_not_hide_silence_and_a_switch_answers_it(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        robot = OneSwitch(page)
        at_the_needs(page, robot)
        page.clock.run_for(125_000)
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_be_visible()
        assert lit(page) == "Ja, jeg er her", "the only choice stays lit"
        assert accessibility_faults(page) == []
        page.clock.run_for(40_000)
        assert lit(page) == "Ja, jeg er her"
        page.keyboard.press("Space")
        expect(dialog).to_have_count(0)
        assert robot.key() == "needs"
        page.clock.run_for(100_000)
        page.keyboard.press("Space")
        page.clock.run_for(100_000)
        expect(dialog).to_have_count(0)
        page.clock.run_for(21_000)
        expect(dialog).to_be_visible()


def test_one_who_stops_decides_by_switch(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        robot = OneSwitch(page)
        at_the_needs(page, robot)
        robot.press("stop")
        assert one_round(page)[:2] == ["Ja, gem dem", "Nej, slet dem"]
        robot.press("forget")
        expect(page.locator("h1:visible")).to_have_text("Tak for din tid")
        robot.press("home")
        expect(page.locator('button[value="begin"]')).to_be_visible()


def test_an_invitation_nobody_minds_comes_to_rest_and_wakes(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        page.clock.run_for(60_000)
        page.clock.run_for(5_000)
        assert lit(page) == ""
        page.keyboard.press("Space")
        assert lit(page) == "Tryk her for at svare"


def test_one_who_writes_is_left_alone_until_she_has_rested(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_the_invitation(site, cast, browser, 1) as page:
        robot = OneSwitch(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
        robot.on()
        field = page.locator("textarea:visible")
        field.click()
        page.keyboard.type("at synge")
        page.clock.run_for(15_000)
        page.keyboard.type(" sammen")
        expect(field).to_have_value("at synge sammen")
        expect(field).to_be_focused()
        page.clock.run_for(25_000)
        expect(field).not_to_be_focused()


@pytest.mark.parametrize("kept", [None, 7, "x", True])
def test_what_is_kept_wrongly_means_no_switches(
    site: Site, cast: World, browser: Browser, kept: Any
) -> None:
    with at_the_invitation(site, cast, browser, kept) as page:
        page.clock.run_for(10_000)
        assert lit(page) == ""


def test_without_switches_nothing_is_lit(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 0) as page:
        page.clock.run_for(10_000)
        assert lit(page) == ""
        assert page.evaluate("document.documentElement.dataset.scanning") is None


def test_a_picture_of_the_light_without_motion(site: Site, cast: World, browser: Browser) -> None:
    with at_the_invitation(site, cast, browser, 1, reduced_motion="reduce") as page:
        page.clock.run_for(2100)
        look = "e => [getComputedStyle(e).transitionDuration, getComputedStyle(e).animationName]"
        assert page.locator(".scanned").evaluate(look) == ["0s", "none"]
