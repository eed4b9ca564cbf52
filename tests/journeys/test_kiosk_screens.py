"""Every screen of the tablet, in each look: large enough, far enough apart, on one page, read well."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire
from tests.answering import Robot
from tests.boxes import boxes
from tests.browsing import KIOSKS
from tests.journeys.walking import (
    offer,
    pair,
    screens,
    tablet,
    to_arabic,
    two_tongued,
    unpaired,
)
from tests.lines import line_faults
from tests.looks import LOOKS, LYING, axe_faults, each_look, every_look, look_faults
from tests.served import Site

LONGEST = "Hvor glad er du for det samvær, som du har haft med andre her i huset i denne uge?"
assert len(LONGEST) >= 80


def longest() -> Questionnaire:
    """The longest question that passes, in each form an answer takes."""
    text = {"da": LONGEST}
    steps = [
        {"key": key, "label": {"da": label}}
        for key, label in (("very", "Meget glad"), ("fairly", "Nogenlunde"), ("not", "Ikke glad"))
    ]
    return Questionnaire.model_validate(
        {
            "key": "longest",
            "title": {"da": "Det lange"},
            "purpose": {"da": "Vi vil gerne gøre hverdagen bedre her. Derfor spørger vi først."},
            "languages": ["da"],
            "voices": ["resident"],
            "wordings": ["self"],
            "questions": [
                {"key": "graded", "kind": "scale", "text": text, "steps": steps},
                {"key": "simple", "kind": "yes_no", "text": text},
                {"key": "written", "kind": "text", "text": text},
                {"key": "counted", "kind": "number", "least": 0, "most": 31, "text": text},
            ],
        }
    )


MOVED = ("counted", "needs", "barrier", "doubt")
"""Screens that may need Up and Down in normal text: digits to press, more answers than fit, and any
question while it is asked whether to pass it by."""


def look_at_all(page: Page) -> set[str]:
    """Walk through all screens; gives their titles. Each is as it must be in every look."""
    titles = set()
    for name in screens(page):
        heading = page.locator("h1:visible")
        expect(heading).to_have_count(1)
        if name not in ("invitation", "doubt"):
            expect(heading).to_be_focused()
        assert every_look(page, name, fits=name not in MOVED) == []
        titles.add(page.title())
    return titles


def test_every_screen_holds_in_every_look(site: Site, browser: Browser) -> None:
    code = offer(site, longest())
    with unpaired(site, browser) as page:
        assert every_look(page, "pairing") == []
        pair(page, code)
        assert len(look_at_all(page)) >= 6, "a title of its own"


def test_the_librarys_needs_hold_in_every_look(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", library()["needs_before"]) as page:
        assert len(look_at_all(page)) >= 6, "a title of its own"


def test_with_pictures_the_librarys_needs_hold_in_every_look(site: Site, browser: Browser) -> None:
    pictured = library()["needs_before"].model_copy(update={"pictures": True})
    with tablet(site, browser, "810x1080", pictured) as page:
        for name in screens(page):
            if name in ("needs", "barrier"):
                expect(page.locator(".picture:visible").first).to_be_visible()
                assert every_look(page, name, fits=False) == []


def test_in_arabic_every_screen_holds_in_every_look(site: Site, browser: Browser) -> None:
    with two_tongued(site, browser) as page:
        to_arabic(page)
        assert len(look_at_all(page)) >= 6, "a title of its own"


def test_questions_and_answers_are_large_and_progress_is_told(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "1080x810", longest()) as page:
        Robot(page).press("begin")
        Robot(page).press("yes")
        assert Robot(page).key() == "graded"
        for look in each_look(page):
            assert page.locator("h1:visible").evaluate(FONT) >= 44, look
            answers = [box for box in boxes(page) if box.isAnswer]
            assert all(box.font >= 40 for box in answers), look
            assert answers or look.text == "large", "the question alone fills a page of large text"
            expect(page.locator(".head")).to_contain_text("Spørgsmål 1 af 4")
            expect(page.locator(".head")).to_contain_text("Tryk på dit svar")


FONT = "e => parseFloat(getComputedStyle(e).fontSize)"


def test_the_box_test_sees_a_small_box(site: Site, browser: Browser) -> None:
    """Each fault is seen; and looking at a screen leaves it as it was."""
    with tablet(site, browser, "1080x810", longest()) as page:
        focus = "document.activeElement.outerHTML"
        before = page.evaluate(focus)
        assert [str(look) for look in each_look(page)] == [str(look) for look in LOOKS]
        assert page.viewport_size == KIOSKS["1080x810"]
        assert page.evaluate(focus) == before
        assert page.evaluate("document.documentElement.dataset.text") is None
        assert look_faults(page, LYING) == []
        for told, broken in BREAKS.items():
            page.evaluate(BREAK, broken)
            found = [*look_faults(page, LYING), *axe_faults(page, LYING)]
            assert any(told in fault for fault in found), told
            page.evaluate(BREAK, [broken[0], ""])


BREAK = "([where, style]) => void (document.querySelector(where).style.cssText = style)"
BREAKS = {
    "too small": ("button.begin", "scale: 0.3"),
    "wider than the window": ("body", "width: 1500px"),
    "cut off": (".invitation", "width: 1500px"),
    "letters of": (".invitation .lead", "font-size: 20px"),
    "scrolls": (".invitation", "height: 99px; overflow: auto"),
    "does not fit": (".invitation", "height: 99px; overflow: hidden"),
    "room for": (".invitation h1", "width: 4em"),
    "color-contrast": (".invitation .lead", "color: #999"),
}


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("", ""),
        ("width: 60em", "a line too long"),
        ("width: 5em", "room for"),
        ("width: 12em; hyphens: auto", "hyphenated"),
        ("width: 12em; text-align: center", "not from the side"),
        ("width: 12em; text-align: justify", "not from the side"),
        ("width: 11em; word-break: break-all", "a word in two"),
        ("width: 12em; direction: rtl; text-align: left", "not from the side"),
        ("width: 12em; direction: rtl; text-align: right", ""),
    ],
)
def test_the_test_of_lines_sees_a_line_that_is_hard_to_read(
    browser: Browser, style: str, told: str
) -> None:
    page = browser.new_page()
    page.set_content(f'<h1 style="width: 20em; font: 20px monospace; {style}">{LONGEST}</h1>')
    faults = line_faults(page)
    assert any(told in fault for fault in faults) if told else faults == []
    page.close()
