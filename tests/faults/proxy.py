"""A network that goes wrong: it stands between a client and the server, on loopback.

Each request to an address it spoils gets a fate: the reply gets lost after the server has done its
work, a stranger's page comes instead, or nothing at all. Everything else passes.
"""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Literal
from urllib.parse import urlsplit

LONGEST = 60
"""Seconds: nothing here waits longer."""
Cut = Literal["responses", "everything"]
SPOILT: Mapping[Cut, str] = {"responses": "/responses/", "everything": "/"}
"""Which addresses a network spoils, by how they begin."""
NOT_PASSED_ON = {"connection", "keep-alive", "transfer-encoding", "host"}

Fate = Callable[["Passing"], None]


@dataclass
class Network:
    """What the proxy does now; tests change it while it runs.

    `behind` is the server it leads to. `fate` is asked for each request to what `cut` names. `instead` are scripts by their address,
    served where a request passes, whatever the server has there.
    """

    behind: str
    fate: Callable[[], Fate]
    cut: Cut = "responses"
    instead: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    """How many requests met a fate."""
    at_once: int = 0
    most_at_once: int = 0
    """How many of them were under way together."""
    released: threading.Event = field(default_factory=threading.Event)
    """Ends what hangs."""
    changed: threading.Condition = field(default_factory=threading.Condition)
    """Tells when a request comes or goes."""

    def always(self, fate: Fate) -> None:
        """From now on every request meets this fate."""
        self.fate = lambda: fate

    def sometimes(self, fate: Fate, share: float, dice: Random) -> None:
        """From now on this share of requests meets this fate; the others pass."""
        self.fate = lambda: fate if dice.random() < share else passes

    @contextmanager
    def counted(self) -> Iterator[None]:
        """One request is under way while the block runs."""
        with self.changed:
            self.asked += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.changed.notify_all()
        try:
            yield
        finally:
            with self.changed:
                self.at_once -= 1


@dataclass(frozen=True)
class Reply:
    """A server's reply, whole."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Passing(BaseHTTPRequestHandler):
    """One request on its way through."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Proxy

    def handle_any(self) -> None:
        """Read the request, then let it meet its fate."""
        self.sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        network = self.server.network
        if not self.path.startswith(SPOILT[network.cut]):
            passes(self)
        else:
            with network.counted():
                network.fate()(self)

    do_GET = do_PUT = do_POST = do_HEAD = handle_any  # noqa: N815 the names are the library's

    def fetched(self) -> Reply:
        """What the server says. Raises OSError or HTTPException when it does not."""
        address = urlsplit(self.server.network.behind)
        server = http.client.HTTPConnection(address.netloc, timeout=LONGEST)
        headers = {n: v for n, v in self.headers.items() if n.lower() not in NOT_PASSED_ON}
        try:
            server.request(self.command, self.path, self.sent or None, headers)
            answer = server.getresponse()
            kept = [(n, v) for n, v in answer.getheaders() if n.lower() not in NOT_PASSED_ON]
            return Reply(answer.status, kept, answer.read())
        finally:
            server.close()

    def reply(self, reply: Reply, cut: int | None = None) -> None:
        """Hand it on, or only so many of its bytes."""
        self.send_response_only(reply.status)
        for name, value in reply.headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[:cut])
        self.close_connection = cut is not None

    def hang_up(self) -> None:
        """Say nothing more; the other side sees the connection break."""
        now = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Proxy(ThreadingHTTPServer):
    """Listens at a port of its own."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, network: Network) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.network = network

    def handle_error(self, *_: object) -> None:
        """Clients break off; that is their right."""


@contextmanager
def proxy(behind: str) -> Iterator[tuple[str, Network]]:
    """A network before the server at `behind`: its address, and what it does. At first all passes."""
    network = Network(behind, lambda: passes)
    server = Proxy(network)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", network
    finally:
        network.released.set()
        server.shutdown()
        server.server_close()
        thread.join(LONGEST)


def passes(request: Passing) -> None:
    """As it should be; where there is no server, as if this had none either."""
    script = request.server.network.instead.get(request.path)
    if script:
        return request.reply(Reply(200, [("Content-Type", "text/javascript")], script.encode()))
    try:
        reply = request.fetched()
    except (OSError, http.client.HTTPException):
        return request.hang_up()
    return request.reply(reply)


def loses_the_reply(request: Passing) -> None:
    """The server has done its work, and nobody hears of it."""
    request.fetched()
    request.hang_up()


def cuts_the_reply(request: Passing) -> None:
    """Half of the reply's body, then nothing."""
    reply = request.fetched()
    request.reply(reply, len(reply.body) // 2)


def refuses(request: Passing) -> None:
    """Nobody is there."""
    request.hang_up()


def hangs(request: Passing) -> None:
    """Silence, until the network is released; then the connection breaks."""
    request.server.network.released.wait(LONGEST)
    request.hang_up()


def welcomes(request: Passing) -> None:
    """A hotel's page, with a friendly status."""
    page = b"<!doctype html><title>Velkommen</title><p>Log on to our network.</p>"
    request.reply(Reply(200, [("Content-Type", "text/html")], page))


def sends_elsewhere(request: Passing) -> None:
    """A hotel's page, at another address."""
    request.reply(Reply(302, [("Location", "/healthz")], b""))


def says_nothing(request: Passing) -> None:
    """200, and no body."""
    request.reply(Reply(200, [], b""))


PORTALS: dict[str, Fate] = {
    "a friendly page": welcomes,
    "another way": sends_elsewhere,
    "an empty 200": says_nothing,
    "silence": hangs,
}
"""How networks lie that want to be logged on to."""
