"""From a finding to a promise, seen by everybody, asked about in the next round, and read again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from survey.asked_again import helped_key
from survey.clock import utc_now
from survey.rounds import Days
from survey.store.round_edit_queries import make_round
from survey.store.setup_queries import add_link
from survey.store.staff_queries import new_sign_in_link
from survey.store.tables import Round
from survey.voices import Voice
from tests.answering import Answer, Robot
from tests.browsing import KIOSKS, PHONE, accessibility_faults, open_paired, visit
from tests.planning import kept, plan_of
from tests.served import Site
from tests.visiting import make_ready
from tests.world import EVERY_ANSWER, World

DESK = {"width": 1180, "height": 900}
SAID, PROMISED, DONE = "Vi savner sang.", "Et kor kommer i maj.", "Koret kommer hver onsdag."


def test_a_promise_goes_round_from_what_was_said_to_what_is_said_of_it(
    site: Site, cast: World, browser: Browser
) -> None:
    hear(cast, cast.round_id, music=18, walks=2)
    move(cast, cast.round_id, -40, -20)
    later = plan(cast)
    with visit(browser, viewport=DESK) as desk:
        sign_in(site, desk)
        make_a_promise_of_the_finding(desk, f"{site.base}/admin/rounds/{cast.round_id}/report")
        settle(desk)
        promise = desk.url
        ask_in_the_next_round(desk)
        move(cast, later, -1, 9)
        see_it_on_a_phone(browser, f"{site.base}/s/{relatives_link(cast, later)}")
        see_it_in_public(browser, desk, promise)
        see_it_on_the_tablet_and_answer(site, cast, browser)
        hear(cast, later, music=6, walks=13)
        move(cast, later, -9, -1)
        read_before_and_after(desk, promise)


def hear(world: World, round_id: int, **needs: int) -> None:
    """So many residents chose each need; where they are asked, it has helped."""
    hash_ = kept(world, round_id).version_hash
    asked = [one.key for one in world.versions.get(hash_).questionnaire.questions]
    said = {key: {"status": "answered", "value": "yes"} for key in asked if key == helped_key(1)}
    for need, n in needs.items():
        picked = {"needs": {"status": "answered", "value": [need]}}
        answers: dict[str, Any] = {**EVERY_ANSWER, **said, **picked}
        for _ in range(n):
            sent = world.submission(round=round_id, version=hash_, answers=answers)
            assert world.deliver(sent).result == "stored"


def move(world: World, round_id: int, opens: int, closes: int) -> None:
    """Let the round be open on other days, counted from today."""
    days = {
        "opens_on": world.today + timedelta(opens),
        "closes_on": world.today + timedelta(closes),
    }
    with world.store.write() as connection:
        connection.execute(update(Round).where(Round.id == round_id).values(**days))


def plan(world: World) -> int:
    """The next round, to open in two weeks."""
    days = Days(world.today + timedelta(14), world.today + timedelta(28))
    return make_round(world.store, plan_of(world, days=days))


def relatives_link(world: World, round_id: int) -> str:
    with world.store.session() as session:
        return add_link(session, round_id, world.centre_id, Voice.RELATIVE)


def sign_in(site: Site, desk: Page) -> None:
    token = new_sign_in_link(site.store, "Anna", utc_now(), make=True)
    make_ready(site.store, "Anna")
    desk.goto(f"{site.base}/admin/sign-in/link/{token}")
    desk.locator('main button[type="submit"]').click()
    expect(desk.locator("h1:visible")).to_be_visible()


def make_a_promise_of_the_finding(desk: Page, report: str) -> None:
    """Read that people miss music, and promise something for it."""
    desk.goto(report)
    expect(desk.locator(".answers tr").filter(has_text="Music")).to_contain_text("18 af 20")
    asked = desk.locator('a[href*="question=needs"]')
    expect(asked).to_have_text("Lav en handling af dette")
    asked.click()
    expect(desk.get_by_label("Hvad der blev sagt, på dansk")).to_have_value("Hvad har du brug for?")
    desk.get_by_label("Hvad der blev sagt, på dansk").fill(SAID)
    desk.get_by_label("Hvad der er lovet, på dansk").fill(PROMISED)
    desk.locator("#said_en").fill("We miss singing.")
    desk.locator("#promised_en").fill("A choir comes in May.")
    desk.get_by_label("Hvem der sørger for det").fill("Koordinatoren")
    desk.get_by_label("Vis det på tabletter").check()
    desk.get_by_label("Underskrevet af").fill("Cilla")
    desk.get_by_label("Som er").fill("Leder af centret")
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(SAID)


def settle(desk: Page) -> None:
    """Write down that it was done, in the languages people are asked in."""
    promise = desk.url
    desk.get_by_role("link", name="Skriv, hvad der blev af det").click()
    desk.get_by_label("Det er gjort").check()
    desk.locator("#became_da").fill(DONE)
    desk.locator("#became_en").fill("The choir comes every Wednesday.")
    desk.get_by_role("button", name="Gem").click()
    expect(desk).to_have_url(promise)


def ask_in_the_next_round(desk: Page) -> None:
    """The next round is chosen already: one press asks it."""
    desk.get_by_role("link", name="Spørg om det hjalp i næste runde").click()
    assert accessibility_faults(desk) == []
    desk.get_by_role("button", name="Spørg om det").click()
    expect(desk.get_by_text("Runden spørger nu, om det har hjulpet.")).to_be_visible()


def see_it_on_a_phone(browser: Browser, link: str) -> None:
    with visit(browser, viewport=PHONE, has_touch=True, is_mobile=True) as phone:
        phone.goto(link)
        expect(phone.get_by_text(DONE)).to_be_visible()
        expect(phone.get_by_text("Koordinatoren")).to_have_count(0)


def see_it_in_public(browser: Browser, desk: Page, promise: str) -> None:
    """Anybody may read it; nobody has to sign in."""
    desk.goto(promise)
    address = desk.get_by_role("link", name="se centrets offentlige side").get_attribute("href")
    with visit(browser, viewport=PHONE) as anybody:
        anybody.goto(promise.partition("/admin/")[0] + str(address))
        for words in (SAID, DONE, "Cilla"):
            expect(anybody.get_by_text(words)).to_be_visible()
        expect(anybody.get_by_text("Koordinatoren")).to_have_count(0)
        assert accessibility_faults(anybody) == []


def see_it_on_the_tablet_and_answer(site: Site, cast: World, browser: Browser) -> None:
    """It is read before one begins, and told once more above the last question."""
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as tablet:
        open_paired(tablet, site.base, cast.device_token)
        expect(tablet.locator(".answered").get_by_text(DONE)).to_be_visible()
        expect(tablet.get_by_text("Cilla, Leder af centret")).to_be_visible()
        robot = Robot(tablet)
        robot.press("begin")
        robot.press("choice")
        robot.press("yes")
        said: dict[str, Answer] = {"needs": ["walks"], helped_key(1): "yes"}
        with tablet.expect_response(lambda answer: "/responses/" in answer.url) as sent:
            met = robot.answer_all(said, how=("alone", ""))
            expect(tablet.locator("h1:visible")).to_have_text("Tak for dine svar")
        assert sent.value.status == 201
        assert helped_key(1) in met


def read_before_and_after(desk: Page, promise: str) -> None:
    """Both rounds stand there, held against each other, and no cause is named."""
    desk.goto(promise)
    held = desk.locator(".beside-answers li")
    expect(held.filter(has_text="Music")).to_contain_text("Først: 18 af 20. Senere: 6 af 20.")
    expect(held.filter(has_text="Music")).to_contain_text("Vi kan ikke vide")
    expect(held.filter(has_text="Nothing")).to_contain_text("Ingen sikker forskel.")
    helped = desk.locator(".asked").filter(has_text="Har det hjulpet dig?")
    expect(helped.locator("tr").filter(has_text="Ja")).to_contain_text("20 af 20")
    assert accessibility_faults(desk) == []
    desk.set_viewport_size({"width": 320, "height": 700})
    wide = desk.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, "nothing is read sideways"
