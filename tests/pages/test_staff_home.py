"""The staff side's first page: what is open, who is silent, what was promised and is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.actions import Place, Promise
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.action_queries import add_action
from survey.store.organisation_queries import note_example
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_headcount,
    add_initiative,
    add_round,
    units_of,
)
from survey.store.tables import Unit
from survey.voices import Perspective, Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

HOME = "/admin/?lang=en"
TODAY = NOW.date()


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in."""
    pages.sign_in()
    return pages


def more_rounds(world: World, count: int) -> None:
    """Open rounds at three more centres, with units and people."""
    with world.store.session() as session:
        centres = [add_centre(session, f"Centre {n}", ["Eg", "Birk"]) for n in range(3)]
        for centre in centres:
            for unit in units_of(session, centre.id):
                add_headcount(session, centre.id, unit.id, Voice.RESIDENT, 20, TODAY)
        initiative = add_initiative(session, "Fællesskab")
        for _ in range(count):
            voices = {Voice.RESIDENT: [Perspective.SELF]}
            asking = Asking(world.version.id, voices, TODAY, TODAY + timedelta(days=7))
            add_round(session, asking, [c.id for c in centres]).initiative_id = initiative.id


def people_live_there(world: World, people: int = 20) -> int:
    """So many residents at each unit; returns the first unit."""
    with world.store.session() as session:
        units = list(session.scalars(select(Unit.id).where(Unit.centre_id == world.centre_id)))
        for unit in units:
            add_headcount(session, world.centre_id, unit, Voice.RESIDENT, people, TODAY)
    return units[0]


def promised(world: World, days: int, text: str = "Et kor") -> None:
    """A promise that is due so many days from today."""
    due = TODAY + timedelta(days=days)
    place = Place(centre_id=world.centre_id)
    promise = Promise(place, {"da": "Vi savner sang."}, {"da": text}, "Anna", due, False)
    add_action(world.store, promise, TODAY)


def test_open_rounds_stand_there_with_where_to_go(inside: Pages) -> None:
    html = inside.open(HOME)
    for told in (
        "Every kind",
        "Solsikken",
        "Open until December 8, 2026",
        f'href="/admin/rounds/{inside.world.round_id}/board"',
        f'href="/admin/rounds/{inside.world.round_id}/report"',
    ):
        assert told in html


def test_the_page_speaks_danish(inside: Pages) -> None:
    html = inside.open("/admin/", headers={"Accept-Language": "da"})
    assert 'lang="da" dir="ltr"' in html
    assert "8. december 2026" in html
    assert "Alle slags" in html


def test_units_where_nobody_was_heard_are_named(inside: Pages) -> None:
    people_live_there(inside.world)
    html = inside.open(HOME)
    assert "2 units are silent:" in html
    assert "Birk, Solsikken; Eg, Solsikken" in html


def test_a_unit_that_was_heard_is_not_silent(inside: Pages) -> None:
    world = inside.world
    first = people_live_there(world)
    channel = replace(world.channel(world.device_token, world.round_id), unit_id=first)
    world.deliver_through(channel, world.submission())
    html = inside.open(HOME)
    assert "1 unit is silent:" in html
    assert "Birk, Solsikken" in html
    assert "Eg, Solsikken" not in html


def test_where_nobody_lives_and_where_units_are_not_told_apart_nothing_is_said(
    inside: Pages,
) -> None:
    world = inside.world
    assert "silent" not in inside.open(HOME), "nobody was counted"
    people_live_there(world, 0)
    assert "silent" not in inside.open(HOME), "nobody lives there"
    people_live_there(world)
    world.deliver(world.submission())
    assert "silent" not in inside.open(HOME), "the tablet does not know its unit"


def test_what_is_due_is_listed_and_what_is_late_is_said(inside: Pages) -> None:
    assert "Nothing that was promised is due" in inside.open(HOME)
    promised(inside.world, -3, "Et kor")
    promised(inside.world, 20, "En bus")
    promised(inside.world, 90, "Et orgel")
    html = inside.open(HOME)
    assert html.index("Et kor") < html.index("En bus")
    assert html.count("the day has passed") == 1
    assert "Et orgel" not in html


def test_the_example_can_be_taken_away_from_there(inside: Pages) -> None:
    assert "is an example" not in inside.open(HOME)
    with inside.world.store.write() as connection:
        note_example(connection, inside.world.centre_id, "da")
    assert "“Solsikken” is an example" in inside.open(HOME)
    answer = inside.client.post("/admin/set-up/example/remove", data=inside.csrf("/admin/"))
    assert answer.status_code == 303
    html = inside.open(HOME)
    assert "The example is removed" in inside.open(HOME) or "Eksemplet er fjernet" in html
    assert "Solsikken" not in html
    assert "Nobody is being asked just now." in html


def test_a_reader_sees_reports_and_nothing_to_run(pages: Pages) -> None:
    promised(pages.world, 1)
    people_live_there(pages.world)
    pages.sign_in("Bo", Grant(Role.READER))
    html = pages.open(HOME)
    assert "Every kind" in html
    for hidden in ("silent", "Et kor", "/board", "Make a round", "/admin/tablets"):
        assert hidden not in html


def test_a_helper_sees_where_to_help(pages: Pages) -> None:
    pages.sign_in("Bo", Grant(Role.HELPER, centre_id=pages.world.centre_id))
    html = pages.open(HOME)
    assert "Help somebody answer" in html
    assert "Every kind" not in html


def test_reports_are_listed_a_page_at_a_time(inside: Pages) -> None:
    more_rounds(inside.world, 30)
    html = inside.open("/admin/reports/?lang=en")
    assert "Page 1 of 2" in html
    assert html.count("Open the report") == 25
    found = inside.open("/admin/reports/?lang=en&find=solsikken")
    assert found.count("Open the report") == 1


@pytest.mark.parametrize("path", [HOME, "/admin/reports/"])
def test_the_cost_does_not_grow_with_the_rounds(inside: Pages, path: str) -> None:
    people_live_there(inside.world)
    promised(inside.world, 1)
    store = inside.client.application.extensions[NAME].store
    with counted(store) as few:
        inside.open(path)
    more_rounds(inside.world, 30)
    promised(inside.world, 2)
    with counted(store) as many:
        inside.open(path)
    assert len(few) == len(many) <= 12
