"""What residents are told once something was decided of what they chose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from survey.actions import BackState, Place, Promise
from survey.codesign import SOMETHING_ELSE, Decision, decided_back
from survey.questionnaire.versions import freeze
from survey.store.action_queries import add_action
from survey.store.codesign_queries import decide, decided_at, let_choose
from survey.store.setup_queries import Asking, add_centre, add_round
from survey.store.tables import Round
from survey.store.told_queries import answered_at
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.codesign import options
from tests.world import NOW, World

TODAY = NOW.date()
TOLD = {"da": "Haven lægges om, så vi synger."}


def decision(day: date = TODAY, told: dict[str, str] = TOLD, option: str = "song") -> Decision:
    return Decision(option, "Anna", day, "Kun for personalet", told, ("song", "garden"))


def chosen(world: World, made: Decision | None = None) -> int:
    """A round to choose by at the world's centre, and what was decided of it."""
    version, _ = store_version(world.store, freeze(options()), TODAY)
    asking = Asking(version.id, {Voice.RESIDENT: [Perspective.SELF]}, TODAY, TODAY)
    with world.store.session() as session:
        round_id = add_round(session, asking, [world.centre_id]).id
    with world.store.write() as connection:
        let_choose(connection, round_id)
    if made:
        assert decide(world.store, round_id, 1, made)
    return round_id


def test_it_names_what_was_chosen_and_decided_and_what_happens_now() -> None:
    back = decided_back(options(), decision())
    assert back.in_language("da") == ("Fredag", "Sang")
    assert (back.state, back.day) == (BackState.DECIDED, TODAY)
    assert (back.chosen, back.more) == ({"da": "Sang, Have"}, TOLD)
    assert back.in_language("en") is None


def test_something_else_is_told_in_its_own_words() -> None:
    back = decided_back(options(), decision(option=SOMETHING_ELSE))
    assert (back.answer, back.more) == (TOLD, {})


def test_a_language_the_question_lacks_is_left_out() -> None:
    back = decided_back(options(), decision(told={**TOLD, "en": "We sing."}))
    assert back.languages == ["da"]


def test_what_was_chosen_is_kept_and_told_where_it_was_asked(world: World) -> None:
    chosen(world, decision())
    with world.store.session() as session:
        elsewhere = add_centre(session, "Liljen").id
    with world.store.read() as connection:
        (back,) = decided_at(connection, world.centre_id, 3)
        assert decided_at(connection, elsewhere, 3) == []
    assert back == decided_back(options(), decision())
    assert "Anna" not in repr(back)
    assert "personalet" not in repr(back), "why is for staff; what residents are told says it"


@pytest.mark.parametrize("made", [None, decision(told={})], ids=["undecided", "untold"])
def test_nothing_is_told_before_somebody_wrote_it(world: World, made: Decision | None) -> None:
    chosen(world, made)
    with world.store.read() as connection:
        assert decided_at(connection, world.centre_id, 3) == []


def test_what_is_put_away_is_told_no_more(world: World) -> None:
    round_id = chosen(world, decision())
    with world.store.write() as connection:
        connection.execute(update(Round).where(Round.id == round_id).values(archived_on=TODAY))
        assert decided_at(connection, world.centre_id, 3) == []


def test_the_newest_of_promises_and_decisions_come_first(world: World) -> None:
    chosen(world, decision(TODAY - timedelta(days=1)))
    for said, days in (("Ny", 0), ("Ældre", 2), ("Ældst", 3)):
        texts = {"da": said}, {"da": "Kor"}
        promise = Promise(Place(world.centre_id), *texts, "Anna", None, True)
        add_action(world.store, promise, TODAY - timedelta(days=days))
    with world.store.read() as connection:
        told = answered_at(connection, world.centre_id, 3)
    assert [one.said["da"] for one in told] == ["Ny", "Fredag", "Ældre"]
