"""What was promised and what became of it: kept, settled, and told where it belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from survey.actions import Action, ActionState, Outcome, Place, Promise, answered_back
from survey.staff import EVERYWHERE
from survey.store.action_queries import (
    add_action,
    all_actions,
    change_action,
    find_action,
    places,
    settle_action,
    told_at,
)
from survey.store.setup_queries import Asking, add_centre, add_initiative, add_round
from survey.voices import Perspective, Voice
from tests.statements import counted
from tests.world import World

SAID = {"da": "Vi savner sang.", "en": "We miss singing."}
PROMISED = {"da": "Et kor kommer i maj.", "en": "A choir comes in May."}
BECAME = {"da": "Koret kommer hver onsdag.", "en": "The choir comes every Wednesday."}


def promise(place: Place, said: str = "", *, shown: bool = True) -> Promise:
    """A promise of the usual words, or of a text of one's own."""
    return Promise(place, {"da": said} if said else SAID, PROMISED, "Ledelsen", None, shown)


def kept(world: World, action_id: int) -> Action:
    with world.store.read() as connection:
        found = find_action(connection, action_id)
    assert found
    return found


def told(world: World, centre_id: int, most: int = 3) -> list[str]:
    with world.store.read() as connection:
        return [one.said["da"] for one in told_at(connection, centre_id, most)]


def at(world: World) -> Place:
    return Place(centre_id=world.centre_id)


def test_a_promise_is_kept_as_it_was_written(world: World) -> None:
    written = replace(promise(at(world)), due_on=world.today + timedelta(days=9))
    action = kept(world, add_action(world.store, written, world.today))
    assert action.promise == written
    assert action.outcome == Outcome()
    assert (action.promised_on, action.place_name) == (world.today, "Solsikken")


def test_it_is_settled_and_can_be_opened_again(world: World) -> None:
    id_ = add_action(world.store, promise(at(world)), world.today)
    done = Outcome(ActionState.DONE, BECAME, world.today)
    settle_action(world.store, id_, 1, done)
    assert kept(world, id_).outcome == done
    settle_action(world.store, id_, 2, Outcome())
    assert kept(world, id_).outcome == Outcome()


def test_a_change_of_the_promise_leaves_what_became_of_it(world: World) -> None:
    id_ = add_action(world.store, promise(at(world)), world.today)
    done = Outcome(ActionState.DROPPED, BECAME, world.today)
    settle_action(world.store, id_, 1, done)
    change_action(world.store, id_, 2, promise(at(world), "Andet"))
    assert kept(world, id_).promise.said == {"da": "Andet"}
    assert kept(world, id_).outcome == done


def test_an_action_belongs_to_one_place(world: World) -> None:
    for place in (Place(), Place(world.centre_id, 1)):
        with pytest.raises(IntegrityError):
            add_action(world.store, promise(place), world.today)


def test_only_what_may_be_shown_is_told(world: World) -> None:
    add_action(world.store, promise(at(world), "Nej", shown=False), world.today)
    add_action(world.store, promise(at(world), "Ja"), world.today)
    assert told(world, world.centre_id) == ["Ja"]


def test_the_newest_is_told_first_and_no_more_than_asked_for(world: World) -> None:
    today = world.today
    old = add_action(world.store, promise(at(world), "Gammel"), today - timedelta(days=30))
    for number in (3, 1, 2):
        add_action(world.store, promise(at(world), f"{number}"), today - timedelta(days=number))
    assert told(world, world.centre_id) == ["1", "2", "3"]
    settle_action(world.store, old, 1, Outcome(ActionState.DONE, BECAME, today))
    assert told(world, world.centre_id, 2) == ["Gammel", "1"]


def test_an_initiatives_actions_are_told_where_it_has_asked(world: World) -> None:
    with world.store.session() as session:
        initiative = add_initiative(session, "Fællesskab").id
        there, elsewhere = add_centre(session, "Mælkebøtten").id, add_centre(session, "Liljen").id
        voices = {Voice.RESIDENT: [Perspective.SELF]}
        days = date(2026, 1, 1), date(2026, 2, 1)
        asking = Asking(world.version.id, voices, *days, initiative_id=initiative)
        for _ in range(2):
            add_round(session, asking, [there])
    place = Place(initiative_id=initiative)
    add_action(world.store, promise(place, "Fælles"), world.today)
    add_action(world.store, promise(Place(centre_id=elsewhere), "Deres"), world.today)
    assert told(world, there) == ["Fælles"]
    assert told(world, elsewhere) == ["Deres"]
    assert told(world, world.centre_id) == []


def test_places_are_centres_and_then_initiatives(world: World) -> None:
    with world.store.session() as session:
        add_initiative(session, "Alle sammen")
        add_centre(session, "Anemonen")
    with world.store.read() as connection:
        assert [one.name for one in places(connection, EVERYWHERE)] == [
            "Anemonen",
            "Solsikken",
            "Alle sammen",
        ]


def test_what_is_still_promised_comes_first(world: World) -> None:
    done = add_action(world.store, promise(at(world)), world.today)
    settle_action(world.store, done, 1, Outcome(ActionState.DONE, BECAME, world.today))
    open_ = add_action(world.store, promise(at(world)), world.today - timedelta(days=90))
    with world.store.read() as connection:
        assert [one.id for one in all_actions(connection, EVERYWHERE)] == [open_, done]


def test_telling_costs_one_statement(small_world: World) -> None:
    for _ in range(20):
        add_action(small_world.store, promise(at(small_world)), small_world.today)
    with counted(small_world.store) as said:
        assert len(told(small_world, small_world.centre_id)) == 3
    assert len(said) == 1


def test_the_answer_is_the_promise_until_something_became_of_it() -> None:
    asked = promise(Place(centre_id=1))
    assert answered_back(asked, Outcome()).in_language("en") == (SAID["en"], PROMISED["en"])
    done = Outcome(ActionState.DONE, {"da": BECAME["da"]}, date(2026, 1, 1))
    settled = answered_back(asked, done)
    assert settled.in_language("da") == (SAID["da"], BECAME["da"])
    assert settled.in_language("en") is None, "half an answer is none"
    assert settled.languages == ["da"]


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (ActionState.PROMISED, -1, True),
        (ActionState.PROMISED, 0, False),
        (ActionState.PROMISED, None, False),
        (ActionState.DONE, -1, False),
    ],
)
def test_a_promise_is_late_after_its_day(state: ActionState, due: int | None, late: bool) -> None:
    today = date(2026, 11, 24)
    due_on = None if due is None else today + timedelta(days=due)
    written = replace(promise(Place(centre_id=1)), due_on=due_on)
    assert Action(1, written, Outcome(state), today, "Solsikken").is_late(today) is late
