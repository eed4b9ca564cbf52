"""Downloads of a round: tables to share, and each answer for one's own analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from flask import Blueprint, Response, render_template, request

from admin.doors import needs
from admin.export.columns import columns_of
from admin.export.csv_file import SEPARATORS, responses_csv
from admin.export.faults import NoSuchRound
from admin.export.notes import Making
from admin.export.responses_book import responses_workbook
from admin.export.sheets import pieces
from admin.export.tables_book import tables_workbook
from admin.signed_in import member
from survey.errors import BadRequest
from survey.languages import best_language
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.export_queries import ExportedRound, find_exported
from survey.store.overview_queries import find_round

blueprint = Blueprint(
    "admin_exports",
    __name__,
    template_folder="../templates",
    url_prefix="/admin/rounds/<int:round_id>",
)

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/exports")
@needs(Right.REPORTS)
def choose(round_id: int) -> str:
    """What can be downloaded, and what it is for."""
    parts = services()
    with parts.store.read() as connection:
        round_ = find_round(connection, round_id)
    if round_ is None:
        raise NoSuchRound
    return render_template(
        "admin/exports.html",
        round=round_,
        smallest=parts.settings.smallest_group,
        may_fetch_answers=member().may(Right.ANSWERS),
    )


@blueprint.get("/responses.csv")
@needs(Right.ANSWERS)
def csv(round_id: int) -> Response:
    """Every response, sent while it is read; `?separator=comma` for programs that want it."""
    separator = request.args.get("separator", "semicolon")
    if separator not in SEPARATORS:
        raise BadRequest
    round_ = _round(round_id)
    parts = services()
    made_up = parts.settings.simulated
    sent = responses_csv(parts.store, columns_of(round_), separator, made_up=made_up)
    return _file(sent, CSV, f"round-{round_.id}-responses.csv")


@blueprint.get("/responses.xlsx")
@needs(Right.ANSWERS)
def workbook(round_id: int) -> Response:
    """Every response, with codebook and notes."""
    round_ = _round(round_id)
    file = responses_workbook(services().store, round_, _making(round_))
    return _workbook(file, f"round-{round_.id}-responses.xlsx")


@blueprint.get("/tables.xlsx")
@needs(Right.REPORTS)
def tables(round_id: int) -> Response:
    """Counts per question and voice, small groups hidden."""
    round_ = _round(round_id)
    file = tables_workbook(services().store, round_, _making(round_))
    return _workbook(file, f"round-{round_.id}-tables.xlsx")


def _round(round_id: int) -> ExportedRound:
    with services().store.read() as connection:
        round_ = find_exported(connection, round_id)
    if round_ is None:
        raise NoSuchRound
    return round_


def _making(round_: ExportedRound) -> Making:
    parts = services()
    at = parts.clock.now().astimezone(parts.clock.zone)
    language = best_language([page_language()], round_.newest.languages)
    made_up = parts.settings.simulated
    return Making(parts.settings.smallest_group, at, language, gettext, made_up)


def _workbook(file: IO[bytes], name: str) -> Response:
    response = _file(pieces(file), XLSX, name)
    response.call_on_close(file.close)
    return response


def _file(sent: Iterable[bytes], kind: str, name: str) -> Response:
    response = Response(sent, content_type=kind)
    mark = "made-up-" if services().settings.simulated else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{mark}{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
