"""A server killed while many send: what it acknowledged is stored, what it did not comes again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from survey.clock import utc_now
from survey.store.engine import open_store
from tests.faults.client import Client, Parcel, complaints, parcels
from tests.faults.mortal import mortal
from tests.serving import OURS
from tests.world import make_world

CLIENTS = 20
MOST = 60
"""Acknowledgements in a server's life, at most."""
PATIENCE = 60
"""Seconds until so many must have come."""


class Crowd:
    """Clients that send one answer after the other until they are told to stop."""

    def __init__(self, base: str, token: str, what: list[Parcel], dice: Random) -> None:
        self._stop = threading.Event()
        self._more = threading.Condition()
        self._clients = [Client(base, token, Random(dice.random())) for _ in range(CLIENTS)]
        self._threads = [
            threading.Thread(target=client.send, args=[self._share(what[number::CLIENTS])])
            for number, client in enumerate(self._clients)
        ]
        for thread in self._threads:
            thread.start()

    def vouched(self) -> list[Parcel]:
        """What was acknowledged so far."""
        return [parcel for client in self._clients for parcel in list(client.vouched)]

    def await_more(self, count: int) -> None:
        """Until so many more are acknowledged."""
        wanted = len(self.vouched()) + count
        with self._more:
            assert self._more.wait_for(lambda: len(self.vouched()) >= wanted, PATIENCE)

    def stop(self) -> None:
        """Each client when what it is sending has arrived."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _share(self, what: list[Parcel]) -> Iterator[Parcel]:
        for parcel in what:
            with self._more:
                self._more.notify_all()
            if self._stop.is_set():
                return
            yield parcel


def complaints_after(folder: Path, template: Path, kills: int, app: str = OURS) -> list[str]:
    """Kill the server so often under load, then let it live and take the rest; what is wrong?"""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    dice = Random(seed)
    (folder / "lydhoer.db").write_bytes(template.read_bytes())
    database = f"sqlite:///{folder / 'lydhoer.db'}"
    store = open_store(database)
    world = make_world(store, utc_now())
    sent = parcels(world, 2 * MOST * (kills + 2) + CLIENTS * 50)
    with mortal(folder / "instance", database, app) as server:
        crowd = Crowd(server.base, world.device_token, sent, dice)
        for _ in range(kills):
            crowd.await_more(dice.randint(1, MOST))
            server.kill()
            server.be_born()
        crowd.await_more(1)
        crowd.stop()
    vouched = crowd.vouched()
    wrong = complaints(world, sent, vouched)
    print(f"{len(vouched)} were acknowledged")
    store.engine.dispose()
    return wrong


def test_four_kills_take_nothing_that_was_acknowledged(
    tmp_path: Path, sqlite_template: Path
) -> None:
    assert complaints_after(tmp_path, sqlite_template, kills=4) == []


@pytest.mark.long
def test_100_kills_take_nothing_that_was_acknowledged(
    tmp_path: Path, sqlite_template: Path
) -> None:
    assert complaints_after(tmp_path, sqlite_template, kills=100) == []


def test_of_the_test_an_answer_before_the_commit_is_seen(
    tmp_path: Path, sqlite_template: Path
) -> None:
    weak = "tests.faults.weak_server:hasty()"
    found = complaints_after(tmp_path, sqlite_template, kills=4, app=weak)
    assert any(one.startswith("lost") for one in found)
