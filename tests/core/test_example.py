"""The example centre of a first start."""

from __future__ import annotations

from sqlalchemy import func, select

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
