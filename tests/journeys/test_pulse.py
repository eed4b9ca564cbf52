"""From the scan at the door to the thanks: how many taps and requests, and what a bad network does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Route, expect
from sqlalchemy import func, select, update

from survey.intake.receipts import id_of
from survey.store.tables import Response, Round
from survey.voices import Voice
from tests.answering import Robot
from tests.boxes import SIDEWAYS
from tests.browsing import SMALL_PHONE, accessibility_faults, visit
from tests.journeys.phones import phone_faults
from tests.pulsing import Visiting, make_visiting
from tests.served import Site
from tests.world import World

MOST_TAPS, MOST_REQUESTS = 4, 2
SETTLED, TAKE_BACK = 700, 4_100
"""Milliseconds: until a new screen takes a press, and until it is sent."""
FIRST_BYTES = 20_000
"""What the first load may weigh, until the first tile can be pressed."""


@dataclass
class Door:
    """A volunteer at the door with her phone."""

    page: Page
    base: str
    code: str
    taps: int = 0
    asked: list[str] = field(default_factory=list)

    def scan(self) -> None:
        """Open the link; what is asked of the network from now on is counted."""
        self.page.goto(f"{self.base}/s/{self.code}")
        expect(self.page.locator("button.tile:visible").first).to_be_visible()
        self.page.on("request", self._ask)

    def _ask(self, request: Request) -> None:
        self.asked.append(urlsplit(request.url).path)

    def tap(self, label: str) -> None:
        """Tap a tile, as soon as the screen takes it."""
        self.page.clock.run_for(SETTLED)
        self.page.get_by_role("button", name=label, exact=True).tap()
        self.taps += 1

    def wait(self) -> None:
        """Let the moment pass in which it can be taken back."""
        self.page.clock.run_for(TAKE_BACK)

    def sees(self, heading: str) -> None:
        expect(self.page.locator("h2:visible")).to_have_text(heading)

    def thanked(self) -> None:
        self.sees("Tak for dine svar")


@contextmanager
def at_door(site: Site, browser: Browser, visiting: Visiting, **how: Any) -> Iterator[Door]:
    with visit(browser, viewport=SMALL_PHONE, has_touch=True, is_mobile=True, **how) as page:
        yield Door(page, site.base, visiting.code)


def stored(site: Site) -> list[dict[str, Any]]:
    with site.store.read() as connection:
        return [
            {key: answer.get("value") for key, answer in answers.items()}
            for answers in connection.scalars(select(Response.answers))
        ]


def test_a_visit_is_four_taps_and_two_requests_at_most(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast)) as door:
        door.scan()
        assert phone_faults(door.page) == []
        for answer in ("Ja", "Nogenlunde", "Nej", "Mit helbred"):
            door.tap(answer)
        assert stored(site) == [], "it can be taken back yet"
        assert phone_faults(door.page) == []
        door.wait()
        door.thanked()
        assert phone_faults(door.page) == []
        assert door.taps <= MOST_TAPS
        assert len(door.asked) <= MOST_REQUESTS, door.asked
    given = {"expected": "yes", "welcome": "some", "come_again": "no", "reason": "health"}
    assert stored(site) == [given]
    with site.store.read() as connection:
        day, part = connection.execute(select(Response.visit_day, Response.visit_part)).one()
    assert (day, part != "") == (cast.today, True)


def test_one_who_comes_again_is_not_asked_why_not(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast)) as door:
        door.scan()
        for answer in ("Ja", "Ja", "Ja"):
            door.tap(answer)
        door.wait()
        door.thanked()
    assert [one["reason"] for one in stored(site)] == [None]


def test_why_not_is_one_tap(site: Site, cast: World, browser: Browser) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.scan()
        door.tap("Jeg var alene på vagt")
        door.wait()
        door.thanked()
        assert door.taps == 1
        assert len(door.asked) <= MOST_REQUESTS, door.asked
    assert stored(site) == [{"reason": "alone_on_duty"}]


def test_a_slip_of_the_finger_is_taken_back(site: Site, cast: World, browser: Browser) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.scan()
        door.tap("Der kom ingen")
        door.sees("Du svarede")
        expect(door.page.locator(".answer")).to_have_text("Der kom ingen")
        door.tap("Ret svaret")
        door.wait()
        assert stored(site) == []
        door.tap("Jeg var alene på vagt")
        door.wait()
        door.thanked()
    assert stored(site) == [{"reason": "alone_on_duty"}]


def test_a_receipt_is_shown_where_the_round_offers_one(
    site: Site, cast: World, browser: Browser
) -> None:
    visiting = make_visiting(cast, "why_not", Voice.STAFF)
    with site.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))
    with at_door(site, browser, visiting) as door:
        door.scan()
        door.tap("Der kom ingen")
        door.wait()
        door.thanked()
        code = door.page.locator(".receipt-code").inner_text()
    with site.store.read() as connection:
        assert id_of(code) == connection.scalar(select(Response.id))


def test_who_stands_at_taking_back_is_given_all_the_time(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.scan()
        door.tap("Der kom ingen")
        door.page.keyboard.press("Tab")
        expect(door.page.get_by_role("button", name="Ret svaret")).to_be_focused()
        for _ in range(5):
            door.wait()
        door.sees("Du svarede")
        door.page.keyboard.press("Tab")
        door.wait()
        door.thanked()


def test_offline_it_is_kept_and_sent_when_the_link_is_opened_again(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        with door.page.expect_response("**/pulse_queue-*.js"):
            door.scan()
        door.page.context.set_offline(True)
        door.tap("Der kom ingen")
        door.wait()
        door.sees("Dine svar er ikke gemt endnu")
        expect(door.page.locator(".screen")).to_contain_text("ligger låst på denne telefon")
        assert phone_faults(door.page) == []
        assert stored(site) == []
        door.page.context.set_offline(False)
        with door.page.expect_response("**/responses/*"):
            door.page.reload()
        expect(door.page.locator("button.tile:visible").first).to_be_visible()
    assert stored(site) == [{"reason": "nobody_came"}]


def test_what_hides_the_page_sends_it(site: Site, cast: World, browser: Browser) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.scan()
        door.tap("Der kom ingen")
        door.sees("Du svarede")
        with door.page.expect_response("**/responses/*"):
            door.page.evaluate(
                """() => {
                  Object.defineProperty(document, 'hidden', { get: () => true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }"""
            )
        door.thanked()
    assert len(stored(site)) == 1


def test_without_the_part_that_seals_it_is_sent_all_the_same(
    site: Site, cast: World, browser: Browser
) -> None:
    def lost(route: Route) -> None:
        route.fulfill(status=404, body="")

    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.page.route("**/pulse_queue-*.js", lost)
        door.scan()
        door.tap("Der kom ingen")
        door.wait()
        door.thanked()
    assert len(stored(site)) == 1


def test_a_phone_with_a_wrong_clock_is_thanked_and_counted_today(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast)) as door:
        door.page.clock.set_fixed_time("2001-01-01T09:00:00")
        door.scan()
        door.page.clock.set_fixed_time("2001-01-01T09:00:00")
        for answer in ("Ja", "Ja", "Ja"):
            door.tap(answer)
        door.wait()
        door.thanked()
    with site.store.read() as connection:
        day, part = connection.execute(select(Response.visit_day, Response.visit_part)).one()
    assert (day, part) == (cast.today, "")


def test_without_a_script_it_is_one_form_and_one_button(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast), java_script_enabled=False) as door:
        door.page.goto(f"{site.base}/s/{door.code}")
        for key in ("expected", "welcome"):
            door.page.locator(f'label:has(input[name="q.{key}"][value="yes"])').tap()
        door.page.get_by_role("button", name="Send mine svar").tap()
        expect(door.page.locator("h1")).to_have_text("Tak for dine svar")
    with site.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 1
        assert connection.scalar(select(Response.visit_part))


def test_letters_twice_as_large_still_fit(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=SMALL_PHONE) as page:
        page.goto(f"{site.base}/s/{make_visiting(cast, 'why_not', Voice.STAFF).code}")
        expect(page.locator("button.tile:visible").first).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not page.evaluate(SIDEWAYS)
        page.clock.run_for(SETTLED)
        page.get_by_role("button", name="Der kom ingen").click()
        expect(page.locator("h2:visible")).to_have_text("Du svarede")
        assert not page.evaluate(SIDEWAYS)


def test_the_plain_form_passes_axe(site: Site, cast: World, browser: Browser) -> None:
    with visit(browser, viewport=SMALL_PHONE) as page:
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{site.base}/s/{make_visiting(cast).code}")
        assert accessibility_faults(page) == []
        page.get_by_role("button", name="Send mine svar").click()
        expect(page.locator(".errors")).to_be_focused()
        assert page.title().startswith("Fejl:")
        assert accessibility_faults(page) == []
        page.locator(".errors a").click()
        expect(page.locator("#q-expected")).to_be_focused()


def test_a_keyboard_answers_it(site: Site, cast: World, browser: Browser) -> None:
    with at_door(site, browser, make_visiting(cast, "why_not", Voice.STAFF)) as door:
        door.scan()
        door.page.get_by_role("button", name="Der kom ingen").focus()
        door.page.clock.run_for(SETTLED)
        door.page.keyboard.press("Enter")
        door.sees("Du svarede")
        expect(door.page.locator("h2:visible")).to_be_focused()
        door.wait()
        door.thanked()
    assert stored(site) == [{"reason": "nobody_came"}]


def test_one_goes_back_and_answers_anew(site: Site, cast: World, browser: Browser) -> None:
    with at_door(site, browser, make_visiting(cast)) as door:
        door.scan()
        for answer in ("Ja", "Ja", "Nej"):
            door.tap(answer)
        door.tap("Tilbage")
        expect(door.page.get_by_role("button", name="Nej")).to_have_attribute(
            "aria-pressed", "true"
        )
        door.tap("Ja")
        door.wait()
        door.thanked()
    given = {"expected": "yes", "welcome": "yes", "come_again": "yes", "reason": None}
    assert stored(site) == [given]


def test_a_longer_questionnaire_promises_no_more_in_its_thanks(
    site: Site, cast: World, browser: Browser
) -> None:
    with at_door(site, browser, make_visiting(cast, "volunteer_stopped")) as door:
        robot = Robot(door.page)
        door.page.goto(f"{site.base}/s/{door.code}")
        with door.page.expect_navigation():
            robot.tap(door.page.locator("form.begin button.go"))
        while robot.question.count():
            robot.pass_by()
        expect(door.page.locator("h1:visible")).to_have_text("Tak for dine svar")
        expect(door.page.get_by_text("De er gemt.", exact=True)).to_be_visible()
        expect(door.page.get_by_text("Det kan ikke ses")).to_have_count(1)
        expect(door.page.get_by_text("Det kan ikke ses")).to_be_hidden()


def test_the_first_load_is_light(site: Site, cast: World, browser: Browser) -> None:
    """Until the first tile can be pressed: the page, one style and one script, and no font."""
    with at_door(site, browser, make_visiting(cast)) as door:
        sizes: dict[str, int] = {}
        names: dict[str, str] = {}
        session = door.page.context.new_cdp_session(door.page)
        session.on(
            "Network.requestWillBeSent",
            lambda e: names.update({e["requestId"]: urlsplit(e["request"]["url"]).path}),
        )
        session.on(
            "Network.loadingFinished",
            lambda e: sizes.update({names[e["requestId"]]: int(e["encodedDataLength"])}),
        )
        session.send("Network.enable")
        door.scan()
        first = {path: size for path, size in sizes.items() if "pulse_queue" not in path}
        assert not [path for path in names.values() if path.endswith(".woff2")]
        assert len([p for p in first if not p.startswith("data") and p]) <= 3, first
        assert 0 < sum(first.values()) <= FIRST_BYTES, first
