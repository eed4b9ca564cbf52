"""A bounded load: so many clients, each sending one prepared request after the other."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from urllib.parse import urlsplit

CLIENTS = 8

Request = tuple[bytes, int]
"""A whole HTTP request, and the status that is expected."""


@dataclass(frozen=True)
class Measured:
    """How it went: seconds in all, and seconds of each request."""

    seconds: float
    waits: list[float]

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.waits) / self.seconds

    @property
    def tail(self) -> float:
        """How many times the median the 99th of a hundred waits."""
        cuts = quantiles(self.waits, n=100)
        return cuts[98] / cuts[49]


def run(
    base: str,
    requests: Callable[[int], Iterator[Request]],
    clients: int = CLIENTS,
    spread: float = 0,
) -> Measured:
    """Let `clients` send what `requests(number)` yields, all at once, to `base`.

    With a `spread` they begin one after the other, within so many seconds.
    """
    address = urlsplit(base)
    where = (address.hostname or "", address.port or 80)
    ready = [list(requests(number)) for number in range(clients)]
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as crowd:
        late = [spread * number / clients for number in range(clients)]
        waits = [w for part in crowd.map(partial(_client, where), ready, late) for w in part]
    return Measured(time.perf_counter() - started, waits)


def _client(where: tuple[str, int], requests: list[Request], late: float) -> list[float]:
    time.sleep(late)
    with socket.create_connection(where, timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        reader = connection.makefile("rb")
        waits = []
        for content, expected in requests:
            started = time.perf_counter()
            connection.sendall(content)
            status = _read_answer(reader)
            waits.append(time.perf_counter() - started)
            if status != expected:
                raise RuntimeError(f"answered {status}, not {expected}")
        reader.close()
    return waits


def _read_answer(reader: object) -> int:
    """Read one whole answer; returns its status."""
    readline, read = reader.readline, reader.read  # type: ignore[attr-defined] # a socket's file
    status = int(readline().split(None, 2)[1])
    length = 0
    while line := readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    read(length)
    return status


def get(path: str, **headers: str) -> Request:
    """A GET that is expected to find something."""
    return _head("GET", path, headers) + b"\r\n", 200


def put(path: str, body: bytes, token: str) -> Request:
    """A PUT of JSON that is expected to be stored."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    return _head("PUT", path, headers) + b"\r\n" + body, 201


def _head(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n").encode()
