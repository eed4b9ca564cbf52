"""Clocks that are wrong: no answer is lost or refused for it, or put on another day."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from app import create_app
from config import Settings
from survey.services import NAME
from survey.store.engine import open_store
from survey.store.tables import Quarantine, Response
from tests.browsing import KIOSKS, open_paired, visit
from tests.faults.proxy import passes, proxy, refuses
from tests.faults.scripts import BY_ITS_OWN_CLOCK, Change
from tests.faults.tablet import await_sent, give_answers, weaken
from tests.served import Site
from tests.serving import serving
from tests.visiting import Pages
from tests.world import NOW, World, make_world

YEARS = (2019, 2035)
LATER = "tests.faults.late_server:three_weeks_later()"


@contextmanager
def tablet_of(year: int, base: str, cast: World, browser: Browser) -> Iterator[Page]:
    """A tablet whose clock is years off."""
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.clock.set_system_time(datetime(year, 7, 1, 12, tzinfo=UTC))
        open_paired(page, base, cast.device_token)
        assert page.evaluate("new Date().getFullYear()") == year
        yield page


def days_kept(
    site: Site, cast: World, browser: Browser, year: int, *weak: Change
) -> list[date | str]:
    """One answer sent at once, one when the round has long closed: their days, or why not."""
    with proxy(site.base) as (base, network):
        weaken(network, *weak)
        with (
            serving(site.instance, site.database, LATER) as later,
            tablet_of(year, base, cast, browser) as page,
        ):
            give_answers(page)
            await_sent(page)
            network.always(refuses)
            give_answers(page)
            network.behind = later
            network.always(passes)
            await_sent(page)
    with cast.store.read() as connection:
        reasons = connection.scalars(select(Quarantine.reason))
        return [*connection.scalars(select(Response.day)), *reasons]


@pytest.mark.parametrize("year", YEARS)
def test_a_tablet_of_another_year_is_heard_on_the_right_day(
    site: Site, cast: World, browser: Browser, year: int
) -> None:
    assert days_kept(site, cast, browser, year) == [cast.today] * 2


@pytest.mark.parametrize("year", YEARS)
def test_of_the_test_a_tablet_that_goes_by_its_own_clock_is_seen(
    site: Site, cast: World, browser: Browser, year: int
) -> None:
    kept = days_kept(site, cast, browser, year, BY_ITS_OWN_CLOCK)
    assert kept != [cast.today] * 2
    assert len(kept) == 2, "not even that loses one"


@contextmanager
def pages_at(settings: Settings, now: datetime, began: datetime) -> Iterator[Pages]:
    """A server that takes it to be `now`, with the cast of the day of `began`."""
    store = open_store(settings.database_url)
    world = make_world(store, began)
    app = create_app(settings, lambda: now)
    with app.test_client() as client:
        yield Pages(world, client)
    store.engine.dispose()
    app.extensions[NAME].store.engine.dispose()


def kept_as(pages: Pages, day: date) -> date | str:
    """The day an answer begun on `day` is kept under, or why it is kept aside."""
    given = pages.world.submission(day=day.isoformat())
    answer = pages.client.put(
        f"/responses/{secrets.token_hex(16)}",
        data=json.dumps(given),
        headers={"Authorization": f"Bearer {pages.world.device_token}"},
        content_type="application/json",
    )
    if answer.status_code == 202:
        return str(answer.get_json()["reason"])
    assert answer.status_code == 201
    with pages.world.store.read() as connection:
        found = connection.scalar(select(Response.day).order_by(Response.day.desc()))
    assert found
    return found


DAY = timedelta(days=1)
FIRST = date(2026, 11, 24)
LAST = FIRST + 14 * DAY
OFF = {
    "a day behind, on the first day": (NOW - DAY, FIRST, FIRST - DAY),
    "a day ahead, on the first day": (NOW + DAY, FIRST, FIRST),
    "a day behind, on the last day": (NOW + 13 * DAY, LAST, LAST - DAY),
    "a day ahead, on the last day": (NOW + 15 * DAY, LAST, LAST),
    "right, and begun too late": (NOW + 15 * DAY, LAST + DAY, "after_closing"),
    "half a year after the last day": (NOW + 200 * DAY, LAST, "after_closing"),
}
"""What the server takes it to be, when the answer was begun, and what becomes of it."""


@pytest.mark.parametrize("what", OFF)
def test_a_server_a_day_off_keeps_every_answer(settings: Settings, what: str) -> None:
    """Never under a day that it takes to be still to come."""
    now, begun, expected = OFF[what]
    with pages_at(settings, now, began=NOW) as pages:
        assert kept_as(pages, begun) == expected


NIGHTS = {
    "2026-10-24T21:59Z": date(2026, 10, 24),
    "2026-10-24T22:00Z": date(2026, 10, 25),
    "2026-10-25T00:30Z": date(2026, 10, 25),
    "2026-10-25T01:30Z": date(2026, 10, 25),
    "2026-10-25T22:59Z": date(2026, 10, 25),
    "2026-10-25T23:00Z": date(2026, 10, 26),
    "2027-03-27T22:59Z": date(2027, 3, 27),
    "2027-03-27T23:00Z": date(2027, 3, 28),
    "2027-03-28T01:00Z": date(2027, 3, 28),
    "2027-03-28T21:59Z": date(2027, 3, 28),
    "2027-03-28T22:00Z": date(2027, 3, 29),
}
"""Moments of the two nights in which clocks change, and what day it is in Copenhagen."""


def wrong_days(settings: Settings, template: Path) -> list[str]:
    """The moments at which an answer of the day is kept under another, or the round is not open."""
    wrong = []
    for moment, day in NIGHTS.items():
        now = datetime.fromisoformat(moment)
        copy = settings.instance.parent / f"{now.timestamp():.0f}.db"
        copy.write_bytes(template.read_bytes())
        fresh = settings.model_copy(update={"database": f"sqlite:///{copy}"})
        with pages_at(fresh, now, began=now) as pages:
            token = {"Authorization": f"Bearer {pages.world.device_token}"}
            here = pages.client.get("/k/rounds", headers=token).get_json()
            is_right = here["today"] == day.isoformat() and here["rounds"]
            if not is_right or kept_as(pages, day) != day:
                wrong.append(moment)
    return wrong


def test_the_day_is_right_in_the_nights_when_clocks_change(
    settings: Settings, sqlite_template: Path
) -> None:
    assert wrong_days(settings, sqlite_template) == []


def test_of_the_test_days_of_another_zone_are_seen(
    settings: Settings, sqlite_template: Path
) -> None:
    elsewhere = settings.model_copy(update={"time_zone": "UTC"})
    assert {"2026-10-24T22:00Z", "2027-03-28T22:00Z"} <= set(wrong_days(elsewhere, sqlite_template))
