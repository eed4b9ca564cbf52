"""A server that is killed and comes back: the real gunicorn, in a process group of its own."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.born import serve
from tests.serving import OURS, STOPPED, await_answer, environment, nursery


def serve_apart(app: str, listener: socket.socket, log: Path, environ: dict[str, str]) -> None:
    """As `serve`, so that all of it can be ended by one signal, and nothing else."""
    os.setsid()
    serve(app, listener, log, environ)


class Mortal:
    """Serves one instance, until it is killed; then another may be born at the same address."""

    def __init__(self, instance: Path, database: str, app: str = OURS) -> None:
        instance.mkdir(parents=True, exist_ok=True)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._app = app
        self._log = instance / "server.log"
        self._environ = environment(instance, database, self.base)
        self._process = self._born()

    def kill(self) -> None:
        """End all of it at once, as it stands. Who was connected is cut off."""
        pid = self._process.pid
        assert pid
        os.killpg(pid, signal.SIGKILL)
        self._process.join(STOPPED)
        assert self._process.exitcode == -signal.SIGKILL
        self._process.close()

    def be_born(self) -> None:
        """Serve again; returns when it answers."""
        self._process = self._born()

    def end(self) -> None:
        """For good."""
        self.kill()
        self._listener.close()

    def _born(self) -> ForkServerProcess:
        given = (self._app, self._listener, self._log, self._environ)
        process = nursery().Process(target=serve_apart, args=given)
        process.start()
        await_answer(self.base, self._log)
        return process


@contextmanager
def mortal(instance: Path, database: str, app: str = OURS) -> Iterator[Mortal]:
    """Such a server while the block runs."""
    server = Mortal(instance, database, app)
    try:
        yield server
    finally:
        server.end()
