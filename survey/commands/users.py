"""`flask user`: who may sign in to the staff side."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from survey.services import services
from survey.staff import Grant, Role
from survey.store.staff_queries import (
    LONGEST_NAME,
    SIGN_IN_TIME,
    BadName,
    NameTaken,
    UnknownUser,
    add_user,
    new_sign_in_link,
    remove_user,
    users,
)


@click.group("user")
def user() -> None:
    """Staff: add, sign in, list, remove."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([one.value for one in Role]), default="owner", show_default=True
)
@with_appcontext
def add_command(name: str, role: str) -> None:
    """Let NAME in everywhere, in a role, and print the first sign-in link.

    The staff side gives roles at single centres and in single initiatives.
    """
    try:
        made = add_user(services().store, name, [Grant(Role(role))])
    except NameTaken as fault:
        raise click.ClickException(
            f"There is a '{name}' already. A new link: flask --app app user link '{name}'"
        ) from fault
    except BadName as fault:
        raise click.ClickException(f"A name has 1 to {LONGEST_NAME} characters.") from fault
    _tell_link(made.name)


@user.command("link")
@click.argument("name")
@with_appcontext
def link_command(name: str) -> None:
    """Print a new sign-in link for NAME; an unused older one stops working."""
    _tell_link(name)


@user.command("list")
@with_appcontext
def list_command() -> None:
    """Everybody who may sign in."""
    with services().store.look() as connection:
        for one in users(connection):
            click.echo(one.name)


@user.command("remove")
@click.argument("name")
@with_appcontext
def remove_command(name: str) -> None:
    """Let NAME in no more; a session that is open ends."""
    if not remove_user(services().store, name):
        raise _unknown(name)
    click.echo(f"{name} is removed.")


def _tell_link(name: str) -> None:
    parts = services()
    try:
        token = new_sign_in_link(parts.store, name, parts.clock.now())
    except UnknownUser as fault:
        raise _unknown(name) from fault
    hours = int(SIGN_IN_TIME.total_seconds() // 3600)
    click.echo(f"{parts.settings.base_url}/admin/sign-in/link/{token}")
    click.echo(f"It signs {name} in once, within {hours} hours. Give it to nobody else.")


def _unknown(name: str) -> click.ClickException:
    return click.ClickException(f"There is nobody called '{name}'. See: flask --app app user list")


COMMANDS = (user,)
