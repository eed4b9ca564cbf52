"""All tablets come back at the same moment, with all they kept: everything arrives, once.

How long people on phones wait meanwhile is a figure of `make bench`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection

import pytest
from sqlalchemy import select

from app import LARGEST_BODY
from survey.sealing_keys import SealingKeys
from survey.store.tables import Device
from tests.faults.client import Client, Parcel, complaints, parcels, seal_all, send_all
from tests.served import Site
from tests.world import World


def come_back(site: Site, cast: World, tablets: int, each: int) -> list[str]:
    """So many tablets send so many answers each; returns what is wrong then."""
    key = SealingKeys(site.instance / "keys" / "sealing").newest()
    sent = seal_all(key, cast, parcels(cast, tablets * each))
    vouched = send_all([Client(site.base, cast.device_token) for _ in range(tablets)], sent)
    assert len(vouched) == tablets * each
    with cast.store.read() as connection:
        received = connection.scalar(select(Device.received))
    return complaints(cast, sent, vouched) + ([] if received == len(sent) else [f"{received}"])


def test_40_tablets_come_back_at_once(site: Site, cast: World) -> None:
    assert come_back(site, cast, tablets=40, each=10) == []


@pytest.mark.long
def test_200_tablets_with_50_answers_each_come_back_at_once(site: Site, cast: World) -> None:
    assert come_back(site, cast, tablets=200, each=50) == []


def send_with_a_poison(site: Site, cast: World, refused: Collection[int]) -> Client:
    """Fifty answers, of which the server refuses one for good: it is the seventh."""
    client = Client(site.base, cast.device_token, refused=refused)
    sent = parcels(cast, 50)
    sent[6] = Parcel(secrets.token_hex(16), b" " * (LARGEST_BODY + 1))
    client.send(sent)
    return client


def test_one_poison_of_fifty_stops_no_other(site: Site, cast: World) -> None:
    client = send_with_a_poison(site, cast, Client.refused)
    assert (len(client.vouched), len(client.aside)) == (49, 1)


def test_of_the_test_a_client_that_never_gives_up_is_stopped_by_it(site: Site, cast: World) -> None:
    with pytest.raises(TimeoutError):
        send_with_a_poison(site, cast, ())
