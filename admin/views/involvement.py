"""The involvement report as a page: of an initiative, of a centre, and of the whole organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from admin.doors import needs
from admin.involvement_keeping import ask_for, charts_of, find_subject, told_in
from admin.report.charts import chart_digest
from admin.report.involvement.model import Figure
from admin.signed_in import member
from survey.pages.locale import page_language
from survey.services import services
from survey.staff import EVERYWHERE, Right
from survey.store.kept_report_queries import Subject, charts_kept, find_kept

blueprint = Blueprint(
    "admin_involvement", __name__, template_folder="../templates", url_prefix="/admin/reports"
)


@blueprint.get("/initiatives/<int:initiative_id>")
@needs(Right.REPORTS)
def initiative(initiative_id: int) -> str:
    """What the partners of an initiative meet over."""
    within = member().reach(Right.REPORTS)
    return _page(Subject("initiative", initiative_id, page_language(), within))


@blueprint.get("/centres/<int:centre_id>")
@needs(Right.REPORTS)
def centre(centre_id: int) -> str:
    """What has been asked and said at one centre."""
    # Of a round that asked elsewhere too, whoever may read of this centre reads its part.
    return _page(Subject("centre", centre_id, page_language(), EVERYWHERE))


@blueprint.get("/organisation")
@needs(Right.REPORTS)
def organisation() -> str:
    """What has been asked and said anywhere within reach."""
    within = member().reach(Right.REPORTS)
    return _page(Subject("organisation", None, page_language(), within))


def _page(subject: Subject) -> str:
    """The newest that is kept. What is missing or old is made by the worker, nothing of it here."""
    parts = services()
    with parts.store.read() as connection:
        about = find_subject(connection, subject) or abort(404)
        kept = find_kept(connection, subject, parts.clock.now())
        report = told_in(kept)
        charts = charts_of(report) if report else {}
        drawn = charts_kept(connection, charts.keys())
    return render_template(
        "admin/involvement.html",
        about=about,
        report=report,
        picture_of=_pictures(drawn, subject.language),
        is_waiting=ask_for(parts, subject, kept),
        is_drawn=len(drawn) == len(charts),
    )


def _pictures(drawn: Mapping[str, str], language: str) -> Callable[[Figure], Markup | None]:
    def picture_of(figure: Figure) -> Markup | None:
        svg = drawn.get(chart_digest(figure.chart, language)) if figure.chart else None
        # It was made by `chart_svg`, of nothing but shapes and words.
        return Markup(svg) if svg else None  # noqa: S704

    return picture_of
