"""A client in Python that sends as docs/protocol.md says: again and again, until it is vouched for."""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from survey.intake.sealing import MEDIA_TYPE, seal
from survey.sealing_keys import SealingKey
from survey.store.tables import Quarantine, Response
from survey.store.tally_check import verify_tally
from tests.world import World

MOST_TRIES = 500
REPLY = 20
"""Seconds it waits for a reply."""
VOUCHED = {200, 201, 202, 410}
REFUSED = {400, 409, 413, 415, 422}
"""For good: kept aside, and the next one is sent."""


@dataclass(frozen=True)
class Parcel:
    """One answer to send, plain or sealed; `type` says which."""

    id: str
    body: bytes
    type: str = "application/json"

    @property
    def digest(self) -> str:
        """As the server must echo it."""
        return hashlib.sha256(self.body).hexdigest()


def parcels(world: World, count: int) -> list[Parcel]:
    """Sound answers, each a little different."""
    made = []
    for number in range(count):
        answers = {"visits": {"status": "answered", "value": number % 32}}
        body = json.dumps(world.submission(answers=answers)).encode()
        made.append(Parcel(secrets.token_hex(16), body))
    return made


def seal_all(key: SealingKey, world: World, what: Sequence[Parcel]) -> list[Parcel]:
    """The same as a tablet sends them."""
    outside = {"round": world.round_id, "version": world.version.hash}
    return [
        Parcel(one.id, json.dumps(seal(key, one.id, one.body, **outside)).encode(), MEDIA_TYPE)
        for one in what
    ]


def vouches(parcel: Parcel, status: int, body: bytes) -> bool:
    """True when this reply lets the parcel be forgotten."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    echo = (said.get("id"), said.get("sha256")) if isinstance(said, dict) else None
    return status in VOUCHED and echo == (parcel.id, parcel.digest)


def trusts(_parcel: Parcel, status: int, _body: bytes) -> bool:
    """A weak client: a friendly status is enough for it."""
    return status in VOUCHED


@dataclass
class Client:
    """Sends to `base` over a connection of its own, and writes down what was vouched for."""

    base: str
    token: str
    dice: Random = field(default_factory=Random)
    forgets: Callable[[Parcel, int, bytes], bool] = vouches
    reply: float = REPLY
    vouched: list[Parcel] = field(default_factory=list)
    aside: list[Parcel] = field(default_factory=list)
    refused: Collection[int] = frozenset(REFUSED)
    pause: Callable[[float], Any] = lambda _seconds: None
    _connection: http.client.HTTPConnection | None = None

    def send(self, parcels_: Iterable[Parcel]) -> None:
        """Send them one after the other. Raises `TimeoutError` when one does not get through."""
        for parcel in parcels_:
            self._send(parcel)
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _send(self, parcel: Parcel) -> None:
        for tries in range(MOST_TRIES):
            taken = self._try(parcel)
            if taken is not None:
                taken.append(parcel)
                return
            self.pause(self.dice.random() * min(0.5, 0.01 * 2**tries))
        raise TimeoutError(f"{parcel.id} did not get through")

    def _try(self, parcel: Parcel) -> list[Parcel] | None:
        """Where it belongs after this try; None when it must be sent again."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": parcel.type}
        address = f"/responses/{parcel.id}"
        try:
            connection = self._connected()
            connection.request("PUT", address, parcel.body, headers)
            answer = connection.getresponse()
            if self.forgets(parcel, answer.status, answer.read()):
                return self.vouched
            return self.aside if answer.status in self.refused else None
        except (OSError, http.client.HTTPException):
            self.close()
            return None

    def _connected(self) -> http.client.HTTPConnection:
        self._connection = self._connection or http.client.HTTPConnection(
            urlsplit(self.base).netloc, timeout=self.reply
        )
        return self._connection


def send_all(clients: Sequence[Client], what: Sequence[Parcel]) -> list[Parcel]:
    """Let the clients share the work, all at once; returns what was vouched for."""
    shares = [what[number :: len(clients)] for number in range(len(clients))]
    with ThreadPoolExecutor(len(clients)) as crowd:
        list(crowd.map(Client.send, clients, shares))
    return [parcel for client in clients for parcel in client.vouched]


def complaints(world: World, sent: Sequence[Parcel], vouched: Sequence[Parcel]) -> list[str]:
    """What of `vouched` is not kept as it was sent, what is kept that nobody sent, wrong counts."""
    return list(_complaints(world, sent, vouched))


def _complaints(world: World, sent: Sequence[Parcel], vouched: Sequence[Parcel]) -> Iterator[str]:
    with world.store.read() as connection:
        rows = connection.execute(select(Response.id, Response.digest))
        kept: dict[str, str] = {row.id: row.digest for row in rows}
        aside = connection.execute(select(Quarantine.submission_id, Quarantine.reason)).all()
    asked = {parcel.id: parcel.digest for parcel in sent}
    for parcel in vouched:
        if kept.get(parcel.id) != parcel.digest:
            yield f"lost: {parcel.id} {kept.get(parcel.id)}"
    for id_, digest in kept.items():
        if asked.get(id_) != digest:
            yield f"invented: {id_} {digest}"
    yield from (f"aside: {id_} {reason}" for id_, reason in aside)
    yield from map(str, verify_tally(world.store, world.versions))
