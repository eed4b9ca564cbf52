"""Somebody sits beside a resident and runs the tablet; how it was answered, only she tells."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.questionnaire.library import library
from survey.store.tables import Response
from tests.answering import Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.journeys.walking import tablet
from tests.looks import every_look
from tests.served import Site
from tests.world import World

NEEDS = library()["needs_before"]


def tap_on(robot: Robot, name: str) -> None:
    """Tap the button of exactly this name."""
    robot.tap(robot.page.get_by_role("button", name=name, exact=True))


def begin_helped(page: Page, helper: str = "En frivillig") -> Robot:
    """From the invitation to the first question, by somebody who helps."""
    robot = Robot(page)
    robot.press("begin")
    tap_on(robot, "Jeg hjælper en, der bor her")
    tap_on(robot, helper)
    robot.press("yes")
    assert robot.key(), "the first question has come"
    return robot


def stored(site: Site) -> list[Any]:
    with site.store.read() as connection:
        columns = (Response.voice, Response.mode, Response.helper, Response.outcome)
        return [tuple(row) for row in connection.execute(select(*columns))]


@pytest.mark.parametrize(
    ("tapped", "kept"),
    [
        ("Jeg hjalp med skærmen", ("resident_assisted", "practical_help", "volunteer", "finished")),
        ("Jeg læste højt", ("resident_assisted", "read_by", "volunteer", "finished")),
        ("Jeg tolkede svarene", ("resident_assisted", "interpreted", "volunteer", "finished")),
        (
            "Jeg svarede i stedet for",
            ("resident_assisted", "answered_by_other", "volunteer", "finished"),
        ),
        ("Der var ikke brug for hjælp", ("resident", "alone", None, "finished")),
    ],
)
def test_one_tap_at_the_end_tells_how(
    site: Site, browser: Browser, tapped: str, kept: tuple[str, ...]
) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = begin_helped(page)
        met = robot.answer_all({"enough": "no"})
        assert met == ["matters", "needs", "enough", "barrier"], "the resident is not asked how"
        expect(page.locator("h1:visible")).to_have_text("Kun du ser dette")
        tap_on(robot, tapped)
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    assert stored(site) == [kept]


def test_the_card_advises_before_the_interview(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = Robot(page)
        robot.press("begin")
        tap_on(robot, "Jeg hjælper en, der bor her")
        card = page.locator("main").inner_text()
        assert "Lad helst en frivillig eller en anden neutral hjælpe" in card
        names = page.locator("main .choices button").all_inner_texts()
        assert names[0] == "En frivillig"
        assert names[-1] == "En fra personalet", "own care staff come last"
        robot.tap(page.locator('main button[value="home"]'))
        expect(page.locator('button[value="begin"]')).to_be_visible()


def test_who_answers_and_who_helps_are_asked_on_one_screen(
    site: Site, cast: World, browser: Browser
) -> None:
    """Where relatives are asked too; then the consent does not ask again."""
    with visit(browser, viewport=KIOSKS["1280x800"], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        robot = Robot(page)
        robot.press("begin")
        robot.press("choice")
        expect(page.locator('button[value="yes"]')).to_be_visible()
        expect(page.locator('button[value="help"]')).to_have_count(0)
        robot.press("home")
        robot = begin_helped(page, "En pårørende eller en ven")
        robot.answer_all({"enough": "little"})
        tap_on(robot, "Jeg læste højt")
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    assert stored(site) == [("resident_assisted", "read_by", "relative", "finished")]


def test_one_who_stops_and_keeps_is_asked_how_too(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = begin_helped(page, "En fra personalet")
        robot.press("skip")
        robot.press("stop")
        robot.press("keep")
        tap_on(robot, "Jeg læste højt")
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    assert stored(site) == [("resident_assisted", "read_by", "staff", "stopped")]


@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_helper_who_leaves_loses_nothing(site: Site, browser: Browser, at_the_end: bool) -> None:
    """All was answered, or a part: it is kept as help, and never as the resident's own."""
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = begin_helped(page)
        if at_the_end:
            robot.answer_all({"enough": "no"})
            expect(page.locator("h1:visible")).to_have_text("Kun du ser dette")
        with page.expect_response("**/responses/*"):
            page.clock.run_for(121_000)
            page.clock.run_for(61_000)
    outcome = "finished" if at_the_end else "idle"
    assert stored(site) == [("resident_assisted", None, "volunteer", outcome)]


def test_card_and_shield_can_be_hit_and_read(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", NEEDS) as page:
        robot = Robot(page)
        robot.press("begin")
        tap_on(robot, "Jeg hjælper en, der bor her")
        expect(page.locator("h1:visible")).to_be_focused()
        assert every_look(page, "card") == []
        tap_on(robot, "En frivillig")
        robot.press("yes")
        robot.answer_all({})
        shield = page.locator("h1:visible")
        expect(shield).to_have_text("Kun du ser dette")
        expect(shield).to_be_focused()
        assert every_look(page, "shield") == []
