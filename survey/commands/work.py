"""`flask tick` does due work once; `flask worker` calls it every minute."""

from __future__ import annotations

import logging

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey import SqliteHuey, crontab

from survey.services import services
from survey.store.housekeeping import forget_the_expired


@click.command("tick")
@with_appcontext
def tick() -> None:
    """Do what is due, once: codes and sign-in links past their time are deleted."""
    click.echo(f"{do_due_work()} forgotten")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do due work every minute until stopped."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    queue = SqliteHuey(filename=str(services().settings.instance / "work.db"))

    @queue.periodic_task(crontab())
    def every_minute() -> None:
        with app.app_context():
            do_due_work()

    queue.create_consumer(workers=1, worker_type="thread").run()


def do_due_work() -> int:
    """Delete what is past its time; returns how many things went."""
    parts = services()
    gone = forget_the_expired(parts.store, parts.clock.now())
    if gone:
        logging.getLogger("lydhoer").info("tick", extra={"job": "forget", "count": gone})
    return gone


COMMANDS = (tick, worker)
