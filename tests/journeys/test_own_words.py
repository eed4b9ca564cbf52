"""Words on their way: written on a phone, read through at a desk, and told of in the report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update

from survey.store.comment_queries import settle
from survey.store.tables import FreeText, Round
from survey.words.given import State
from survey.words.moderated import Decision
from tests.answering import Robot
from tests.browsing import PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import EVERY_ANSWER, World, relatives_answer

WORDS = "Min mor Grethe (010150-1234) savner at synge med andre om aftenen."
QUOTE = "savner at synge med andre"
QUOTING = "label.quoting"


def write_on_a_phone(site: Site, cast: World, browser: Browser, *, consents: bool) -> None:
    """A relative writes a comment, and ticks that it may be quoted, or does not."""
    with visit(browser, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        robot = Robot(page)
        page.goto(f"{site.base}/s/{cast.link_code}/da/as_resident")
        robot.on()
        tick = robot.question.locator(f"{QUOTING} input")
        expect(tick).not_to_be_checked()
        robot.answer(WORDS)
        if consents:
            robot.tap(robot.question.locator(QUOTING))
            expect(tick).to_be_checked()
        assert accessibility_faults(page) == []
        page.reload()
        robot.press("resume")
        expect(robot.question.locator("textarea")).to_have_value(WORDS)
        assert tick.is_checked() == consents, "the draft keeps it"
        robot.on()
        robot.answer_all({})
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def four_more(cast: World) -> None:
    """Others of the same voice answer, so that there are enough of them."""
    silent = {**EVERY_ANSWER, "matters": {"status": "skipped"}}
    for number in range(4):
        said = relatives_answer(cast, answers=silent)
        assert cast.deliver(said, f"{number:032x}", cast.link_code).result == "stored"


def close(cast: World) -> None:
    with cast.store.write() as connection:
        yesterday = cast.today - timedelta(days=1)
        connection.execute(update(Round).values(closes_on=yesterday))


def read_the_report(site: Site, cast: World, page: Page) -> str:
    close(cast)
    page.goto(f"{site.base}/admin/rounds/{cast.round_id}/report")
    assert accessibility_faults(page) == []
    return page.locator("main").inner_text()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_with_consent_it_is_in_the_report(
    site: Site, cast: World, browser: Browser, viewport: dict[str, int]
) -> None:
    write_on_a_phone(site, cast, browser, consents=True)
    four_more(cast)
    with visit(browser, viewport=viewport) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/words/")
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        expect(page.locator(".words-original mark").nth(1)).to_contain_text("CPR-nummer")
        expect(page.get_by_label("Teksten uden navne")).to_have_value(
            WORDS.replace("010150-1234", "[cpr-nummer]")
        )
        page.keyboard.press("m")
        masked = page.get_by_label("Teksten uden navne")
        expect(masked).to_have_value(
            "Min mor [navn] ([cpr-nummer]) savner at synge med andre om aftenen."
        )
        page.get_by_label("Citat").fill(QUOTE)
        page.get_by_label("Andre temaer").fill("Sang")
        page.locator("h1").click()
        page.keyboard.press("g")
        expect(page.locator("main")).to_contain_text("Der venter ikke noget")
        said = read_the_report(site, cast, page)
    assert "Fra pårørende, forkortet og godkendt:" in said
    assert QUOTE in said
    assert "Grethe" not in said
    assert "010150" not in said


def test_without_consent_it_is_not(site: Site, cast: World, browser: Browser) -> None:
    write_on_a_phone(site, cast, browser, consents=False)
    four_more(cast)
    with cast.store.read() as connection:
        row = connection.execute(select(FreeText.comment_id, FreeText.may_quote)).one()
    assert row.may_quote is False
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/words/")
        expect(page.locator("main")).to_contain_text("Det gengives ikke")
        expect(page.get_by_label("Citat", exact=True)).to_have_count(0)
        masked = "Savner sang"
        done = Decision(row.comment_id, 0, State.APPROVED, masked, "", ["Sang"], None, "Anna")
        assert settle(cast.store, done, cast.today)
        said = read_the_report(site, cast, page)
    assert "forkortet og godkendt" not in said
    assert "avner" not in said


def test_the_keys_can_be_switched_off(site: Site, cast: World, browser: Browser) -> None:
    matters = {"status": "answered", "value": "Sang"}
    cast.deliver(cast.submission(answers={**EVERY_ANSWER, "matters": matters}))
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/words/")
        page.get_by_label("Én tast er nok").uncheck()
        page.reload()
        expect(page.get_by_label("Én tast er nok")).not_to_be_checked()
        page.keyboard.press("v")
        expect(page.locator("main")).not_to_contain_text("Det venter til senere")
        page.get_by_label("Én tast er nok").check()
        page.locator("h1").click()
        page.keyboard.press("v")
        expect(page.locator("main")).to_contain_text("Det venter til senere")
