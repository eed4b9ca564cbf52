"""Initiatives in the store: reach, search, edits that meet, and the voices behind the need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from survey.actions import Place, Promise
from survey.initiative_parts import About, Agreement, Handover, Owner, Owners, Partner, Times
from survey.initiatives import Heard, State, Step
from survey.staff import EVERYWHERE, Reach
from survey.store import migrate
from survey.store.action_queries import add_action, all_actions
from survey.store.initiative_changes import (
    NameTaken,
    add_initiative,
    change_about,
    change_owners,
    change_times,
    delete_initiative,
    put_away,
    take_step,
)
from survey.store.initiative_list_queries import Wanted, Which, list_initiatives
from survey.store.initiative_queries import (
    find_initiative,
    history_of,
)
from survey.store.need_queries import residents_heard
from survey.store.partner_queries import add_partner, change_partner, find_partner, remove_partner
from survey.store.place_queries import FINDERS
from survey.store.setup_queries import Asking, add_centre, add_round
from survey.store.tables import Initiative
from survey.voices import Perspective, Voice
from tests.world import World


def made(world: World, name: str, centres: Iterable[int] = (), need: str = "Sang") -> int:
    """An idea of this name."""
    first = Step(State.IDEA, world.today, "Anna")
    return add_initiative(world.store, About(name, need), centres, first)


def names(world: World, reach: Reach = EVERYWHERE, word: str = "", which: str = "all") -> list[str]:
    """The names on the first page of a list."""
    with world.store.read() as connection:
        found, total = list_initiatives(connection, reach, Wanted(Which(which), word, 0, 25))
    assert total == len(found)
    return [one.about.name for one in found]


def other_centre(world: World) -> int:
    with world.store.session() as session:
        return add_centre(session, "Rosen").id


def test_it_is_read_as_it_was_written(world: World) -> None:
    about = About("Fællesskab", "Sang", ("music", "getting_out"), "Nye beboere")
    number = add_initiative(
        world.store, about, [world.centre_id], Step(State.IDEA, world.today, "Anna")
    )
    times = Times(4, world.today, world.today, "Frivillige fortsætter.")
    owners = Owners(Owner("Anna", world.today), Owner("Bo"))
    handover = Handover(world.today, "Anna", "", "Anna, Bo")
    assert change_times(world.store, number, 1, times)
    assert change_owners(world.store, number, 2, owners, handover)
    with world.store.read() as connection:
        found = find_initiative(connection, number)
        history = history_of(connection, number)
    assert found
    assert (found.about, found.times, found.owners) == (about, times, owners)
    assert [one.name for one in found.centres] == ["Solsikken"]
    assert history.steps == (Step(State.IDEA, world.today, "Anna"),)
    assert history.handovers == (handover,)


def test_one_that_is_not_there(world: World) -> None:
    with world.store.read() as connection:
        assert find_initiative(connection, 999) is None


def test_whoever_has_all_its_centres_reaches_it(world: World) -> None:
    here, there = world.centre_id, other_centre(world)
    made(world, "Begge", [here, there])
    mine, nowhere = made(world, "Her", [here]), made(world, "Ingen steder")
    one, both = Reach(centres=frozenset({here})), Reach(centres=frozenset({here, there}))
    assert names(world, one) == ["Her"]
    assert names(world, both) == ["Begge", "Her"]
    assert names(world, Reach(initiatives=frozenset({nowhere}))) == ["Ingen steder"]
    assert names(world, Reach()) == []
    with world.store.read() as connection:
        for number in range(1, 4):
            belongs = FINDERS["initiative_id"](connection, number)
            assert belongs
            assert one.covers(belongs) == (number == mine)


def test_its_promises_are_within_reach_where_it_is(world: World) -> None:
    number = made(world, "Her", [world.centre_id])
    promise = Promise(Place(initiative_id=number), {"da": "Sang"}, {"da": "Kor"}, "Bo", None, True)
    action = add_action(world.store, promise, world.today)
    mine, theirs = Reach(centres=frozenset({world.centre_id})), Reach(centres=frozenset({999}))
    with world.store.read() as connection:
        belongs = FINDERS["action_id"](connection, action)
        assert belongs
        assert (mine.covers(belongs), theirs.covers(belongs)) == (True, False)
        assert [one.id for one in all_actions(connection, mine)] == [action]
        assert all_actions(connection, theirs) == []


@pytest.mark.parametrize("word", ["ældre", "ÆLDRE", "Ældre", "klub", "KLUB", "haven"])
def test_words_are_found_in_name_need_and_partners(world: World, word: str) -> None:
    made(world, "Andet")
    number = made(world, "Ældre i haven", need="Ældre savner haven.")
    add_partner(world.store, number, Partner("Naboklubben"))
    assert names(world, word=word) == ["Ældre i haven"]


@pytest.mark.parametrize("word", ["%", "_", "\\"])
def test_a_search_takes_signs_as_they_are(world: World, word: str) -> None:
    made(world, "Andet")
    made(world, f"Med {word}")
    assert names(world, word=word) == [f"Med {word}"]


def test_a_partner_that_was_removed_is_not_found(world: World) -> None:
    number = made(world, "Have")
    partner = add_partner(world.store, number, Partner("Naboklubben"))
    remove_partner(world.store, partner, world.today)
    assert names(world, word="Nabo") == []
    remove_partner(world.store, partner, None)
    assert names(world, word="Nabo") == ["Have"]


def test_closed_ones_are_listed_apart_and_stay_to_be_found(world: World) -> None:
    made(world, "Aktuel")
    put_away(world.store, made(world, "Gemt"), world.today)
    take_step(world.store, made(world, "Afgjort"), 1, Step(State.DECIDED, world.today, "Anna"))
    assert names(world, which="going_on") == ["Aktuel"]
    assert names(world, which="closed") == ["Afgjort", "Gemt"]
    assert names(world, word="gemt") == ["Gemt"]


def test_edits_that_meet_do_not_overwrite(world: World) -> None:
    number = made(world, "Have", [world.centre_id])
    partner = add_partner(world.store, number, Partner("Naboklubben"))
    step = Step(State.ASKING, world.today, "Anna")
    assert take_step(world.store, number, 1, step)
    assert not take_step(world.store, number, 1, step)
    assert not change_about(world.store, number, 1, About("Andet"), [])
    assert not change_times(world.store, number, 1, Times())
    assert not change_owners(world.store, number, 1, Owners(), Handover(world.today, "a", "", "b"))
    agreed = Partner("Klubben", agreement=Agreement(floor=60))
    assert change_partner(world.store, partner, 1, agreed)
    assert not change_partner(world.store, partner, 1, Partner("Andre"))
    with world.store.read() as connection:
        found, kept = find_initiative(connection, number), find_partner(connection, number, partner)
        history = history_of(connection, number)
    assert found
    assert kept
    assert (found.about.name, found.revision, len(found.centres)) == ("Have", 2, 1)
    assert len(history.steps) == 2
    assert history.handovers == ()
    assert kept.partner == agreed


def test_a_name_is_taken_once(world: World) -> None:
    made(world, "Have")
    second = made(world, "Sang")
    with pytest.raises(NameTaken):
        made(world, "Have")
    with pytest.raises(NameTaken):
        change_about(world.store, second, 1, About("Have"), [])


def test_a_partner_belongs_to_its_initiative(world: World) -> None:
    first, second = made(world, "Have", [world.centre_id]), made(world, "Sang")
    partner = add_partner(world.store, first, Partner("Naboklubben"))
    with world.store.read() as connection:
        assert find_partner(connection, second, partner) is None
        belongs = FINDERS["partner_id"](connection, partner)
        assert belongs
        assert (belongs.initiative_id, belongs.centres) == (first, frozenset({world.centre_id}))
        assert FINDERS["partner_id"](connection, 999) is None


def test_only_what_is_put_away_and_empty_is_deleted(world: World) -> None:
    number = made(world, "Have", [world.centre_id])
    add_partner(world.store, number, Partner("Naboklubben"))
    assert delete_initiative(world.store, number) is None
    put_away(world.store, number, world.today)
    assert delete_initiative(world.store, number) == []
    assert names(world) == []


def test_one_with_a_round_is_kept(world: World) -> None:
    number = made(world, "Have", [world.centre_id])
    asks(world, number)
    put_away(world.store, number, world.today)
    assert delete_initiative(world.store, number) is None
    assert names(world) == ["Have"]


def asks(world: World, number: int) -> int:
    """A round of the initiative, at the usual centre."""
    voices = {Voice.RESIDENT: [Perspective.SELF], Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    days = world.today, world.today + timedelta(days=14)
    asking = Asking(world.version.id, voices, *days, initiative_id=number)
    with world.store.session() as session:
        return add_round(session, asking, [world.centre_id]).id


def answers(world: World, round_id: int, count: int, **respondent: object) -> None:
    """Residents answer on the tablet."""
    who = {"voice": "resident", "perspective": "self", "mode": "alone", "helper": None}
    for _ in range(count):
        world.deliver(world.submission(round=round_id, respondent={**who, **respondent}))


def test_residents_are_counted_by_round_and_voice(world: World) -> None:
    number = made(world, "Have", [world.centre_id])
    first, second = asks(world, number), asks(world, number)
    answers(world, first, 3)
    answers(world, second, 2)
    answers(world, second, 4, mode="read_by", helper="volunteer")
    answers(world, world.round_id, 7)
    with world.store.read() as connection:
        assert residents_heard(connection, number) == Heard((3, 2), (4,))


def test_who_did_not_answer_the_question_is_not_counted(world: World) -> None:
    number = made(world, "Have", [world.centre_id])
    round_id = asks(world, number)
    skipped = {**world.submission()["answers"], "needs": {"status": "skipped"}}
    world.deliver(world.submission(round=round_id, answers=skipped))
    answers(world, round_id, 1)
    with world.store.read() as connection:
        assert residents_heard(connection, number) == Heard((1,), ())


def test_the_migration_lets_those_that_asked_take_part(world: World) -> None:
    with world.store.write() as connection:
        for name in ("Have", "Sang"):
            connection.execute(insert(Initiative).values(name=name))
    asks(world, 1)
    asks(world, 1)
    migrate.downgrade(world.store, "0007")
    with world.store.write() as connection:
        assert connection.execute(text("SELECT count(*) FROM initiative")).scalar() == 2
    migrate.upgrade(world.store)
    with world.store.read() as connection:
        have, sang = find_initiative(connection, 1), find_initiative(connection, 2)
    assert have
    assert sang
    assert ([one.id for one in have.centres], have.state) == ([world.centre_id], State.ASKING)
    assert (sang.centres, sang.state) == ((), State.IDEA)
