"""A new user's first day: from the printed link to answers on the live board.

Once with a mouse, once by keyboard alone. What it takes is printed; it is to stay few.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from tests.answering import Robot
from tests.browsing import KIOSKS, PHONE, accessibility_faults, visit
from tests.decoding import codes_on, pictures
from tests.journeys.hands import Hands
from tests.journeys.test_staff_pages import DESK, sideways
from tests.served import Site

PASSWORD = "plum tractor winter seven"
MOST_PRESSES = 25
"""To the first paired tablet."""
HEADING = "Det, der betyder noget"
CODE = "Fixed-Code_0123456789A"
"""One that the decoder has read before: it overlooks some that cameras find."""


def well(page: Page) -> None:
    """The page as it is now has no faults."""
    assert (accessibility_faults(page), sideways(page)) == ([], False)


def set_up(hands: Hands, link: str) -> None:
    """The three pages of the set-up, and the second step."""
    page = hands.page
    page.goto(link)
    hands.press("Log ind")
    well(page)
    hands.write("Hvem spørger", "Frivilligcentret")
    hands.press("Videre")
    well(page)
    hands.write("Plejecentrets navn", "Anemonen")
    hands.write("Beboere", "42")
    hands.press("Videre")
    well(page)
    hands.write("Dit navn", "Anna")
    hands.write("E-mailadresse", "anna@example.org")
    hands.write("Adgangskode", PASSWORD)
    hands.press("Videre")
    well(page)
    hands.press("Sæt appen op")
    key = page.locator("code.said").inner_text()
    hands.write("Seks tal", str(TOTP(key=key).generate().token))
    hands.press("Videre")
    hands.press("Vis mig otte koder")
    hands.press("Jeg har gemt dem: Videre")
    expect(page.locator("h1")).to_have_text("Forside")
    well(page)


def make_round(hands: Hands) -> None:
    """A round from the library, at the new centre, for residents and relatives."""
    page = hands.page
    hands.press("Lav en runde")
    well(page)
    card = page.locator("li").filter(has=page.get_by_role("heading", name=HEADING))
    hands.press_on(card.locator("a.button").first)
    well(page)
    hands.choose("Anemonen")
    hands.press("Lav runden")
    expect(page.locator("h1")).to_have_text(HEADING)
    well(page)


def pair_a_tablet(hands: Hands, tablet: Page, base: str) -> None:
    """Add a tablet, and write its code there."""
    page = hands.page
    hands.press("Tablets")
    hands.press("Tilføj en tablet")
    hands.write("Navn", "Dagligstuen")
    page.get_by_label("Hvor den står").select_option(label="Anemonen")
    hands.fields += 1
    hands.press("Gå videre til koden")
    well(page)
    code = "".join(page.locator(".digits span").all_text_contents())
    tablet.goto(f"{base}/k/")
    Robot(tablet).pair(code)
    page.clock.run_for(3_500)
    expect(page.locator("h1")).to_have_text("Dagligstuen er forbundet")


def print_a_poster(hands: Hands, base: str) -> str:
    """Make a link for relatives, and print its poster; returns the address on it."""
    page = hands.page
    hands.press("Runder")
    hands.press_on(page.get_by_role("link", name=HEADING).first)
    hands.press("Links og plakater")
    hands.press("Lav et link")
    hands.choose("Pårørende")
    page.locator("input[name=code]").evaluate("(field, code) => { field.value = code; }", CODE)
    hands.press("Lav det")
    expect(page.locator("h1")).to_have_text("Linket er klar")
    with page.expect_download() as download:
        hands.press("Plakat, A4", stays=True)
    (picture,) = pictures(Path(download.value.path()).read_bytes())
    (address,) = codes_on(picture)
    assert address == f"{base}/s/{CODE}"
    return address


def answer_on(tablet: Page) -> None:
    """A resident answers two questions on the tablet, and passes by the rest."""
    robot = Robot(tablet)
    for value in ("begin", "choice", "yes"):
        robot.press(value)
    robot.answer_all({}, how=("alone", "other"))
    expect(tablet.locator("h1:visible")).to_contain_text("Tak")


def answer_by(browser: Browser, address: str) -> None:
    """A relative answers behind the link."""
    with visit(browser, viewport=PHONE, has_touch=True) as phone:
        phone.goto(address)
        robot = Robot(phone)
        with phone.expect_navigation():
            robot.tap(phone.locator("form.begin button.go").first)
        robot.answer_all({})
        expect(phone.locator("h1:visible")).to_contain_text("Tak")


@pytest.mark.parametrize(
    "by_keyboard",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["mouse", "keyboard"],
)
def test_from_the_printed_link_to_the_live_board(
    site: Site, browser: Browser, capsys: pytest.CaptureFixture[str], *, by_keyboard: bool
) -> None:
    printed = site.flask("init")
    link = re.search(r"http://\S+/admin/sign-in/link/\S+", printed)
    assert link
    with (
        visit(browser, viewport=DESK) as page,
        visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as tablet,
    ):
        hands = Hands(page, by_keyboard)
        set_up(hands, link[0])
        make_round(hands)
        pair_a_tablet(hands, tablet, site.base)
        with capsys.disabled():
            print(f"\nfirst paired tablet: {hands.presses} presses, {hands.fields} fields")
        assert hands.presses <= MOST_PRESSES
        address = print_a_poster(hands, site.base)
        answer_on(tablet)
        answer_by(browser, address)
        hands.press("Runder")
        hands.press_on(page.get_by_role("link", name="Se, hvem der er hørt").first)
        expect(page.locator("main")).to_contain_text("Anemonen")
        well(page)
