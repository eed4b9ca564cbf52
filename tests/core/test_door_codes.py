"""QR codes at doors: who is reminded of which, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from survey.door_codes import Door, ending
from survey.staff import EVERYWHERE, Reach
from survey.store.door_queries import doors_within
from survey.store.initiative_queries import rounds_of
from survey.store.setup_queries import add_centre
from survey.store.tables import Initiative, InitiativePartner, Link, Round
from tests.pulsing import make_visiting
from tests.world import NOW, World

TODAY = NOW.date()
DOOR = Door(1, 1, 1, "Naboklubben", "Solsikken", "volunteer", TODAY)


@pytest.mark.parametrize(
    ("days", "told"), [(31, False), (30, True), (0, True), (-1, True), (-30, True), (-31, False)]
)
def test_it_is_told_a_month_ahead_and_a_month_after(days: int, told: bool) -> None:
    door = replace(DOOR, ends_on=TODAY + timedelta(days))
    assert ending([door], TODAY) == ([door] if told else [])
    assert door.is_over(TODAY) is (days < 0)


def test_a_code_that_lasts_longer_is_enough_for_its_own_door_only() -> None:
    later = replace(DOOR, round_id=2, ends_on=TODAY + timedelta(200))
    assert ending([DOOR, later], TODAY) == ending([later, DOOR], TODAY) == []
    for elsewhere in ({"centre": "Liljen"}, {"partner_id": 2}, {"voice": "staff"}):
        assert ending([DOOR, replace(later, **elsewhere)], TODAY) == [DOOR]


def found(world: World, reach: Reach = EVERYWHERE) -> list[Door]:
    with world.store.read() as connection:
        return doors_within(connection, reach, TODAY)


def test_codes_are_found_where_one_runs_things(world: World) -> None:
    visiting = make_visiting(world)
    (door,) = found(world)
    assert (door.partner, door.centre, door.voice) == ("Naboklubben", "Solsikken", "volunteer")
    assert door.ends_on == TODAY + timedelta(365)
    with world.store.read() as connection:
        (round_,) = rounds_of(connection, visiting.initiative_id, EVERYWHERE)
    assert round_.doors == (door,)
    with world.store.session() as session:
        elsewhere = add_centre(session, "Liljen").id
    assert found(world, Reach(centres=frozenset({elsewhere}))) == []


@pytest.mark.parametrize(
    "change",
    [
        update(Link).values(revoked_on=TODAY),
        update(Round).values(archived_on=TODAY),
        update(Round).values(closes_on=TODAY - timedelta(31)),
        update(InitiativePartner).values(removed_on=TODAY),
        update(Initiative).values(archived_on=TODAY),
        update(Initiative).values(state="decided"),
    ],
)
def test_what_is_over_and_done_with_reminds_nobody(world: World, change: object) -> None:
    make_visiting(world)
    with world.store.write() as connection:
        connection.execute(change)  # type: ignore[call-overload] # an update
    assert found(world) == []
