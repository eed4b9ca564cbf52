"""The involvement report as a page: of an initiative, of a centre, and of the whole organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, render_template
from markupsafe import Markup
from sqlalchemy import Connection

from admin.doors import needs
from admin.initiative_room import may_change
from admin.involvement_keeping import ask_for, charts_of, find_subject, told_in
from admin.report.charts import chart_digest
from admin.report.involvement.model import About, Figure, SectionKey
from admin.signed_in import member
from survey.initiatives import State, ways_on
from survey.pages.locale import page_language
from survey.services import services
from survey.staff import EVERYWHERE, Right
from survey.store.initiative_queries import find_initiative, steps_of
from survey.store.kept_report_queries import Subject, charts_kept, find_kept

blueprint = Blueprint(
    "admin_involvement", __name__, template_folder="../templates", url_prefix="/admin/reports"
)

DECIDED_BY = (SectionKey.DECISION, SectionKey.NEED, SectionKey.HEARD)
"""What of the report the page of a decision shows, in this order; the rest is a press away."""


@blueprint.get("/initiatives/<int:initiative_id>")
@needs(Right.REPORTS)
def initiative(initiative_id: int) -> str:
    """What the partners of an initiative meet over."""
    return _page(_of_initiative(initiative_id))


@blueprint.get("/initiatives/<int:initiative_id>/decision")
@needs(Right.REPORTS)
def decision(initiative_id: int) -> str:
    """What its partners need before they decide whether it goes on, on one page."""
    parts = services()
    subject = _of_initiative(initiative_id)
    with parts.store.read() as connection:
        initiative = find_initiative(connection, initiative_id) or abort(404)
        steps = steps_of(connection, initiative_id)
        shown = _shown(
            connection,
            subject,
            About(kind="initiative", id=initiative_id, name=initiative.about.name),
        )
    opens = may_change(initiative) and State.DECIDED in ways_on(initiative.state, steps)
    report = shown["report"]
    return render_template(
        "admin/involvement/decision.html",
        **shown,
        sections=[one for key in DECIDED_BY if report and (one := report.section(key))],
        may_decide=opens and not initiative.archived_on,
        initiative_id=initiative_id,
    )


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


def _of_initiative(initiative_id: int) -> Subject:
    within = member().reach(Right.REPORTS)
    return Subject("initiative", initiative_id, page_language(), within)


def _page(subject: Subject) -> str:
    with services().store.read() as connection:
        about = find_subject(connection, subject) or abort(404)
        shown = _shown(connection, subject, about)
    return render_template("admin/involvement.html", **shown)


def _shown(connection: Connection, subject: Subject, about: About) -> dict[str, Any]:
    """The newest that is kept. What is missing or old is made by the worker, nothing of it here."""
    parts = services()
    kept = find_kept(connection, subject, parts.clock.now())
    report = told_in(kept)
    charts = charts_of(report) if report else {}
    drawn = charts_kept(connection, charts.keys())
    return {
        "about": about,
        "report": report,
        "picture_of": pictures(drawn, subject.language),
        "is_waiting": ask_for(parts, subject, kept),
        "is_drawn": len(drawn) == len(charts),
    }


def pictures(drawn: Mapping[str, str], language: str) -> Callable[[Figure], Markup | None]:
    """What gives the picture of a figure, where it is drawn."""

    def picture_of(figure: Figure) -> Markup | None:
        svg = drawn.get(chart_digest(figure.chart, language)) if figure.chart else None
        # It was made by `chart_svg`, of nothing but shapes and words.
        return Markup(svg) if svg else None  # noqa: S704

    return picture_of
