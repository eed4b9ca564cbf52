"""An unfinished interview on a relative's own phone: hers alone, and gone when she says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from survey.questionnaire.library import library
from survey.voices import Voice
from tests.answering import Robot
from tests.browsing import PHONE, SMALL_PHONE, accessibility_faults, visit
from tests.journeys.phones import phone_faults
from tests.served import Site
from tests.world import World, make_codes, relatives_answer

WORDS = "kanariefugl"
KEPT = "JSON.stringify({...localStorage})"
DISCARD = 'button[value="discard"]:visible'


@contextmanager
def phone(browser: Browser, viewport: Any = PHONE) -> Iterator[Robot]:
    with visit(browser, viewport=viewport, has_touch=True, is_mobile=True) as page:
        yield Robot(page)


def interview(site: Site, code: str) -> str:
    return f"{site.base}/s/{code}/da/as_resident"


def begin(robot: Robot, address: str, words: str = WORDS) -> None:
    """Answer the first question, and stand at the second."""
    robot.page.goto(address)
    robot.on()
    robot.answer(words)
    robot.on()
    assert robot.key() == "needs"


def drafts(page: Page) -> dict[str, str]:
    found: dict[str, str] = json.loads(page.evaluate(KEPT))
    return {name: kept for name, kept in found.items() if name.startswith("lydhoer.draft")}


def test_two_links_on_one_phone_do_not_mix(site: Site, cast: World, browser: Browser) -> None:
    (mother, father) = make_codes(cast, 2)
    with phone(browser) as robot:
        for code, words in ((mother, "om mor"), (father, "om far"), (cast.link_code, "åbent")):
            begin(robot, interview(site, code), words)
        assert len(drafts(robot.page)) == 3
        for code in (mother, father, cast.link_code):
            assert code not in robot.page.evaluate(KEPT), "a code is a key, and not kept"
        robot.page.goto(interview(site, mother))
        robot.press("resume")
        robot.press("back")
        expect(robot.question.locator("textarea")).to_have_value("om mor")
        robot.on()
        robot.answer_all({})
        expect(robot.page.locator("h1:visible")).to_have_text("Tak for dine svar")
        left = "".join(drafts(robot.page).values())
        assert "om mor" not in left
        assert "om far" in left


def test_one_who_finds_anothers_draft_is_told_and_can_begin_anew(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        begin(robot, interview(site, cast.link_code))
        robot.page.reload()
        expect(robot.page.locator("h1:visible")).to_have_text("Nogen er begyndt på denne telefon")
        assert WORDS not in robot.page.locator("main").inner_text()
        robot.press("restart")
        assert robot.key() == "hello"
        assert WORDS not in robot.page.evaluate(KEPT)


def test_the_draft_is_deleted_at_once_where_it_is_told_of(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser, SMALL_PHONE) as robot:
        begin(robot, interview(site, cast.link_code))
        robot.page.reload()
        expect(robot.page.locator(DISCARD)).to_have_count(1)
        assert phone_faults(robot.page) == []
        robot.press("discard")
        assert drafts(robot.page) == {}
        expect(robot.page.locator("h1:visible")).to_have_text("Kladden er slettet")
        assert WORDS not in robot.page.locator("main").inner_text()
        assert accessibility_faults(robot.page) == []
        robot.press("restart")
        assert robot.key() == "hello"


def test_the_draft_can_be_deleted_from_below_every_question(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser, SMALL_PHONE) as robot:
        begin(robot, interview(site, cast.link_code))
        box = robot.page.locator(DISCARD).bounding_box()
        assert box
        assert box["height"] >= 64
        assert accessibility_faults(robot.page) == []
        robot.press("discard")
        assert drafts(robot.page) == {}
        expect(robot.page.locator("h1:visible")).to_have_text("Kladden er slettet")
        robot.page.reload()
        assert robot.key() == "hello", "nothing is left to go on with"


def test_one_who_stops_and_wants_nothing_kept_leaves_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        begin(robot, interview(site, cast.link_code))
        robot.press("stop")
        expect(robot.page.locator(DISCARD)).to_have_count(0)
        robot.press("forget")
        assert drafts(robot.page) == {}


def test_a_draft_goes_when_its_code_was_used_elsewhere(
    site: Site, cast: World, browser: Browser
) -> None:
    (code,) = make_codes(cast, 1)
    with phone(browser) as robot:
        begin(robot, interview(site, code))
        cast.deliver(relatives_answer(cast), None, code)
        robot.page.goto(f"{site.base}/s/{code}")
        expect(robot.page.locator("h1")).to_have_text("Linket er brugt.")
        robot.page.wait_for_function("Object.keys(localStorage).length === 0")
        assert accessibility_faults(robot.page) == []


def test_drafts_past_their_time_go_whatever_link_is_opened(
    site: Site, cast: World, browser: Browser
) -> None:
    keep = """([name, until]) => localStorage.setItem(
      `lydhoer.draft ${name} v da self`, JSON.stringify({ until, fields: [["q", name]] }))"""
    with phone(browser) as robot:
        robot.page.goto(f"{site.base}/healthz")
        robot.page.evaluate(keep, ["old", 1])
        robot.page.evaluate(keep, ["fresh", 4_102_444_800_000])
        robot.page.goto(f"{site.base}/s/{cast.link_code}")
        expect(robot.page.locator("form.begin")).to_be_visible()
        robot.page.wait_for_function("Object.keys(localStorage).length === 1")
        assert "fresh" in str(drafts(robot.page))


def test_what_was_said_on_the_first_page_survives_in_the_draft(
    site: Site, cast: World, browser: Browser
) -> None:
    with phone(browser) as robot:
        begin(robot, f"{interview(site, cast.link_code)}?contact=weekly")
        robot.page.goto(interview(site, cast.link_code))
        robot.press("resume")
        with robot.page.expect_request("**/responses/*"):
            robot.answer_all({})
        expect(robot.page.locator("h1:visible")).to_have_text("Tak for dine svar")
    with cast.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT contact FROM response").scalars().all()
    assert kept == ["weekly"]


def test_no_questionnaire_for_links_is_longer_than_fifteen_questions() -> None:
    for one in library().values():
        if Voice.RELATIVE in one.voices:
            assert sum(1 for _ in one.asked()) <= 15, one.key
