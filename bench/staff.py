"""What the staff's pages cost where a municipality has filled them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from bench.compare import Row
from config import Settings
from survey.clock import utc_now
from survey.store import migrate
from survey.store.engine import open_store
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_headcount,
    add_link,
    add_round,
    units_of,
)
from survey.voices import Perspective, Voice
from tests.visiting import Pages
from tests.world import World, make_world

CENTRES, ROUNDS, LINKS, TIMES = 200, 300, 5_000, 40
MILLISECONDS = 150.0
"""What the slowest twentieth of the requests for a page may take, at least."""
PAGES = {
    "front page": "/admin/",
    "centres": "/admin/centres/",
    "initiatives": "/admin/initiatives/",
    "rounds": "/admin/rounds/",
    "reports": "/admin/reports/",
    "all links": "/admin/links/",
    "links of a round": "/admin/rounds/1/links",
    "a round": "/admin/rounds/2",
    "its board": "/admin/rounds/2/board",
    "tablets": "/admin/tablets",
    "people": "/admin/people/",
}


def rows_of_the_staff(folder: Path) -> Iterator[Row]:
    """The p95 of each page, of one request after the other on SQLite, against that of the door.

    The door is the sign-in page: it costs what any page of ours does before its own work.
    """
    client = _filled(folder)
    stranger = client.application.test_client()
    door = _p95(stranger, "/admin/sign-in")
    for name, path in PAGES.items():
        took = _p95(client, path)
        told = f"p95 {took:.0f} of {MILLISECONDS:.0f} ms, {took / door:.1f} times the sign-in page"
        yield Row(f"staff: {name}, p95 of what is promised", took / MILLISECONDS, told, at_most=1)


def _filled(folder: Path) -> FlaskClient:
    """A member of staff, signed in where there are many of everything."""
    database = f"sqlite:///{folder / 'staff.db'}"
    store = open_store(database)
    migrate.upgrade(store)
    world = make_world(store, utc_now())
    _fill(world)
    settings = Settings(
        instance=folder / "staff", database=database, secret_key="s" * 32, tombstone_key="t" * 32
    )
    app = create_app(settings)
    app.testing = True
    pages = Pages(world, app.test_client())
    pages.sign_in(now=utc_now())
    return pages.client


def _fill(world: World) -> None:
    today = world.today
    voices = {Voice.RESIDENT: [Perspective.SELF], Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    with world.store.session() as session:
        centres = []
        for number in range(CENTRES):
            centre = add_centre(session, f"Centre {number}", ["Eg", "Birk", "Ask"])
            for unit in units_of(session, centre.id):
                add_headcount(session, centre.id, unit.id, Voice.RESIDENT, 20, today)
            centres.append(centre.id)
        for number in range(ROUNDS):
            opens = today - timedelta(days=number)
            asking = Asking(world.version.id, voices, opens, opens + timedelta(days=21))
            here = [centres[(number * 7 + step) % CENTRES] for step in range(3)]
            round_ = add_round(session, asking, here)
            for step in range(LINKS // ROUNDS + 1):
                add_link(session, round_.id, here[step % 3], Voice.RELATIVE, label=f"{step}")


def _p95(client: FlaskClient, path: str) -> float:
    """Milliseconds that 95 of 100 requests stay below."""
    waits = []
    for _ in range(TIMES):
        started = time.perf_counter()
        answer = client.get(path)
        waits.append((time.perf_counter() - started) * 1e3)
        assert answer.status_code == 200, path
    return sorted(waits)[int(TIMES * 0.95) - 1]
