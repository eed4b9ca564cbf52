"""`flask tick` does due work once; `flask worker` calls it every minute."""

from __future__ import annotations

import logging

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey import SqliteHuey, crontab

from survey.pages.documents import Documents
from survey.pages.speech import Speech
from survey.services import Services, services
from survey.store.housekeeping import forget_the_expired, mix_codes
from survey.store.ledger_queries import report_gaps
from survey.store.repeat_queries import repeat_rounds


@click.command("tick")
@with_appcontext
def tick() -> None:
    """Do what is due, once: forget codes past their time, say aloud what was published,
    make the next of rounds that repeat.

    The first time each day, write down which tablets' answers are missing.
    """
    parts = services()
    gone, made = do_due_work(parts, speech_of(parts))
    click.echo(f"{gone} forgotten, {made} read aloud")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do due work every minute until stopped."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    parts = services()
    speech = speech_of(parts)
    queue = SqliteHuey(filename=str(parts.settings.instance / "work.db"))

    @queue.periodic_task(crontab())
    def every_minute() -> None:
        with app.app_context():
            do_due_work(parts, speech)

    queue.create_consumer(workers=1, worker_type="thread").run()


def speech_of(parts: Services) -> Speech:
    """The sound of everything published, to be made ahead of being asked for."""
    return Speech(Documents(parts.versions), parts)


def do_due_work(parts: Services, speech: Speech) -> tuple[int, int]:
    """Delete what is past its time, make missing sound; returns how many things went and came."""
    tell_gaps(parts)
    repeat_what_is_due(parts)
    gone, made = forget_the_expired(parts.store, parts.clock.now()), speech.make_missing()
    mix_codes(parts.store)
    for job, count in (("forget", gone), ("read_aloud", made)):
        if count:
            logging.getLogger("lydhoer").info("tick", extra={"job": job, "count": count})
    return gone, made


def tell_gaps(parts: Services) -> None:
    """Once a day, write down what is missing at which tablet; a line in the log for each."""
    for tablet in report_gaps(parts.store, parts.clock.today()):
        gap = tablet.gap
        counts = {"missing": gap.missing, "waiting": gap.waiting, "aside": gap.aside}
        logging.getLogger("lydhoer").warning("gap", extra={"device": tablet.id, **counts})


def repeat_what_is_due(parts: Services) -> None:
    """Make the rounds that repeat earlier ones, once each."""
    made = repeat_rounds(parts.store, parts.clock.today())
    if made:
        logging.getLogger("lydhoer").info("tick", extra={"job": "repeat", "count": len(made)})


COMMANDS = (tick, worker)
