"""The report of a round as a web page."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from admin.doors import needs
from admin.report_reading import in_words, read_report
from admin.signed_in import member
from survey.pages.locale import page_language
from survey.services import services
from survey.staff import Right

blueprint = Blueprint("admin_report", __name__, url_prefix="/admin", template_folder="../templates")


@blueprint.get("/rounds/<int:round_id>/report")
@needs(Right.REPORTS)
def report(round_id: int) -> str:
    """Who was heard in the round, and what each of them said."""
    parts = services()
    with parts.store.read() as connection:
        found = read_report(connection, parts, round_id, page_language())
    return render_template(
        "admin/report.html",
        report=found or abort(404),
        round_id=round_id,
        may_act=member().may(Right.RUN),
        **in_words(),
    )
