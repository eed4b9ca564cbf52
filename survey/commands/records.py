"""`flask retention`, `flask erase`, `flask inventory`: what is kept, for how long, and erasing."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from survey.intake.erase import erase_by_receipt
from survey.inventory import as_markdown
from survey.retention import Gone, Today, delete_due, what_is_due
from survey.services import Services, services


def this_day(parts: Services) -> Today:
    """The day, for deleting what is past its time on it."""
    return Today(parts.clock.now(), parts.clock.today(), parts.settings.audit_days)


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only print what would go.")
@with_appcontext
def retention(dry_run: bool) -> None:
    """Delete answers of rounds that have kept them long enough, and old records. Counts stay."""
    parts = services()
    if dry_run:
        _tell(what_is_due(parts.store, this_day(parts)), "would be deleted")
    else:
        _tell(delete_due(parts.store, parts.intake.tombstones, this_day(parts)), "deleted")


def _tell(gone: Gone, done: str) -> None:
    for round_id, count in gone.answers.items():
        click.echo(f"round {round_id}: {count} answers {done}, counts stay")
    click.echo(f"{gone.aside} kept aside, {gone.events} records of who did what {done}")
    if gone.ideas:
        click.echo(f"{gone.ideas} ideas with their answers {done}")


@click.command("erase")
@click.argument("code")
@with_appcontext
def erase(code: str) -> None:
    """Erase the answer with this receipt CODE; its counts are taken back."""
    parts = services()
    if not erase_by_receipt(parts.store, parts.versions, parts.intake.tombstones, code):
        raise click.ClickException(
            "There is nothing under this code. Perhaps it was mistyped or erased already, "
            "or its round offers no receipts."
        )
    click.echo("erased")


@click.command("inventory")
@with_appcontext
def inventory() -> None:
    """Print what is kept of what, what for and for how long, as docs/data-inventory.md has it."""
    click.echo(as_markdown(), nl=False)


COMMANDS = (retention, erase, inventory)
