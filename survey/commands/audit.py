"""`flask audit`: is the list of who did what still whole?"""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from survey.audit import Damage
from survey.services import services
from survey.store.audit_queries import check_chain, newest

SAID = {
    Damage.CHANGED: "Event {number} was changed.",
    Damage.MISSING: "Something is missing before event {number}.",
    Damage.FOREIGN: "Event {number} does not belong behind the one before it.",
    Damage.CUT_SHORT: "The hash you gave is not in the chain: its end was cut off or made anew.",
}


@click.group("audit")
def audit() -> None:
    """The list of who did what on the staff side."""


@audit.command("verify")
@click.option("--expect", metavar="HASH", help="A newest hash that was noted earlier.")
@with_appcontext
def verify(expect: str | None) -> None:
    """Walk along the chain and print the first event that does not fit."""
    found = check_chain(services().store, expect)
    if found.damage:
        click.echo(SAID[found.damage].format(number=found.number))
        raise SystemExit(1)
    click.echo(f"{found.events} events, all in their place. Newest: {found.newest.hash}")


@audit.command("newest")
@with_appcontext
def print_newest() -> None:
    """Print the newest hash, to be noted where nobody who may write to the database can reach."""
    with services().store.look() as connection:
        click.echo(newest(connection).hash)


COMMANDS = (audit,)
