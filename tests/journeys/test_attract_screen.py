"""The still screen between two respondents: the invitation, and what was done since last time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.actions import (
    LONGEST_ANSWER,
    LONGEST_SAID,
    ActionState,
    Outcome,
    Place,
    Promise,
    Signature,
    Texts,
)
from survey.channels import new_device_token
from survey.clock import utc_now
from survey.codesign import Decision
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.store.action_queries import add_action, settle_action
from survey.store.channel_queries import pair
from survey.store.codesign_queries import decide, let_choose
from survey.store.setup_queries import Asking, add_centre, add_device, add_round, offer_pairing
from survey.store.staff_queries import new_sign_in_link
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.answering import Robot
from tests.browsing import KIOSKS, accessibility_faults, open_paired, visit
from tests.codesign import options
from tests.looks import Look, axe_faults, each_look, every_look, look_faults
from tests.served import Site
from tests.visiting import make_ready

LOOK_AT = os.environ.get("LYDHOER_LOOK_AT")
ASKED = ("needs_before", "satisfaction", "who5", "newly_moved_in")
WORDY = (
    "Vi vil gerne have selskab, sang og dagligstuens gamle klaver tilbage om "
    "aftenen, og hvis det kan lade sig gøre, så også kaffe."
)
LONGEST = (WORDY[:LONGEST_SAID], WORDY[:LONGEST_ANSWER])
USUAL = ("Vi vil gerne synge sammen.", "Koret kommer hver onsdag klokken 14 i dagligstuen.")
SIGNED = Signature("Cilla", "Leder af centret")
SMALLEST_FROM_AFAR = 33
"""Pixels of what was said and done; 6 of them are a millimetre on a common tablet."""


@contextmanager
def tablet(
    site: Site, browser: Browser, size: str, rounds: int, actions: list[tuple[str, str]]
) -> Iterator[Page]:
    """A paired tablet of that size at a centre with so many rounds, and these actions done."""
    token, centre_id = _pair(site, rounds)
    for said, done in reversed(actions):
        do(site, centre_id, {"da": said}, {"da": done})
    with visit(browser, viewport=KIOSKS[size], has_touch=True) as page:
        open_paired(page, site.base, token)
        expect(page.locator('[data-room="attract"], [data-room="none"]')).to_be_visible()
        yield page


def _pair(site: Site, rounds: int) -> tuple[str, int]:
    now = utc_now()
    today = now.date()
    versions = [store_version(site.store, freeze(library()[key]), today)[0] for key in ASKED]
    with site.store.session() as session:
        centre = add_centre(session, "Plejecenter Solsikken")
        for version in versions[:rounds]:
            voices = {Voice.RESIDENT: [Perspective.SELF]}
            asking = Asking(version.id, voices, today, today + timedelta(days=9))
            add_round(session, asking, [centre.id])
        device = add_device(session, centre.id, "Tablet 1")
        code = offer_pairing(session, device.id, now + timedelta(minutes=10))
        centre_id = centre.id
    token = new_device_token()
    assert pair(site.store, code, token, now, today)
    return token, centre_id


def do(site: Site, centre_id: int, said: Texts, done: Texts) -> None:
    """Promise something to a centre, and do it."""
    today = utc_now().date()
    promise = Promise(Place(centre_id), said, done, "Ledelsen", None, True, signed=SIGNED)
    id_ = add_action(site.store, promise, today)
    settle_action(site.store, id_, 1, Outcome(ActionState.DONE, done, today))


def cut_off(page: Page) -> list[str]:
    """Words of the second room that are not seen whole."""
    found: list[str] = page.locator(".answered p, .answered h2").evaluate_all(
        """all => all.filter((e) => e.checkVisibility()).filter((e) => {
          const words = document.createRange();
          words.selectNodeContents(e);
          const box = words.getBoundingClientRect();
          const room = e.closest('.answered').getBoundingClientRect();
          return box.top < room.top || box.bottom > Math.min(room.bottom, innerHeight)
            || box.left < room.left || box.right > room.right;
        }).map((e) => e.textContent)"""
    )
    return found


@pytest.mark.parametrize("rounds", [1, 2, 4])
def test_what_was_done_is_seen_whole_beside_the_invitation(
    site: Site, browser: Browser, rounds: int
) -> None:
    with tablet(site, browser, "1080x810", rounds, [LONGEST, LONGEST]) as page:
        expect(page.locator('button[value="begin"]')).to_have_count(rounds)
        expect(page.locator(".actions > li").first).to_contain_text(LONGEST[1])
        for look in each_look(page):
            assert look_faults(page, look) == [], look
            assert axe_faults(page, look) == [], look
            if look.text == "normal":
                assert far_faults(page) == [], look


def far_faults(page: Page) -> list[str]:
    """What of what was said and done cannot be read whole, and from two metres away."""
    sizes = page.locator(".actions .lead:visible").evaluate_all(
        "all => all.map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    return [
        *(f"cut off: {words}" for words in cut_off(page)),
        *([] if page.locator(".actions > li").first.is_visible() else ["the newest is not there"]),
        *(f"letters of {size}" for size in sizes if size < SMALLEST_FROM_AFAR),
    ]


def test_large_text_leads_on_to_what_was_done(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "1080x810", 1, [LONGEST, USUAL]) as page:
        for look in each_look(page):
            if look.text == "large":
                expect(page.locator('button[value="begin"]')).to_be_in_viewport(ratio=1)
                lead_on(page, look)
                expect(page.get_by_text(LONGEST[1])).to_be_in_viewport(ratio=0.9)
                expect(page.get_by_text(USUAL[1])).to_be_hidden()


def lead_on(page: Page, look: Look) -> None:
    """Press Down until the end; every stop on the way can be hit and read."""
    down = page.locator('button[value="down"]')
    while down.is_visible():
        assert look_faults(page, look) == [], look
        Robot(page).tap(down)
    assert look_faults(page, look) == [], look


def test_usual_words_hold_in_every_look(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "1080x810", 1, [USUAL, USUAL]) as page:
        assert every_look(page, "attract") == []


@pytest.mark.parametrize("size", sorted(KIOSKS))
def test_who_signs_stands_out_as_the_rest_does(site: Site, browser: Browser, size: str) -> None:
    with tablet(site, browser, size, 1, [USUAL]) as page:
        expect(page.locator(".signed-by").first).to_have_text("Cilla, Leder af centret")
        colours = page.locator(".actions :is(.lead, .signed-by):visible").evaluate_all(
            "all => all.map((e) => getComputedStyle(e).color)"
        )
        assert len(colours) > 1
        assert len(set(colours)) == 1


def test_as_many_as_there_is_room_for_are_shown(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "810x1080", 1, [USUAL, USUAL, USUAL]) as page:
        few = page.locator(".actions > li:visible").count()
        page.set_viewport_size({"width": 800, "height": 1280})
        expect(page.locator(".actions > li:visible")).to_have_count(few + 1)
        page.set_viewport_size({"width": 810, "height": 1080})
        expect(page.locator(".actions > li:visible")).to_have_count(few)


def test_without_actions_it_is_said_who_decides(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "1280x800", 1, []) as page:
        expect(page.get_by_role("heading", name="Du bestemmer")).to_be_visible()
        expect(page.locator(".answered")).to_have_count(0)


def test_what_was_done_is_told_while_nothing_is_asked(site: Site, browser: Browser) -> None:
    with tablet(site, browser, "1280x800", 0, [USUAL]) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Vi spørger ikke om noget i dag")
        expect(page.get_by_text(USUAL[1])).to_be_visible()
        assert every_look(page, "none") == []


def test_nothing_of_what_was_done_can_be_pressed_and_a_language_without_it_has_the_other_room(
    site: Site, browser: Browser
) -> None:
    with tablet(site, browser, "1280x800", 1, [USUAL]) as page:
        page.locator(".answered .said").tap()
        expect(page.locator('[data-room="attract"]')).to_be_visible()
        pressable = page.locator(".answered").locator("a, button, input, [role], [tabindex]")
        expect(pressable).to_have_count(0)
        expect(page.get_by_role("heading", name="I sagde")).to_be_visible()
        Robot(page).tap(page.get_by_role("button", name="English"))
        expect(page.get_by_role("heading", name="You decide")).to_be_visible()
        expect(page.get_by_text(USUAL[1])).to_have_count(0)


CHOSEN = Decision(
    option="song",
    by="Ledelsen",
    day=utc_now().date(),
    why="Kun for personalet",
    told={"da": "Haven bliver lagt om til foråret, så den må vente. Fra på fredag synger vi sammen klokken 14 i dagligstuen sammen."[:120]},
    chosen=("garden", "films"),
)  # fmt: skip
"""With as long a text as residents can be told."""
LABELS = {"song": "Sang og musik i den store sal om fredagen", "garden": "Mere ud i haven", "films": "Gamle danske film"}  # fmt: skip


def let_decide(site: Site, centre_id: int) -> None:
    """A round to choose by has closed, and something was decided."""
    asked = freeze(options(labels={key: words[:40] for key, words in LABELS.items()}))
    version, _ = store_version(site.store, asked, CHOSEN.day)
    closed = CHOSEN.day - timedelta(days=1)
    voices = {Voice.RESIDENT: [Perspective.SELF]}
    with site.store.session() as session:
        round_id = add_round(session, Asking(version.id, voices, closed, closed), [centre_id]).id
    with site.store.write() as connection:
        let_choose(connection, round_id)
    assert decide(site.store, round_id, 1, CHOSEN)


@pytest.mark.parametrize("size", sorted(KIOSKS))
def test_what_was_decided_of_their_choice_is_told_beside_what_was_chosen(
    site: Site, browser: Browser, size: str
) -> None:
    token, centre_id = _pair(site, 1)
    let_decide(site, centre_id)
    with visit(browser, viewport=KIOSKS[size], has_touch=True) as page:
        open_paired(page, site.base, token)
        told = page.locator(".actions > li:visible")
        expect(told).to_have_count(1)
        expect(told.get_by_role("heading")).to_have_text(
            ["I var med til at vælge", "Vi har besluttet"]
        )
        for words in ("Fredag", "Oftest valgt: Mere ud i haven, Gamle danske film", LABELS["song"][:40], CHOSEN.told["da"]):  # fmt: skip
            expect(told).to_contain_text(words)
        expect(page.get_by_text("Kun for personalet")).to_have_count(0)
        assert cut_off(page) == []
        if LOOK_AT:
            page.screenshot(path=f"{LOOK_AT}/decided-{size}.png")
        if size == "1080x810":
            for look in each_look(page):
                assert look_faults(page, look) == [], look
                assert axe_faults(page, look) == [], look
                if LOOK_AT:
                    page.screenshot(path=f"{LOOK_AT}/decided-{look}.png".replace(" ", "_"))
        Robot(page).tap(page.get_by_role("button", name="English"))
        expect(page.get_by_role("heading", name="You decide")).to_be_visible()


def test_staff_write_an_action_and_the_tablet_shows_it(site: Site, browser: Browser) -> None:
    token = new_sign_in_link(site.store, "Anna", utc_now(), make=True)
    make_ready(site.store, "Anna")
    with (
        tablet(site, browser, "1080x810", 1, []) as page,
        visit(browser, viewport={"width": 1180, "height": 900}) as desk,
    ):
        expect(page.get_by_role("heading", name="Du bestemmer")).to_be_visible()
        desk.goto(f"{site.base}/admin/sign-in/link/{token}")
        desk.locator('main button[type="submit"]').click()
        _promise(desk)
        page.clock.fast_forward(61_000)
        expect(page.get_by_role("heading", name="Vi har lovet")).to_be_visible()
        expect(page.get_by_text("Et kor kommer i maj.")).to_be_visible()
        expect(page.get_by_text("Cilla, Leder af centret")).to_be_visible()
        _settle(desk)
        page.clock.fast_forward(61_000)
        expect(page.get_by_role("heading", name="Vi gjorde")).to_be_visible()
        expect(page.get_by_text("Koret kommer hver onsdag.")).to_be_visible()
        expect(page.get_by_text("Koordinatoren")).to_have_count(0)
        _read_in_public(desk)


def _read_in_public(desk: Page) -> None:
    """Follow the way from the promise to what everybody can read of it."""
    desk.get_by_role("link", name="se centrets offentlige side").click()
    expect(desk.get_by_role("heading", name="I sagde, vi gjorde")).to_be_visible()
    expect(desk.get_by_text("Koret kommer hver onsdag.")).to_be_visible()
    expect(desk.get_by_text("Cilla")).to_be_visible()
    expect(desk.get_by_text("Koordinatoren")).to_have_count(0)
    assert accessibility_faults(desk) == []
    desk.set_viewport_size({"width": 320, "height": 700})
    wide = desk.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, "nothing is read sideways"


def _promise(desk: Page) -> None:
    """Write a promise down at a desk: first with a fault, then as it should be."""
    desk.get_by_role("link", name="Løfter").click()
    assert accessibility_faults(desk) == []
    desk.get_by_role("link", name="Skriv et løfte ned").click()
    desk.get_by_label("Hvad der er lovet, på dansk").fill("Et kor kommer i maj.")
    desk.get_by_label("Hvem der sørger for det").fill("Koordinatoren")
    desk.get_by_label("Vis det på tabletter").check()
    desk.get_by_label("Underskrevet af").fill("Cilla")
    desk.get_by_label("Som er").fill("Leder af centret")
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    assert accessibility_faults(desk) == []
    desk.get_by_role("link", name="Skriv, hvad der blev sagt.").click()
    expect(desk.get_by_label("Hvad der blev sagt, på dansk")).to_be_focused()
    desk.keyboard.type("Vi savner sang.")
    desk.get_by_label("Hvor", exact=True).select_option("Plejecenter Solsikken")
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_role("heading", name="Vi savner sang.")).to_be_visible()


def _settle(desk: Page) -> None:
    """Write down that it was done."""
    desk.get_by_role("link", name="Skriv, hvad der blev af det").click()
    desk.get_by_label("Det er gjort").check()
    desk.get_by_label("Hvad der blev gjort, eller hvorfor ikke, på dansk").fill(
        "Koret kommer hver onsdag."
    )
    assert accessibility_faults(desk) == []
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_text("Koret kommer hver onsdag.")).to_be_visible()
    assert accessibility_faults(desk) == []
