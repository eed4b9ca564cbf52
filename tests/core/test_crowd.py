"""A thousand submissions, each sent one to four times by twenty clients at once."""

from __future__ import annotations

import json
import random
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import func, select

from survey.store.tables import Device, Quarantine, Response
from survey.store.tally_check import verify_tally
from tests.serving import serving
from tests.world import EVERY_ANSWER, World

SUBMISSIONS, CLIENTS = 1000, 20


def test_everything_sent_is_kept_once(world: World, database_url: str, tmp_path: Path) -> None:
    dice = random.Random(20261124)
    bodies = {secrets.token_hex(16): body(world, dice) for _ in range(SUBMISSIONS)}
    sent = [id_ for id_ in bodies for _ in range(dice.randint(1, 4))]
    dice.shuffle(sent)
    with serving(tmp_path / "instance", database_url) as base:
        address = urlsplit(base).netloc

        def client(number: int) -> list[int]:
            return [put(address, id_, bodies[id_], world) for id_ in sent[number::CLIENTS]]

        with ThreadPoolExecutor(CLIENTS) as crowd:
            said = Counter(status for part in crowd.map(client, range(CLIENTS)) for status in part)
    assert said == {201: SUBMISSIONS, 200: len(sent) - SUBMISSIONS}
    assert len(sent) > SUBMISSIONS
    with world.store.read() as connection:
        assert set(connection.scalars(select(Response.id))) == set(bodies)
        assert connection.scalar(select(Device.received)) == SUBMISSIONS
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0
    assert list(verify_tally(world.store, world.versions)) == []


def body(world: World, dice: random.Random) -> bytes:
    """A submission with some of the answers left out."""
    kept = {key: said for key, said in EVERY_ANSWER.items() if dice.random() < 0.8}
    return json.dumps(world.submission(answers=kept)).encode()


def put(address: str, id_: str, content: bytes, world: World) -> int:
    """Deliver once, on a connection of its own; returns the status."""
    connection = HTTPConnection(address, timeout=60)
    headers = {
        "Authorization": f"Bearer {world.device_token}",
        "Content-Type": "application/json",
    }
    connection.request("PUT", f"/responses/{id_}", content, headers)
    status = connection.getresponse().status
    connection.close()
    return status
