"""A tablet that is paired, and the walk through its screens from the invitation to the thanks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, Page, expect

from survey.clock import utc_now
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.store.setup_queries import Asking, add_centre, add_device, add_round, offer_pairing
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.answering import Robot
from tests.arabic import ask, in_arabic
from tests.browsing import KIOSKS, visit
from tests.served import Site

THANKS = {"da": "Tak for dine svar", "ar": "شكراً على إجاباتك"}


@contextmanager
def unpaired(site: Site, browser: Browser, size: str = "1080x810", **how: Any) -> Iterator[Page]:
    """A tablet of that size that asks for its code."""
    with visit(browser, **{"viewport": KIOSKS[size], "has_touch": True, **how}) as page:
        page.goto(f"{site.base}/k/")
        yield page


def pair(page: Page, code: str) -> None:
    """Write the code: the invitation comes."""
    Robot(page).pair(code)
    expect(page.locator('button[value="begin"]').first).to_be_visible()


@contextmanager
def tablet(site: Site, browser: Browser, size: str, asked: Questionnaire) -> Iterator[Page]:
    """A paired tablet of that size, asking residents `asked`; stands at the invitation."""
    code = offer(site, asked)
    with unpaired(site, browser, size) as page:
        pair(page, code)
        yield page


def offer(site: Site, asked: Questionnaire) -> str:
    """The pairing code of a tablet that asks residents `asked`."""
    now = utc_now()
    version, _ = store_version(site.store, freeze(asked), now.date())
    with site.store.session() as session:
        centre = add_centre(session, "Solsikken")
        asking = Asking(
            version.id,
            {Voice.RESIDENT: [Perspective.SELF]},
            now.date() - timedelta(days=1),
            now.date() + timedelta(days=30),
        )
        add_round(session, asking, [centre.id])
        device = add_device(session, centre.id, "Tablet 1")
        return offer_pairing(session, device.id, now + timedelta(minutes=10))


@contextmanager
def two_tongued(site: Site, browser: Browser, *asked: Questionnaire, **how: Any) -> Iterator[Page]:
    """A paired tablet that asks in Danish and Arabic; stands at the invitation, in Danish."""
    code = ask(site.store, *(asked or (in_arabic(),))).pairing
    with unpaired(site, browser, **how) as page:
        pair(page, code)
        yield page


def to_arabic(page: Page) -> Robot:
    """Choose Arabic at the invitation."""
    robot = Robot(page)
    robot.tap(page.locator('button[value="language"][lang="ar"]'))
    expect(page.locator("html[lang=ar][dir=rtl]")).to_be_visible()
    return robot


def screens(page: Page) -> Iterator[str]:
    """Walk from the invitation to the thanks, stopping at each screen; gives its name."""
    robot = Robot(page)
    yield "invitation"
    robot.press("begin")
    if page.locator('button[value="choice"]').count():
        yield "who"
        robot.press("choice")
    yield "consent"
    robot.press("yes")
    expect(robot.question).to_have_count(1)
    while page.locator("form.interview fieldset:visible").count():
        yield robot.key() or str(robot.question.get_attribute("data-how"))
        robot.on()
        yield "doubt"
        robot.press("skip")
    language = page.locator("html").get_attribute("lang") or ""
    expect(page.locator("h1:visible")).to_have_text(THANKS[language])
    yield "thanks"
