"""The tablet in Arabic: mirrored, as easy to hit, and in the languages a round has words in."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, expect
from sqlalchemy import select

from survey.questionnaire.library import library
from survey.store.tables import Response
from tests.answering import Answer, Robot
from tests.arabic import TITLE, in_arabic
from tests.boxes import SIDEWAYS
from tests.browsing import KIOSKS, accessibility_faults, visit
from tests.journeys.walking import THANKS, screens, to_arabic, two_tongued
from tests.looks import every_look
from tests.served import Site

ANSWERS: dict[str, Answer] = {
    "company": "fairly",
    "again": "yes",
    "needs": ["music", "quiet"],
    "visits": "٣",
    "words": "الموسيقى",
}
LEFT_OF = "([a, b]) => a.getBoundingClientRect().right < b.getBoundingClientRect().left"
FACES = "() => [...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"


def test_in_arabic_it_is_answered_mirrored_and_kept(site: Site, browser: Browser) -> None:
    with two_tongued(site, browser) as page:
        robot = to_arabic(page)
        expect(page.locator("h1:visible")).to_have_text(TITLE)
        expect(page.locator('[data-slot="length"]')).to_contain_text("5 أسئلة قصيرة.")
        promise, invitation = page.locator(".promise"), page.locator(".invitation h1")
        assert page.evaluate(LEFT_OF, [promise.element_handle(), invitation.element_handle()])
        robot.press("begin")
        robot.press("choice")
        robot.press("yes")
        expect(page.locator('.head [data-slot="progress"]')).to_have_text("السؤال 1 من 5")
        on, skip = page.locator("button.next"), page.locator("button.skip")
        assert page.evaluate(LEFT_OF, [on.element_handle(), skip.element_handle()])
        first, second = robot.tile("very"), robot.tile("fairly")
        assert page.evaluate(LEFT_OF, [second.element_handle(), first.element_handle()])
        assert on.locator(".icon").evaluate("e => getComputedStyle(e).transform[7]") == "-"
        robot.answer_all(ANSWERS, how=("alone", ""))
        expect(page.locator("h1:visible")).to_have_text(THANKS["ar"])
        assert "Noto Sans Arabic" in page.evaluate(FACES)
    with site.store.read() as connection:
        ((language, answers),) = connection.execute(select(Response.language, Response.answers))
    assert language == "ar"
    assert answers["visits"] == {"status": "answered", "value": 3}
    assert answers["needs"]["value"] == ["music", "quiet"]


def test_only_languages_with_words_are_offered_and_only_rounds_with_them_asked(
    site: Site, browser: Browser
) -> None:
    fetched: list[str] = []
    with two_tongued(site, browser, in_arabic(), library()["needs_before"]) as page:
        page.on("request", lambda request: fetched.append(request.url))
        page.reload()
        expect(page.locator('button[value="begin"]')).to_have_count(2)
        offered = page.locator('button[value="language"]')
        assert offered.evaluate_all("es => es.map((e) => e.lang)") == ["en", "ar"]
        page.evaluate("document.fonts.ready.then(() => true)")
        assert any("/static/" in address for address in fetched)
        assert not any("noto" in address for address in fetched), "a Danish tablet needs no other"
        to_arabic(page)
        expect(page.locator('button[value="begin"]')).to_have_count(1)
        expect(page.locator("h1:visible")).to_have_text(TITLE)


def test_zoomed_to_twice_the_size_everything_is_within_reach(site: Site, browser: Browser) -> None:
    """Zoom makes the window half as wide and high: the page scrolls, downward only."""
    with two_tongued(site, browser, viewport={"width": 540, "height": 405}) as page:
        to_arabic(page)
        for name in screens(page):
            assert not page.evaluate(SIDEWAYS), name
            outside = page.locator("button:visible, label.tile:visible").evaluate_all(
                "es => es.map((e) => e.getBoundingClientRect())"
                ".filter((b) => b.left < 0 || b.right > innerWidth).length"
            )
            assert outside == 0, name
            expect(page.locator(".updown:visible")).to_have_count(0)


def test_in_forced_colours_the_chosen_the_pressed_and_the_way_on_are_told_by_more_than_colour(
    site: Site, browser: Browser
) -> None:
    with two_tongued(site, browser, forced_colors="active") as page:
        robot = Robot(page)
        width = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
        tool = page.locator('button[value="contrast"]')
        before = tool.evaluate(width)
        robot.press("contrast")
        assert tool.evaluate(width) > before
        assert page.locator(".promise").evaluate(width) > 0
        robot.press("begin")
        robot.press("choice")
        robot.press("yes")
        plain = robot.tile("fairly").evaluate(width)
        robot.answer("fairly")
        assert robot.tile("fairly").evaluate(width) > plain
        assert page.locator("button.next").evaluate(width) > page.locator("button.skip").evaluate(
            width
        )
        assert accessibility_faults(page) == []


MOVING = """() => {
  document.body.insertAdjacentHTML('beforeend', '<p id="fade">.</p>');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@keyframes x { from { opacity: 0 } }
    #fade { animation: x 9s; transition: all 9s }`);
  document.adoptedStyleSheets = [sheet];
  const told = getComputedStyle(document.getElementById('fade'));
  return [told.animationName, told.transitionProperty];
}"""


def test_digits_stand_from_left_to_right_and_nothing_moves_for_one_who_asked_so(
    site: Site, browser: Browser
) -> None:
    how: dict[str, Any] = {"has_touch": True, "reduced_motion": "reduce"}
    with visit(browser, viewport=KIOSKS["1080x810"], **how) as page:
        page.goto(f"{site.base}/k/?lang=ar")
        expect(page.locator("h1:visible")).to_have_text("اربط هذا الجهاز")
        one, two = (page.get_by_role("button", name=d, exact=True) for d in "12")
        assert page.evaluate(LEFT_OF, [one.element_handle(), two.element_handle()])
        assert every_look(page, "pairing") == []
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate(MOVING) == ["none", "none"]
