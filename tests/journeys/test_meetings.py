"""A meeting in a browser: planned, who came, what was decided, into a calendar, what was read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.store.initiative_changes import add_initiative
from survey.store.tables import Round
from tests.browsing import PHONE, SMALL_PHONE, visit
from tests.journeys.test_staff_initiatives import follow, look, press
from tests.journeys.test_staff_pages import DESK, sign_in
from tests.served import Site
from tests.world import World

TABLET = {"width": 768, "height": 1024}
BESIDE = """row => new Set([...row.querySelectorAll('input')]
  .map(input => Math.round(input.getBoundingClientRect().bottom))).size"""
"""On how many heights the fields of a row stand."""


def heard(cast: World) -> str:
    """An initiative whose round has closed with six answers; returns the address of its page."""
    for number in range(6):
        cast.deliver(cast.submission(), f"{number:032x}")
    first = Step(State.IDEA, cast.today, "Anna")
    about = About("Eftermiddagskaffe", "Nogle sidder alene om eftermiddagen.")
    number = add_initiative(cast.store, about, [cast.centre_id], first)
    with cast.store.write() as connection:
        day = cast.today - timedelta(days=1)
        closed = {"closes_on": day, "opens_on": day, "initiative_id": number}
        connection.execute(update(Round).values(closed))
    return f"/admin/initiatives/{number}"


def plan_it(page: Page, day: str) -> None:
    follow(page, "Møder og beslutninger")
    look(page)
    follow(page, "Planlæg et møde")
    page.get_by_label("Dag").fill(day)
    page.get_by_label("Begynder klokken").fill("to")
    press(page, "Gem")
    expect(page.get_by_role("alert")).to_be_focused()
    look(page)
    page.get_by_label("Begynder klokken").fill("14:00")
    page.get_by_label("Sted").fill("Dagligstuen")
    press(page, "Gem")
    expect(page.get_by_role("status")).to_contain_text("Mødet er planlagt.")
    expect(page.get_by_text("klokken 14.00").first).to_be_visible()
    look(page)


def write_down_who_came(page: Page, heights: int) -> None:
    follow(page, "Skriv mødet ned")
    row = page.get_by_role("group", name="Beboere")
    assert row.locator(".came-row").evaluate(BESIDE) == heights
    row.get_by_label("Kom", exact=True).fill("3")
    staff = page.get_by_role("group", name="Medarbejdere")
    staff.get_by_label("Kunne ikke").fill("2")
    staff.get_by_label("Hvorfor ikke").fill("Alene på vagt")
    look(page)
    press(page, "Gem")
    came = page.locator(".who-came")
    expect(came).to_contain_text("3 kom.")
    expect(came).to_contain_text("Alene på vagt")
    look(page)


def decide(page: Page) -> None:
    follow(page, "Skriv en beslutning ned")
    page.get_by_label("Hvad der blev besluttet").fill("Der bliver sunget hver onsdag.")
    page.get_by_label("Hvem der sørger for det").fill("Bo")
    look(page)
    press(page, "Gem")
    page.get_by_role("button", name="Det er gjort Der bliver sunget").click()
    expect(page.locator("#decisions + ul")).to_contain_text("udført den")
    look(page)


def fetch_it(page: Page) -> None:
    with page.expect_download() as download:
        follow(page, "Hent til din kalender")
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["location"] == "Dagligstuen"


def read_what_is_kept(page: Page) -> None:
    """They were kept when the meeting was written down, at the latest."""
    page.locator("#report ~ ul a").click()
    expect(page.locator("h1")).to_contain_text("Vi har hørt 6 beboere")
    expect(page.locator(".alarm").first).to_contain_text("Den ændrer sig ikke mere.")
    look(page)
    follow(page, "Tilbage til mødet")
    expect(page.locator("#report")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "heights"),
    [(DESK, 1), (TABLET, 1), (PHONE, 3), (SMALL_PHONE, 3)],
    ids=["desk", "tablet", "phone", "small phone"],
)
def test_a_meeting_is_held(
    site: Site, cast: World, browser: Browser, size: dict[str, int], heights: int
) -> None:
    own = heard(cast)
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}{own}")
        plan_it(page, cast.today.isoformat())
        write_down_who_came(page, heights)
        decide(page)
        fetch_it(page)
        read_what_is_kept(page)


def test_reports_are_kept_before_the_meeting(site: Site, cast: World, browser: Browser) -> None:
    own = heard(cast)
    with visit(browser, viewport=PHONE) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}{own}")
        plan_it(page, (cast.today + timedelta(days=7)).isoformat())
        press(page, "Gem dem, som de er nu")
        expect(page.get_by_role("status")).to_be_visible()
        look(page)
        read_what_is_kept(page)
