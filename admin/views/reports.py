"""The list of reports: every round within reach, with its report and its downloads."""

from __future__ import annotations

from flask import Blueprint, render_template

from admin.doors import needs
from admin.paging import PER_PAGE, Page, asked
from admin.signed_in import reach
from survey.services import services
from survey.staff import Right
from survey.store.round_list_queries import Wanted, listed_rounds

blueprint = Blueprint(
    "admin_reports", __name__, template_folder="../templates", url_prefix="/admin/reports"
)


@blueprint.get("/")
@needs(Right.REPORTS)
def listed() -> str:
    """A page of them: open rounds first, then those that closed, the newest at the top."""
    parts, wanted = services(), asked()
    with parts.store.read() as connection:
        found, total = listed_rounds(
            connection,
            reach(),
            Wanted(wanted.word, archived=False, skipped=wanted.skipped, most=PER_PAGE),
            parts.clock.today(),
        )
    return render_template("admin/reports.html", page=Page(found, total, wanted))
