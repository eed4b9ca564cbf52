"""Clients that keep to the protocol, and a network that does not: all arrives, once, as sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from random import Random

import pytest

from tests.faults.client import Client, complaints, parcels, send_all, trusts, vouches
from tests.faults.proxy import (
    Fate,
    Network,
    cuts_the_reply,
    hangs,
    loses_the_reply,
    passes,
    proxy,
    refuses,
    says_nothing,
    sends_elsewhere,
    welcomes,
)
from tests.served import Site
from tests.serving import serving
from tests.world import World

CLIENTS = 20
LOST = 0.3
"""The share of replies that get lost after the server has committed."""
REST: list[Fate] = [cuts_the_reply, refuses, welcomes, sends_elsewhere, says_nothing]
"""What else happens, to one in five."""


def everything_goes_wrong(network: Network, dice: Random) -> None:
    def fate() -> Fate:
        throw = dice.random()
        if throw < LOST:
            return loses_the_reply
        return dice.choice(REST) if throw < LOST + 0.2 else passes

    network.fate = fate


def through_chaos(
    base: str, cast: World, count: int, forgets: Callable[..., bool] = vouches
) -> list[str]:
    """Send so many through a network in which everything goes wrong; returns the complaints."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    dice = Random(seed)
    sent = parcels(cast, count)
    with proxy(base) as (address, network):
        everything_goes_wrong(network, dice)
        clients = [
            Client(address, cast.device_token, Random(dice.random()), forgets)
            for _ in range(CLIENTS)
        ]
        vouched = send_all(clients, sent)
        assert network.asked > count * 1.2, "much had to be sent again"
    assert {parcel.id for parcel in vouched} == {parcel.id for parcel in sent}
    return complaints(cast, sent, vouched)


def test_300_answers_through_chaos_are_kept_once(site: Site, cast: World) -> None:
    assert through_chaos(site.base, cast, 300) == []


@pytest.mark.long
def test_10000_answers_through_chaos_are_kept_once(site: Site, cast: World) -> None:
    assert through_chaos(site.base, cast, 10_000) == []


def test_silence_is_waited_out(site: Site, cast: World) -> None:
    """A client that hears nothing breaks off by itself, and comes again."""
    sent = parcels(cast, 3)
    with proxy(site.base) as (address, network):
        fates = [hangs, hangs]
        network.fate = lambda: fates.pop() if fates else passes
        vouched = send_all([Client(address, cast.device_token, reply=0.3)], sent)
    assert not fates
    assert complaints(cast, sent, vouched) == []


def test_of_the_test_an_answer_kept_twice_is_seen(site: Site, cast: World) -> None:
    weak = "tests.faults.weak_server:forgetful()"
    with serving(site.instance.parent / "weak", site.database, weak) as base:
        found = through_chaos(base, cast, 40)
    assert any(one.startswith("invented") for one in found)


def test_of_the_test_a_client_that_trusts_anybody_is_seen(site: Site, cast: World) -> None:
    found = through_chaos(site.base, cast, 100, trusts)
    assert any(one.startswith("lost") for one in found)
