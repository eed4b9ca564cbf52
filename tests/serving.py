"""The real thing: gunicorn serving an instance on a port of its own, on loopback only.

Every test has a server of its own. What costs time is loading the service, so one process loads
it once, and each server is born from it, as it is after loading and before anything was asked.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from urllib.request import urlopen

from tests.born import serve

OURS = "app:create_app()"
ROOT = Path(__file__).resolve().parents[1]
STOPPED = 60
"""Seconds: longer than gunicorn gives its requests to end."""


@contextmanager
def serving(
    instance: Path, database: str, app: str = OURS, port: int = 0, name: str = "127.0.0.1"
) -> Iterator[str]:
    """Serve the instance (or another `app` over its database) while the block runs.

    A server that comes back where one was before is given its `port`. It listens on loopback
    only, by whatever `name` people reach it there.

    Gives its address.

    The socket listens before the server starts, so that the first request waits instead of
    failing; ours is closed then, so that a server that ends takes the address with it.
    """
    instance.mkdir(parents=True, exist_ok=True)
    log = instance / "server.log"
    with socket.create_server(("127.0.0.1", port)) as listener:
        base = f"http://{name}:{listener.getsockname()[1]}"
        process = _start(app, listener, log, environment(instance, database, base))
    try:
        await_answer(base, log)
        yield base
    finally:
        process.terminate()
        process.join(STOPPED)
        assert process.exitcode == 0, log.read_text()
        process.close()


def _start(
    app: str, listener: socket.socket, log: Path, environ: dict[str, str]
) -> ForkServerProcess:
    process = nursery().Process(target=serve, args=(app, listener, log, environ))
    process.start()
    return process


def nursery() -> ForkServerContext:
    """Where servers are born, quickly."""
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(["tests.born"])
    return nursery


def await_answer(base: str, log: Path) -> None:
    """Until it serves. Raises `RuntimeError` with what it logged."""
    try:
        with urlopen(f"{base}/healthz", timeout=60) as answer:  # noqa: S310 our own address
            assert answer.status == 200
    except OSError as fault:
        raise RuntimeError(f"The server did not start:\n{log.read_text()}") from fault


def environment(instance: Path, database: str, base: str) -> dict[str, str]:
    """The environment of a process that belongs to the instance, and to no other."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith("LYDHOER_")}
    return ours | {
        "LYDHOER_INSTANCE": str(instance),
        "LYDHOER_DATABASE": database,
        "LYDHOER_BASE_URL": base,
        "PYTHONPATH": str(ROOT),
    }
