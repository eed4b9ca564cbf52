"""`flask key`: what answers are sealed to."""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from survey.sealing_keys import WrongPassphrase
from survey.services import services

SHORTEST = 12
"""Characters of a passphrase that guards all answers."""


@click.group("key")
def key() -> None:
    """Keys that open sealed answers: list, rotate, export, import."""


@key.command("list")
@with_appcontext
def list_keys() -> None:
    """All keys, the newest last: it is the one tablets seal to."""
    for id_ in services().keys.ids():
        click.echo(id_)


@key.command("rotate")
@with_appcontext
def rotate() -> None:
    """Make a new key. Tablets seal to it from their next contact on; old keys still open."""
    made = services().keys.add()
    click.echo(f"Tablets now seal to {made.id}. Export the keys again, and keep the old file too.")


@key.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.password_option("--passphrase", prompt="Passphrase")
@with_appcontext
def export(file: Path, passphrase: str) -> None:
    """Write all keys, encrypted, into FILE. Keep it where this machine's loss does not reach."""
    if len(passphrase) < SHORTEST:
        raise click.ClickException(f"Use a passphrase of {SHORTEST} characters or more.")
    keys = services().keys
    keys.newest()
    _write_new(file, keys.export(passphrase))
    click.echo(f"{file} holds {len(keys.ids())}. Without the passphrase nobody opens it, nor you.")


@key.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--passphrase", prompt=True, hide_input=True)
@with_appcontext
def import_(file: Path, passphrase: str) -> None:
    """Take in the keys of FILE that are missing here."""
    try:
        added = services().keys.take_in(file.read_text("utf-8"), passphrase)
    except (WrongPassphrase, UnicodeDecodeError) as fault:
        raise click.ClickException(
            f"{file} does not open: another passphrase, or no file of exported keys."
        ) from fault
    click.echo("\n".join(added) or "They are all here already.")


def _write_new(file: Path, text: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise click.ClickException(f"{file} is there already. Choose another name.") from fault
    with os.fdopen(handle, "w") as out:
        out.write(text)


COMMANDS = (key,)
