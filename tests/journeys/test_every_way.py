"""The whole needs questionnaire, answered in each way a person may have: every way ends stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from survey.questionnaire.library import library
from survey.store.engine import Store
from survey.store.tables import FreeText, Response
from tests.answering import SKIP, UNHURRIED, Answer, Robot
from tests.browsing import open_paired, visit
from tests.journeys.test_pressing import Finger, middle
from tests.journeys.walking import tablet
from tests.served import Site
from tests.switching import Keyboard, OneSwitch, TwoSwitches, set_switches
from tests.world import World

WORDS = "At synge sammen"
CHOSEN: dict[str, Answer] = {
    "needs": ["someone_to_talk_to", "music", "being_useful"],
    "enough": "some",
    "barrier": ["tired_or_ill", "knows_nobody"],
}
HOW = ("read_by", "volunteer")


@dataclass(frozen=True)
class Drifting(Robot):
    """A finger that drifts 40 px on the glass at every tap."""

    def tap(self, what: Locator) -> None:
        expect(what).to_be_visible()
        self.page.clock.run_for(UNHURRIED)
        what.scroll_into_view_if_needed()
        x, y = middle(what)
        Finger(self.page).drift((x - 20, y), (x, y + 10), (x + 20, y))


@contextmanager
def asked_for_needs(site: Site, browser: Browser, switches: int = 0) -> Iterator[Page]:
    """A tablet at its invitation, set up for so many switches."""
    with tablet(site, browser, "810x1080", library()["needs_before"]) as page:
        set_switches(page, switches)
        yield page


def walk(robot: Robot, matters: Answer = SKIP) -> None:
    """From the invitation to the thanks."""
    robot.press("begin")
    robot.press("yes")
    met = robot.answer_all({"matters": matters, **CHOSEN}, HOW)
    assert met == ["matters", "needs", "enough", "barrier", "", ""]
    expect(robot.page.locator("h1:visible")).to_have_text("Tak for dine svar")


def stored(store: Store) -> tuple[Any, list[str]]:
    """The one response there is, and the words that came with it."""
    with store.read() as connection:
        columns = (Response.voice, Response.mode, Response.helper, Response.outcome)
        (row,) = connection.execute(select(*columns, Response.answers))
        return row, list(connection.scalars(select(FreeText.words)))


def assert_stored(store: Store, words: list[str]) -> None:
    (voice, mode, helper, outcome, answers), written = stored(store)
    assert (voice, mode, helper, outcome) == ("resident_assisted", *HOW, "finished")
    assert written == words
    assert answers["matters"]["status"] == ("answered" if words else "skipped")
    for key, value in CHOSEN.items():
        said = answers[key]["value"]
        assert (sorted(said) if isinstance(said, list) else said) == (
            sorted(value) if isinstance(value, list) else value
        )


def test_by_one_switch_alone(site: Site, browser: Browser) -> None:
    with asked_for_needs(site, browser, 1) as page:
        walk(OneSwitch(page))
    assert_stored(site.store, [])


def test_by_two_switches(site: Site, browser: Browser) -> None:
    with asked_for_needs(site, browser, 2) as page:
        walk(TwoSwitches(page))
    assert_stored(site.store, [])


def test_by_keyboard_alone(site: Site, browser: Browser) -> None:
    with asked_for_needs(site, browser) as page:
        walk(Keyboard(page), WORDS)
    assert_stored(site.store, [WORDS])


def test_by_touch_with_a_drift_of_40_pixels(site: Site, browser: Browser) -> None:
    with asked_for_needs(site, browser) as page:
        walk(Drifting(page), WORDS)
    assert_stored(site.store, [WORDS])


SPOKEN: dict[str, list[tuple[str, str]]] = {
    "Hvad ville gøre din hverdag bedre?": [
        ("checkbox", "Nogen at snakke med"),
        ("checkbox", "Musik og sang"),
        ("checkbox", "At være til nytte"),
    ],
    "Har du nok selskab i hverdagen?": [("radio", "Nogle gange")],
    "Hvad kan gøre det svært for dig at være med?": [
        ("checkbox", "Træthed eller sygdom"),
        ("checkbox", "Kender ikke de andre"),
    ],
    "Fik du hjælp til at svare?": [("radio", "Ja, en læste højt for mig")],
    "Hvem hjalp?": [("radio", "En frivillig")],
}
"""What a screen reader hears as heading, and what is then activated: by role and name."""


def test_by_reading_only_roles_and_names(site: Site, browser: Browser) -> None:
    with asked_for_needs(site, browser) as page:

        def activate(role: Any, name: str) -> None:
            page.clock.run_for(UNHURRIED)
            page.get_by_role(role, name=name, exact=True).dispatch_event("click")

        activate("button", "Tryk her for at svare")
        activate("button", "Ja, start")
        field = page.get_by_role("textbox", name="Hvad betyder mest for dig lige nu?")
        field.fill(WORDS)
        activate("button", "Næste")
        for question, answers in SPOKEN.items():
            group = page.get_by_role("group", name=question)
            expect(group).to_be_visible()
            expect(page.get_by_role("heading", level=1)).to_have_text(question)
            for role, name in answers:
                activate(role, name)
            activate("button", "Færdig" if question == "Hvem hjalp?" else "Næste")
        expect(page.get_by_role("heading", name="Tak for dine svar")).to_be_visible()
    assert_stored(site.store, [WORDS])


@pytest.mark.parametrize(("robot", "switches"), [(OneSwitch, 1), (TwoSwitches, 2)])
def test_every_kind_of_question_by_switch(
    site: Site, cast: World, browser: Browser, robot: type[OneSwitch], switches: int
) -> None:
    """The digits of a number are switched one by one; who answers is asked first."""
    with visit(browser, viewport={"width": 1280, "height": 800}) as page:
        open_paired(page, site.base, cast.device_token)
        set_switches(page, switches)
        one = robot(page)
        for value in ("begin", "choice", "yes"):
            one.press(value)
        one.answer_all({"needs": ["music"], "again": "yes", "where": "lounge", "visits": "12"})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    (*_, answers), _ = stored(site.store)
    assert answers["visits"]["value"] == 12
    assert answers["where"]["value"] == "lounge"
    assert answers["needs"]["value"] == ["music"]
