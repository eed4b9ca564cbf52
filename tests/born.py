"""What a server of a test does after it was born: it becomes gunicorn, as `make run` starts it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from gunicorn.app.wsgiapp import WSGIApplication

import app
import survey.serving

LOADED = (app, survey.serving)
"""Loaded before the fork, so that no server has to."""


def serve(name: str, listener: socket.socket, log: Path, environ: dict[str, str]) -> None:
    """Serve the application called `name` at `listener` until told to end; output goes to `log`."""
    os.environ.clear()
    os.environ.update(environ)
    with log.open("wb") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    bind = f"fd://{listener.detach()}"
    sys.argv = ["gunicorn", name, "--config", "python:survey.serving", "--bind", bind]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
