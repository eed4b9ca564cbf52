"""The list of rounds, on both databases: order, search, pages, and what is within reach."""

from __future__ import annotations

from datetime import timedelta

import pytest

from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.rounds import RoundState
from survey.staff import EVERYWHERE, Reach
from survey.store.offer_queries import newest_published, offered
from survey.store.round_edit_queries import archive_round, make_round
from survey.store.round_list_queries import ListedRound, Wanted, listed_rounds
from survey.store.setup_queries import add_centre, add_initiative
from survey.store.versions import store_version
from tests.planning import plan_of
from tests.world import World


def listed(
    world: World, word: str = "", *, archived: bool = False, reach: Reach = EVERYWHERE
) -> list[ListedRound]:
    with world.store.read() as connection:
        wanted = Wanted(word, archived, 0, 25)
        found, total = listed_rounds(connection, reach, wanted, world.today)
    assert total == len(found)
    return found


def moved(world: World, days: int) -> int:
    plan = plan_of(world)
    return make_round(world.store, plan_of(world, days=plan.days.moved(timedelta(days=days))))


def test_open_ones_come_first_then_planned_then_closed(world: World) -> None:
    closed, planned = moved(world, -90), moved(world, 9)
    assert [(one.id, one.state) for one in listed(world)] == [
        (world.round_id, RoundState.OPEN),
        (planned, RoundState.PLANNED),
        (closed, RoundState.CLOSED),
    ]


def test_archived_ones_are_apart(world: World) -> None:
    archive_round(world.store, world.round_id, world.today)
    assert listed(world) == []
    assert [one.state for one in listed(world, archived=True)] == [RoundState.ARCHIVED]


@pytest.mark.parametrize(
    ("word", "found"),
    [("alle slags", 1), ("EVERY", 1), ("solsik", 2), ("frokost", 1), ("%", 0), ("_", 0), ("x", 0)],
)
def test_a_word_is_looked_for_in_every_name(world: World, word: str, found: int) -> None:
    other = another_questionnaire(world)
    with world.store.session() as session:
        initiative_id = add_initiative(session, "Fælles frokost").id
    make_round(world.store, plan_of(world, version_id=other, initiative_id=initiative_id))
    assert len(listed(world, word)) == found


def another_questionnaire(world: World) -> int:
    """Another questionnaire, with words of its own."""
    return store_version(world.store, freeze(library()["partners"]), world.today)[0].id


def test_only_what_is_within_reach_is_listed(world: World) -> None:
    own = Reach(centres=frozenset({world.centre_id}))
    assert len(listed(world, reach=own)) == 1
    assert listed(world, reach=Reach(centres=frozenset({world.centre_id + 1}))) == []
    assert listed(world, "solsik", reach=Reach()) == []


def test_the_newest_edition_of_each_questionnaire_is_offered(world: World) -> None:
    another_questionnaire(world)
    with world.store.read() as connection:
        found = newest_published(connection)
        one = newest_published(connection, "partners")
    assert {key: version.number for key, version in found.items()} == {
        "every_kind": 1,
        "partners": 1,
    }
    assert list(one) == ["partners"]


def test_centres_are_offered_by_reach_and_by_initiative(world: World) -> None:
    with world.store.session() as session:
        initiative_id = add_initiative(session, "Fælles frokost").id
        other = add_centre(session, "Åhaven").id
        third = add_centre(session, "Bakken").id
    make_round(
        world.store,
        plan_of(world, initiative_id=initiative_id, centre_ids=frozenset({other})),
    )
    reach = Reach(centres=frozenset({third}), initiatives=frozenset({initiative_id}))
    with world.store.read() as connection:
        offer = offered(connection, reach)
    assert list(offer.centres) == [third, other], "by name"
    assert offer.centres[third].takes(None)
    assert not offer.centres[other].takes(None)
    assert offer.centres[other].takes(initiative_id)
    assert offer.initiatives == {initiative_id: "Fælles frokost"}
