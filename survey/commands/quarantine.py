"""`flask quarantine`: what did not fit when it came, and trying it again."""

from __future__ import annotations

from collections.abc import Iterable

import click
from flask.cli import with_appcontext

from survey.intake.again import Fate, fates, try_again
from survey.services import services
from survey.store.quarantine_queries import Listed, all_aside

SAID = {
    Fate.STORED: "stored",
    Fate.ALREADY_STORED: "stored before",
    Fate.ERASED: "erased before",
    Fate.STAYS: "kept aside",
}


@click.group("quarantine")
def quarantine() -> None:
    """Submissions that did not fit when they came: list them, try them again."""


@quarantine.command("list")
@with_appcontext
def list_aside() -> None:
    """Everything in quarantine: number, day, channel, reason, detail. Never what it says."""
    with services().store.read() as connection:
        found = all_aside(connection)
    for one in found:
        click.echo(_line(one))
    click.echo(f"{len(found)} in quarantine")


@quarantine.command("reprocess")
@click.option("--reason", help="Only what is there for this reason.")
@click.argument("numbers", metavar="[ID]...", type=click.IntRange(1, 2**31 - 1), nargs=-1)
@with_appcontext
def reprocess(reason: str | None, numbers: tuple[int, ...]) -> None:
    """Store and count what fits by now, as of the day it came; all, or only those numbered."""
    told = fates(try_again(services().intake, reason, numbers))
    for (was, fate), count in sorted(told.items()):
        click.echo(f"{was}: {count} {SAID[fate]}")
    click.echo(_sum(fate for (_, fate), count in told.items() for _ in range(count)))


def _line(one: Listed) -> str:
    channel = f"{one.channel.kind} {one.channel.id}"
    detail = "".join(c if c.isprintable() else "?" for c in one.detail)
    return f"{one.id}  {one.day}  {channel}  {one.reason}  {detail}".rstrip()


def _sum(all_fates: Iterable[Fate]) -> str:
    tried = list(all_fates)
    return f"{len(tried)} tried, {tried.count(Fate.STAYS)} still in quarantine"


COMMANDS = (quarantine,)
