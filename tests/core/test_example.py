"""The example centre of a first start."""

from __future__ import annotations

from sqlalchemy import func, select

<<<<<<< HEAD
from config import Settings
from survey.actions import LONGEST_ANSWER, LONGEST_SAID, BackState
from survey.clock import Clock
from survey.demonstration import simulate
||||||| 906eecc
from config import Settings
from survey.actions import LONGEST_ANSWER, LONGEST_SAID, ActionState
from survey.clock import Clock
from survey.demonstration import simulate
=======
>>>>>>> room-demo
from survey.example import CENTRE, ROUNDS, make_example
from survey.store.engine import Store
from survey.store.tables import Action, Link, PairingCode, Round
from tests.world import World


def counted(store: Store, table: type) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_a_first_start_has_open_rounds_and_ways_in(world: World) -> None:
    before = counted(world.store, Round), counted(world.store, Link)
    example = make_example(world.store, world.clock)
    assert example.centre == CENTRE
    assert counted(world.store, Round) == before[0] + len(ROUNDS)
    assert counted(world.store, Link) == before[1] + len(example.codes)
    assert counted(world.store, PairingCode) == 1
    assert counted(world.store, Action) == 0, "nothing was promised yet"
    for code in example.codes.values():
        channel = world.channel(code)
        assert channel.round
        assert channel.round.is_open(world.today)
        assert channel.voice
        assert any(channel.round.takes(channel.voice, p) for p in ["self", "as_resident"])  # type: ignore[arg-type] # a StrEnum's value
<<<<<<< HEAD


def test_the_demonstration_goes_through_the_intake(small_world: World, settings: Settings) -> None:
    parts = parts_of(small_world, settings)
    simulate(parts, make_example(small_world.store, small_world.clock))
    with small_world.store.read() as connection:
        voices = Counter(connection.scalars(select(Response.voice)))
        made_up = connection.scalars(select(Response.display)).all()
    assert voices.keys() == {"resident", "resident_assisted", "relative", "staff", "volunteer"}
    assert min(voices.values()) >= 5
    assert all(display["simulated"] == "yes" for display in made_up)
    assert counted(small_world.store, Quarantine) == 0
    assert list(verify_tally(small_world.store, small_world.versions)) == []


def test_the_demonstration_has_something_done_and_something_promised(
    small_world: World, settings: Settings
) -> None:
    parts = parts_of(small_world, settings)
    example = make_example(small_world.store, small_world.clock)
    simulate(parts, example)
    with small_world.store.read() as connection:
        told = told_at(connection, example.place.centre_id, 3)
    assert {one.state for one in told} == {BackState.DONE, BackState.PROMISED}
    for one in told:
        assert one.languages == ["da", "en"]
        assert max(map(len, one.said.values())) <= LONGEST_SAID
        assert max(map(len, one.answer.values())) <= LONGEST_ANSWER
||||||| 906eecc


def test_the_demonstration_goes_through_the_intake(small_world: World, settings: Settings) -> None:
    parts = parts_of(small_world, settings)
    simulate(parts, make_example(small_world.store, small_world.clock))
    with small_world.store.read() as connection:
        voices = Counter(connection.scalars(select(Response.voice)))
        made_up = connection.scalars(select(Response.display)).all()
    assert voices.keys() == {"resident", "resident_assisted", "relative", "staff", "volunteer"}
    assert min(voices.values()) >= 5
    assert all(display["simulated"] == "yes" for display in made_up)
    assert counted(small_world.store, Quarantine) == 0
    assert list(verify_tally(small_world.store, small_world.versions)) == []


def test_the_demonstration_has_something_done_and_something_promised(
    small_world: World, settings: Settings
) -> None:
    parts = parts_of(small_world, settings)
    example = make_example(small_world.store, small_world.clock)
    simulate(parts, example)
    with small_world.store.read() as connection:
        told = told_at(connection, example.place.centre_id, 3)
    assert {one.state for one in told} == {ActionState.DONE, ActionState.PROMISED}
    for one in told:
        assert one.languages == ["da", "en"]
        assert max(map(len, one.said.values())) <= LONGEST_SAID
        assert max(map(len, one.answer.values())) <= LONGEST_ANSWER
=======
>>>>>>> room-demo
