"""`flask init` makes an instance; `flask serve` starts it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from types import FrameType

import click
from flask.cli import with_appcontext

from survey.channels import PAIRING_TIME
from survey.example import Example, make_example
from survey.qr import terminal_qr
from survey.services import Services, services
from survey.store import migrate
from survey.store.organisation_queries import who_we_are
from survey.store.setup_queries import centres
from survey.store.staff_queries import new_sign_in_link

OWNER = "owner"
"""The name the first account has until it is given another."""


@click.command("init")
@with_appcontext
def init() -> None:
    """Make or update the database; the first time, with one example centre."""
    click.echo(_make_ready(services()))


@click.command("serve")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@with_appcontext
def serve(port: int, host: str) -> None:
    """Make the instance ready, start web and worker, and stop both together."""
    _refuse_taken(host, port)
    click.echo(_make_ready(services()))
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    web = [sys.executable, "-m", "gunicorn", "app:create_app()", "--bind", f"{host}:{port}"]
    processes = [
        subprocess.Popen([*web, "--config", "python:survey.serving"]),  # noqa: S603 our own words
        subprocess.Popen([*flask, "worker"]),  # noqa: S603 our own words
    ]
    raise SystemExit(_run_together(processes))


def _refuse_taken(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as fault:
        raise click.ClickException(
            f"Port {port} is in use. Stop what uses it, or choose another: make run PORT={port + 1}"
        ) from fault


def _make_ready(parts: Services) -> str:
    """Bring the database up to date; returns what to tell whoever started us."""
    migrate.upgrade(parts.store)
    if was_begun(parts):
        return again(parts)
    if parts.settings.simulated:
        example = _made_up(parts)
    else:
        example = make_example(parts.store, parts.clock, parts.settings.language)
    return welcome(parts, example)


def welcome(parts: Services, example: Example) -> str:
    """What whoever started us is told once: the ways in, with a sign-in link made for the owner."""
    token = new_sign_in_link(parts.store, OWNER, parts.clock.now(), make=True)
    return _first(parts.settings.base_url, example, token)


def _made_up(parts: Services) -> Example:
    """The demonstration in its usual size."""
    from survey.demonstration.making import demonstrate  # noqa: PLC0415 # numpy takes 30 MB
    from survey.demonstration.plan import Plan  # noqa: PLC0415

    return demonstrate(parts, Plan()).example


def _run_together(processes: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one process ends or we are told to stop; then stop the others."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    code = processes[0].wait()
    stop(signal.SIGTERM, None)
    for process in processes:
        process.wait()
    return max(code, 0)


def was_begun(parts: Services) -> bool:
    """True from the first start on, also when its example was taken away."""
    with parts.store.session() as session:
        return bool(who_we_are(session.connection()) or centres(session))


def _first(base: str, example: Example, token: str) -> str:
    link = f"{base}/s/{example.codes['relatives']}"
    minutes = int(PAIRING_TIME.total_seconds() // 60)
    return f"""
Lydhør is ready, with an example centre: {example.centre}.

  Staff      {base}/admin/sign-in/link/{token}
             (signs you in once, within a day)
  Tablet     {base}/k/
             (pairing code {example.pairing_code}, good for {minutes} minutes)
  Relatives  {link}

{terminal_qr(link)}"""


def again(parts: Services) -> str:
    """What is told at every later start."""
    base = parts.settings.base_url
    return f"""
Lydhør is ready: everything is as you left it.

  Staff      {base}/admin/     a new sign-in link: flask --app app user link {OWNER}
  Tablet     {base}/k/         a new pairing code: flask --app app device pair 1
  Relatives  a new link:  flask --app app link add ROUND CENTRE relative
"""


COMMANDS = (init, serve)
