"""`flask tally`: are the counts what the responses say?"""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from survey.services import services
from survey.store.tally_check import rebuild_tally, verify_tally


@click.group("tally")
def tally() -> None:
    """Check or remake the counts that reports read."""


@tally.command("verify")
@with_appcontext
def verify() -> None:
    """Recount from the responses and print every difference."""
    parts = services()
    found = list(verify_tally(parts.store, parts.versions))
    for one in found:
        where = " ".join(map(str, vars(one.place).values()))
        click.echo(f"{where}  {'/'.join(one.cell)}: counted {one.counted}, is {one.recounted}")
    click.echo(f"{len(found)} differences")
    if found:
        raise SystemExit(1)


@tally.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Replace the counts of rounds that still have responses by a recount."""
    parts = services()
    click.echo(f"{rebuild_tally(parts.store, parts.versions)} counts written")


COMMANDS = (tally,)
