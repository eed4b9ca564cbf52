"""`flask report`: the involvement reports, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import IO

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from admin.involvement_keeping import find_subject, make_all
from admin.involvement_reading import Reading, read_material
from admin.meeting_packs import pack_of
from admin.printing.resident_page import PAPERS, resident_pdf
from admin.report.involvement.build import involvement_report
from admin.report.involvement.material import Material
from admin.report.involvement.model import InvolvementReport
from admin.report.involvement.resident import resident_edition
from admin.report.plain import plain_report, plain_resident
from admin.report_reading import say
from survey.commands.work import give_way
from survey.languages import STAFF_LANGUAGES
from survey.services import services
from survey.store.kept_report_queries import Subject

KINDS = ("initiative", "centre", "organisation")


def schema_text() -> str:
    """The JSON Schema of a report, as it is kept in `docs/report.schema.json`."""
    return json.dumps(InvolvementReport.model_json_schema(), indent=2, sort_keys=True) + "\n"


def _plain(material: Material, _paper: str) -> bytes:
    return plain_report(involvement_report(material), say).encode()


def _json(material: Material, _paper: str) -> bytes:
    return (involvement_report(material).model_dump_json(indent=2) + "\n").encode()


def _pdf(material: Material, _paper: str) -> bytes:
    return pack_of(involvement_report(material))


def _resident(material: Material, paper: str) -> bytes:
    return resident_pdf(resident_edition(material), paper)


def _resident_plain(material: Material, _paper: str) -> bytes:
    return plain_resident(resident_edition(material)).encode()


FORMS: dict[str, Callable[[Material, str], bytes]] = {
    "plain": _plain,
    "json": _json,
    "pdf": _pdf,
    "resident": _resident,
    "resident-plain": _resident_plain,
}


class Reports(click.Group):
    """`report refresh` beside `report initiative 1`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "show", self.commands["show"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the subject belong to showing it."""
        if args and args[0] not in (*self.commands, "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group("report", cls=Reports)
def report() -> None:
    """Print an involvement report: `report [--json] initiative|centre|organisation [ID]`."""


@report.command("refresh")
@with_appcontext
def refresh() -> None:
    """Make every kept report anew, with its charts; for after counts were corrected by hand."""
    give_way()
    click.echo(f"{make_all(services())} reports made")


@report.command("show")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.argument("number", type=click.IntRange(1, 2**31 - 1), required=False)
@click.option("--plain", "form", flag_value="plain", default="plain", help="As text (the usual).")
@click.option("--json", "form", flag_value="json", help="As data.")
@click.option("--pdf", "form", flag_value="pdf", help="As the pages for a meeting.")
@click.option("--resident", "form", flag_value="resident", help="The residents' page as PDF.")
@click.option("--resident-plain", "form", flag_value="resident-plain", help="The same as text.")
@click.option("--schema", is_flag=True, help="The JSON Schema of --json, and no report.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", help="Of --resident.")
@click.option("--language", type=click.Choice(list(STAFF_LANGUAGES)), default=None)
@click.option("--out", type=click.File("wb", lazy=True, atomic=True), default="-")
@with_appcontext
def show(
    kind: str | None,
    number: int | None,
    form: str,
    schema: bool,
    paper: str,
    language: str | None,
    out: IO[bytes],
) -> None:
    """Print the report of one initiative, of one centre, or of the whole organisation."""
    if schema:
        out.write(schema_text().encode())
        return
    if kind is None or (number is None) is not (kind == "organisation"):
        raise click.UsageError("Say initiative ID, centre ID, or organisation.")
    code = language or services().settings.language
    with force_locale(code):
        out.write(FORMS[form](_material(kind, number, code), paper))


def _material(kind: str, number: int | None, code: str) -> Material:
    subject = Subject(kind, number, code)
    with services().store.read() as connection:
        about = find_subject(connection, subject)
        if about is None:
            raise click.ClickException(f"There is no {kind} {number}.")
        return read_material(Reading(services(), connection, subject.reach, code), about)
