"""`flask report`: the involvement reports, from the command line."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from admin.involvement_keeping import make_all
from survey.services import services


@click.group("report")
def report() -> None:
    """Involvement reports."""


@report.command("refresh")
@with_appcontext
def refresh() -> None:
    """Make every kept report anew, with its charts; for after counts were corrected by hand."""
    click.echo(f"{make_all(services())} reports made")
