"""The involvement report as a page: of an initiative, of a centre, and of the whole organisation."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from sqlalchemy import Connection

from admin.doors import needs
from admin.initiative_room import may_change
from admin.involvement_reading import Reading, read_involvement
from admin.report.involvement.model import About, SectionKey
from admin.signed_in import member
from survey.initiatives import State, ways_on
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import EVERYWHERE, Reach, Right
from survey.store.centre_queries import find_centre
from survey.store.initiative_queries import find_initiative, steps_of
from survey.store.organisation_queries import who_we_are

blueprint = Blueprint(
    "admin_involvement", __name__, template_folder="../templates", url_prefix="/admin/reports"
)

DECIDED_BY = (SectionKey.SHORT, SectionKey.HEARD, SectionKey.NEED, SectionKey.DECISION)
"""What of the report the page of a decision shows; the rest is a press away."""


@blueprint.get("/initiatives/<int:initiative_id>")
@needs(Right.REPORTS)
def initiative(initiative_id: int) -> str:
    """What the partners of an initiative meet over."""
    with services().store.read() as connection:
        found = find_initiative(connection, initiative_id) or abort(404)
        return _page(connection, About(kind="initiative", id=found.id, name=found.about.name))


@blueprint.get("/initiatives/<int:initiative_id>/decision")
@needs(Right.REPORTS)
def decision(initiative_id: int) -> str:
    """What its partners need before they decide whether it goes on, on one page."""
    with services().store.read() as connection:
        found = find_initiative(connection, initiative_id) or abort(404)
        about = About(kind="initiative", id=found.id, name=found.about.name)
        report = read_involvement(_reading(connection), about)
        steps = steps_of(connection, found.id)
    opens = may_change(found) and State.DECIDED in ways_on(found.state, steps)
    return render_template(
        "admin/involvement/decision.html",
        report=report,
        sections=[one for one in report.sections if one.key in DECIDED_BY],
        may_decide=opens and not found.archived_on,
        initiative_id=found.id,
    )


@blueprint.get("/centres/<int:centre_id>")
@needs(Right.REPORTS)
def centre(centre_id: int) -> str:
    """What has been asked and said at one centre."""
    with services().store.read() as connection:
        found = find_centre(connection, centre_id) or abort(404)
        about = About(kind="centre", id=centre_id, name=found.centre.name)
        # Of a round that asked elsewhere too, whoever may read of this centre reads its part.
        return _page(connection, about, EVERYWHERE)


@blueprint.get("/organisation")
@needs(Right.REPORTS)
def organisation() -> str:
    """What has been asked and said anywhere within reach."""
    with services().store.read() as connection:
        we = who_we_are(connection)
        name = (we.name if we else "") or gettext("The whole organisation")
        return _page(connection, About(kind="organisation", id=None, name=name))


def _page(connection: Connection, about: About, within: Reach | None = None) -> str:
    report = read_involvement(_reading(connection, within), about)
    return render_template("admin/involvement.html", report=report)


def _reading(connection: Connection, within: Reach | None = None) -> Reading:
    reach = within or member().reach(Right.REPORTS)
    return Reading(services(), connection, reach, page_language())
