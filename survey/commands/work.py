"""`flask tick` does due work once; `flask worker` calls it every minute."""

from __future__ import annotations

import logging
import os

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey import SqliteHuey, crontab

from survey.commands.records import this_day
from survey.due_work import work_of_rooms
from survey.mail import OutBox
from survey.pages.documents import Documents
from survey.pages.speech import Speech
from survey.releasing import release_due
from survey.retention import delete_due
from survey.services import Services, services
from survey.store.housekeeping import forget_the_expired, mix_codes
from survey.store.ledger_queries import report_gaps
from survey.store.repeat_queries import repeat_rounds
from survey.store.retention_queries import claim_day
from survey.store.session_queries import forget_what_is_over

GIVES_WAY = 15
"""How much later its turn comes, as Unix counts it."""


@click.command("tick")
@with_appcontext
def tick() -> None:
    """Do what is due, once: forget codes past their time, say aloud what was published, send
    letters, make the next of rounds that repeat, release what has closed, freeze reports the day before a meeting.

    The first time each day, write down which tablets' answers are missing, and delete answers and
    records whose time is up.
    """
    parts = services()
    gone, made = do_due_work(parts, speech_of(parts))
    click.echo(f"{gone} forgotten, {made} read aloud")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do due work every minute until stopped. It gives way to whoever answers meanwhile."""
    give_way()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    parts = services()
    speech = speech_of(parts)
    queue = SqliteHuey(filename=str(parts.settings.instance / "work.db"))

    @queue.periodic_task(crontab())
    def every_minute() -> None:
        with app.app_context():
            do_due_work(parts, speech)

    queue.create_consumer(workers=1, worker_type="thread").run()


def give_way() -> None:
    """Let every other process go first: nobody waits for what this one does."""
    os.nice(GIVES_WAY)


def speech_of(parts: Services) -> Speech:
    """The sound of everything published, to be made ahead of being asked for."""
    return Speech(Documents(parts.versions), parts)


def do_due_work(parts: Services, speech: Speech) -> tuple[int, int]:
    """Delete what is past its time, make missing sound; returns how many things went and came."""
    tell_gaps(parts)
    repeat_what_is_due(parts)
    release_what_has_closed(parts)
    do_work_of_rooms(parts)
    delete_what_is_due(parts)
    now = parts.clock.now()
    gone = forget_the_expired(parts.store, now) + forget_what_is_over(parts.store, now)
    made, sent = speech.make_missing(), send_letters(parts)
    mix_codes(parts.store)
    for job, count in (("forget", gone), ("read_aloud", made), ("letters", sent)):
        if count:
            logging.getLogger("lydhoer").info("tick", extra={"job": job, "count": count})
    return gone, made


def send_letters(parts: Services) -> int:
    """Send what waits in the out-box; returns how many letters went.

    A mail server that is away holds up nothing else: the letters wait for the next minute.
    """
    try:
        return OutBox(parts.settings).send()
    except OSError as fault:
        logging.getLogger("lydhoer").warning("letters", extra={"reason": type(fault).__name__})
        return 0


def tell_gaps(parts: Services) -> None:
    """Once a day, write down what is missing at which tablet; a line in the log for each."""
    for tablet in report_gaps(parts.store, parts.clock.today()):
        gap = tablet.gap
        counts = {"missing": gap.missing, "waiting": gap.waiting, "aside": gap.aside}
        logging.getLogger("lydhoer").warning("gap", extra={"device": tablet.id, **counts})


def delete_what_is_due(parts: Services) -> None:
    """Once a day, delete what has been kept long enough; a line in the log says how much."""
    if not claim_day(parts.store, parts.clock.today()):
        return
    gone = delete_due(parts.store, parts.intake.tombstones, this_day(parts))
    kinds = {
        "answers": sum(gone.answers.values()),
        "aside": gone.aside,
        "events": gone.events,
        "ideas": gone.ideas,
    }
    for job, count in kinds.items():
        if count:
            extra = {"job": f"retention_{job}", "count": count}
            logging.getLogger("lydhoer").info("tick", extra=extra)


def repeat_what_is_due(parts: Services) -> None:
    """Make the rounds that repeat earlier ones, once each."""
    made = repeat_rounds(parts.store, parts.clock.today())
    if made:
        logging.getLogger("lydhoer").info("tick", extra={"job": "repeat", "count": len(made)})


def release_what_has_closed(parts: Services) -> None:
    """Keep the counts of closed rounds as reports tell them from now on."""
    count = release_due(parts)
    if count:
        logging.getLogger("lydhoer").info("tick", extra={"job": "release", "count": count})


def do_work_of_rooms(parts: Services) -> None:
    """Do what the rooms have due, before anything is deleted."""
    for job, work in work_of_rooms():
        count = work(parts)
        if count:
            logging.getLogger("lydhoer").info("tick", extra={"job": job, "count": count})


COMMANDS = (tick, worker)
