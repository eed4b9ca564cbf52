"""The idea box: given on a tablet and by phone, answered by staff, and seen where it was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.channels import new_code, new_device_token
from survey.clock import utc_now
from survey.ideas import Given, IdeaKind, IdeaState, Reply
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.store.channel_queries import pair
from survey.store.comment_queries import settle
from survey.store.idea_queries import Answerer, add_idea, answer_idea, find_idea
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_device,
    add_link,
    add_round,
    offer_pairing,
)
from survey.store.standing_queries import open_box
from survey.store.tables import FreeText
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from survey.words.given import State
from survey.words.moderated import NEVER_SEEN, Decision
from tests.answering import Robot
from tests.browsing import KIOSKS, SMALL_PHONE, open_paired, visit
from tests.journeys.phones import phone_faults
from tests.journeys.test_attract_screen import LONGEST, USUAL, cut_off, do
from tests.journeys.test_staff_pages import DESK, sign_in
from tests.looks import axe_faults, each_look, look_faults
from tests.served import Site
from tests.world import World

ASKED = ("needs_before", "satisfaction", "newly_moved_in", "relatives")
SAID, ANSWERED = "Vi vil gerne have en kat.", "Katten Mis flytter ind i uge 12."


def open_at(site: Site, rounds: int) -> tuple[str, int, str]:
    """A tablet's token, its centre and a link's code, with an idea box and so many rounds open."""
    now = utc_now()
    today = now.date()
    versions = {
        key: store_version(site.store, freeze(library()[key]), today)[0]
        for key in (*ASKED[:rounds], "ideas")
    }
    with site.store.session() as session:
        centre_id = add_centre(session, "Plejecenter Solsikken").id
        for key in ASKED[:rounds]:
            voices = {Voice.RESIDENT: [Perspective.SELF]}
            asking = Asking(versions[key].id, voices, today, today + timedelta(days=9))
            add_round(session, asking, [centre_id])
        device = add_device(session, centre_id, "Tablet 1")
        pairing = offer_pairing(session, device.id, now + timedelta(minutes=10))
    box = open_box(site.store, versions["ideas"].id, centre_id, today)
    assert box
    code, token = new_code(), new_device_token()
    with site.store.session() as session:
        add_link(session, box, centre_id, Voice.RELATIVE, code=code)
    assert pair(site.store, pairing, token, now, today)
    return token, centre_id, code


@contextmanager
def tablet(site: Site, browser: Browser, token: str, size: str = "1080x810") -> Iterator[Page]:
    """The tablet at its invitation."""
    with visit(browser, viewport=KIOSKS[size], has_touch=True) as page:
        open_paired(page, site.base, token)
        expect(page.locator('[data-room="attract"]')).to_be_visible()
        yield page


def answered(site: Site, centre_id: int, said: str, answer: str) -> None:
    """An idea at a centre, answered and shown."""
    today = utc_now().date()
    idea_id = add_idea(
        site.store, Given(IdeaKind.IDEA, said, centre_id, None, Voice.RESIDENT, today)
    )
    with site.store.read() as connection:
        idea = find_idea(connection, idea_id)
    assert idea
    reply = Reply(IdeaState.DONE, {"da": said}, {"da": answer}, shown=True)
    assert answer_idea(site.store, idea, 1, reply, Answerer("Anna", today))


@pytest.mark.parametrize("size", KIOSKS)
@pytest.mark.parametrize("rounds", [0, 1, 2, 4])
def test_the_way_in_is_calm_and_whole_in_every_look(
    site: Site, browser: Browser, size: str, rounds: int
) -> None:
    token, centre_id, _code = open_at(site, rounds)
    do(site, centre_id, {"da": USUAL[0]}, {"da": USUAL[1]})
    with tablet(site, browser, token, size) as page:
        expect(page.locator("button.begin")).to_have_count(max(rounds, 1))
        expect(page.locator("button.idea")).to_have_count(1 if rounds else 0)
        expect(page.locator(".actions > li").first).to_contain_text(USUAL[1])
        for look in each_look(page):
            assert look_faults(page, look) == [], look
            assert axe_faults(page, look) == [], look
            if look.text == "normal":
                assert cut_off(page) == [], look


def test_given_on_a_tablet_answered_and_seen_there(
    site: Site, cast: World, browser: Browser
) -> None:
    token, _, code = open_at(site, 1)
    with tablet(site, browser, token) as page:
        give(page, "En kat, tak")
        expect(page.locator(".suggested")).to_have_count(0)
    with visit(browser, viewport=SMALL_PHONE, has_touch=True) as page:
        page.goto(f"{site.base}/s/{code}")
        expect(page.get_by_role("heading", name="Har du en idé?")).to_be_visible()
        robot = Robot(page)
        robot.tap(page.locator("form.begin button.go"))
        robot.answer_all({"idea": "Flere blomster"})
        expect(page.locator("h1:visible")).to_contain_text("Tak for")
    assert words(site) == {"En kat, tak", "Flere blomster"}
    approve(site)
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}/admin/")
        page.get_by_role("link", name="Svar på idéerne").click()
        page.get_by_role("link", name="Svar på den En kat, tak").click()
        page.get_by_label("Det gør vi").check(force=True)
        page.get_by_label("Idéen med få ord, på dansk").fill(SAID)
        page.get_by_label("Svaret, på dansk").fill(ANSWERED)
        page.get_by_label("Vis det på tabletter og QR-sider").check(force=True)
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_text("Det gør vi").first).to_be_visible()
    with visit(browser, viewport=SMALL_PHONE, has_touch=True) as page:
        page.goto(f"{site.base}/s/{code}")
        expect(page.get_by_text(ANSWERED)).to_be_visible()
        assert phone_faults(page) == []
    with tablet(site, browser, token) as page:
        give(page, "Endnu en idé")
        expect(page.locator(".suggested")).to_contain_text(ANSWERED)


def give(page: Page, idea: str) -> None:
    """Give an idea on the tablet, from the invitation to the thanks."""
    robot = Robot(page)
    robot.tap(page.locator("button.idea"))
    robot.press("choice")
    robot.press("yes")
    expect(page.get_by_text("sig det til en medarbejder").first).to_be_visible()
    robot.answer_all({"idea": idea})
    expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def words(site: Site) -> set[str]:
    with site.store.read() as connection:
        return set(connection.scalars(select(FreeText.words)))


def approve(site: Site) -> None:
    """Approve everything that was written, as one does who has read it through."""
    with site.store.read() as connection:
        written = connection.execute(select(FreeText.comment_id, FreeText.words)).all()
    for comment_id, words in written:
        read = Decision(comment_id, NEVER_SEEN, State.APPROVED, words, "", (), None, "Anna")
        assert settle(site.store, read, utc_now().date(), IdeaKind.IDEA)


@pytest.mark.parametrize("size", KIOSKS)
def test_the_thanks_hold_the_longest_answer_in_every_look(
    site: Site, browser: Browser, size: str
) -> None:
    token, centre_id, _code = open_at(site, 0)
    answered(site, centre_id, *LONGEST)
    with tablet(site, browser, token, size) as page:
        robot = Robot(page)
        robot.press("begin")
        robot.press("choice")
        robot.press("yes")
        robot.answer_all({"idea": "Kaffe"})
        expect(page.locator(".suggested")).to_contain_text(LONGEST[1])
        for look in each_look(page):
            assert look_faults(page, look) == [], look
            assert axe_faults(page, look) == [], look
