"""A pairing code does not outlive five wrong ones, whoever wrote them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from survey.channels import PAIRING_TIME, PAIRING_TRIES
from survey.store.channel_queries import pair
from survey.store.setup_queries import add_device, offer_pairing
from survey.store.tables import PairingCode
from tests.world import World


def offer(world: World, name: str = "Tablet 2") -> tuple[int, str]:
    """A new tablet's number and its code."""
    with world.store.session() as session:
        device = add_device(session, world.centre_id, name).id
        return device, offer_pairing(session, device, world.clock.now() + PAIRING_TIME)


def wrong(code: str) -> str:
    """Six digits that are not the code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def attempt(world: World, code: str) -> int | None:
    return pair(world.store, code, f"t-{code}", world.clock.now(), world.today)


def tries(world: World) -> list[int]:
    with world.store.read() as connection:
        return list(connection.scalars(select(PairingCode.tries)))


def test_four_wrong_codes_leave_the_right_one_good(world: World) -> None:
    device, code = offer(world)
    for _ in range(PAIRING_TRIES - 1):
        assert attempt(world, wrong(code)) is None
    assert attempt(world, code) == device


def test_the_fifth_wrong_code_makes_it_void(world: World) -> None:
    device, code = offer(world)
    for _ in range(PAIRING_TRIES):
        assert attempt(world, wrong(code)) is None
    assert attempt(world, code) is None
    with world.store.session() as session:
        newer = offer_pairing(session, device, world.clock.now() + PAIRING_TIME)
    assert attempt(world, newer) == device


def test_a_wrong_code_counts_against_every_open_one(world: World) -> None:
    _, first = offer(world)
    _, second = offer(world, "Tablet 3")
    assert first != second
    attempt(world, next(one for one in ("000000", "000001", "000002") if one not in first + second))
    assert tries(world) == [1, 1]
    assert attempt(world, first)
    assert tries(world) == [1], "a right code is no try against the others"


def test_too_few_digits_are_a_slip_and_no_guess(world: World) -> None:
    device, code = offer(world)
    for slip in ("", code[:5], code + "0", "12345x", "１２３４５６", "\ud800"):
        assert attempt(world, slip) is None
    assert tries(world) == [0]
    assert attempt(world, code) == device


def test_an_old_code_is_not_counted_against(world: World) -> None:
    _, code = offer(world)
    late = world.clock.now() + PAIRING_TIME + timedelta(seconds=1)
    assert pair(world.store, wrong(code), "t-x", late, world.today) is None
    assert tries(world) == [0]


def test_a_right_code_waits_for_the_wrong_one_before_it(world: World) -> None:
    _, code = offer(world)
    with ThreadPoolExecutor(1) as pool:
        with world.store.write() as connection:
            connection.execute(update(PairingCode).values(tries=PAIRING_TRIES))
            late = pool.submit(attempt, world, code)
            with pytest.raises(TimeoutError):
                late.result(timeout=0.5)
        assert late.result() is None


def test_tries_made_at_once_are_counted_one_by_one(world: World) -> None:
    _, code = offer(world)
    offer(world, "Tablet 3")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: attempt(world, wrong(code)), range(24))) == {None}
    assert tries(world) == [PAIRING_TRIES, PAIRING_TRIES]
