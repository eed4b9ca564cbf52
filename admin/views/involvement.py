"""The involvement report as a page: of an initiative, of a centre, and of the whole organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from admin.doors import needs
from admin.involvement_keeping import ask_for, charts_of, find_subject, told_in
from admin.involvement_reading import Reading, read_involvement
from admin.report.charts import chart_digest, is_drawable
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
    """The newest that is kept; of a subject that nobody has asked for before, its data without
    pictures. What is missing or old is made by the worker.
    """
    parts = services()
    with parts.store.read() as connection:
        about = find_subject(connection, subject) or abort(404)
        kept = find_kept(connection, subject, parts.clock.now())
        reading = Reading(parts, connection, subject.reach, subject.language)
        told = told_in(kept)
        report = told or read_involvement(reading, about)
        drawn = charts_kept(connection, charts_of(report).keys())
    return render_template(
        "admin/involvement.html",
        report=report,
        is_drawable=is_drawable,
        picture_of=pictures(drawn, report.language),
        is_waiting=ask_for(parts, subject, kept) and told is not None,
        is_drawn=len(drawn) == len(charts_of(report)),
    )


def pictures(drawn: Mapping[str, str], language: str) -> Callable[[Figure], Markup | None]:
    """What gives the picture of a figure, where it is drawn."""

    def picture_of(figure: Figure) -> Markup | None:
        svg = drawn.get(chart_digest(figure.chart, language)) if figure.chart else None
        # It was made by `chart_svg`, of nothing but shapes and words.
        return Markup(svg) if svg else None  # noqa: S704

    return picture_of
