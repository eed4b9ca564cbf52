"""`flask export`: the downloads of the staff side, from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from admin.export.columns import columns_of
from admin.export.csv_file import SEPARATORS, responses_csv
from admin.export.notes import Making
from admin.export.responses_book import responses_workbook
from admin.export.sheets import pieces
from admin.export.tables_book import tables_workbook
from admin.report_commands import report
from survey.languages import best_language
from survey.pages.locale import gettext
from survey.services import services
from survey.store.export_queries import ExportedRound, find_exported

Writer = Callable[[ExportedRound, Making, str], Iterable[bytes]]


def _csv(round_: ExportedRound, _making: Making, separator: str) -> Iterable[bytes]:
    return responses_csv(services().store, columns_of(round_), separator)


def _xlsx(round_: ExportedRound, making: Making, _separator: str) -> Iterable[bytes]:
    return pieces(responses_workbook(services().store, round_, making))


def _tables(round_: ExportedRound, making: Making, _separator: str) -> Iterable[bytes]:
    return pieces(tables_workbook(services().store, round_, making))


WRITERS: dict[str, Writer] = {"csv": _csv, "xlsx": _xlsx, "tables": _tables}


@click.command("export")
@click.argument("round_id", type=click.IntRange(1, 2**31 - 1))
@click.option(
    "--format", "form", type=click.Choice(list(WRITERS)), default="csv", show_default=True
)
@click.option(
    "--separator",
    type=click.Choice(list(SEPARATORS)),
    default="semicolon",
    show_default=True,
    help="Between the columns of CSV.",
)
@click.option(
    "--out",
    type=click.File("wb", lazy=True, atomic=True),
    default="-",
    help="File to write; standard output without it.",
)
@with_appcontext
def export(round_id: int, form: str, separator: str, out: IO[bytes]) -> None:
    """Write the responses of round ROUND_ID as CSV or Excel, or its tables.

    "tables" hides small groups and may be shared. "csv" and "xlsx" hold a row per response: keep
    them where only those who need them can see them.
    """
    parts = services()
    with parts.store.read() as connection:
        round_ = find_exported(connection, round_id)
    if round_ is None:
        raise click.ClickException(f"There is no round {round_id}.")
    with force_locale(parts.settings.language):
        out.writelines(WRITERS[form](round_, _making(round_), separator))


def _making(round_: ExportedRound) -> Making:
    parts = services()
    at = parts.clock.now().astimezone(parts.clock.zone)
    language = best_language([parts.settings.language], round_.newest.languages)
    return Making(parts.settings.smallest_group, at, language, gettext)


COMMANDS = (export, report)
