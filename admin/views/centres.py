"""Centres: the list, a new one, one centre with its units and numbers, its name, the archive."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin.centre_forms import TAKEN_CENTRE, CentreForm, NameForm, refuse_name
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.headcount_table import Numbers
from admin.headcount_words import PEOPLE, age
from admin.paging import PER_PAGE, Page, asked
from admin.signed_in import member, reach
from admin.undo import say_done
from admin.views import headcounts, units
from admin.views.places import centre_now, found_centre
from survey.channels import new_code
from survey.headcounts import stale
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.centre_changes import (
    Saving,
    archive_centre,
    make_centre,
    remove_centre,
    rename_centre,
)
from survey.store.centre_queries import how_many_archived, list_centres
from survey.store.headcount_queries import newest_at, newest_headcounts
from survey.store.standing_queries import open_box_at

blueprint = Blueprint(
    "admin_centres", __name__, template_folder="../templates", url_prefix="/admin/centres"
)
NAME = "admin/centre_name.html"
blueprint.register_blueprint(units.blueprint)
blueprint.register_blueprint(headcounts.blueprint)


@blueprint.get("/")
@needs(Right.PLACES)
def listed() -> str:
    """The centres in use."""
    return _list(archived=False)


@blueprint.get("/archived")
@needs(Right.PLACES)
def archived() -> str:
    """The centres in the archive."""
    return _list(archived=True)


def _list(*, archived: bool) -> str:
    parts, page = services(), asked()
    with parts.store.read() as connection:
        found, total = list_centres(
            connection,
            reach(),
            page.word,
            archived=archived,
            skip=page.skipped,
            most=PER_PAGE,
        )
        newest = newest_at(connection, [one.id for one in found])
        put_away = how_many_archived(connection, reach())
    old = {id_: len(stale(ones, parts.clock.today())) for id_, ones in newest.items()}
    return render_template(
        "admin/centres.html",
        centres=Page(found, total, page),
        old=old,
        archived=archived,
        how_many_archived=put_away,
        may_add=reach().everywhere,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.PLACES)
def add() -> Answer:
    """A new centre, with its units."""
    if not reach().everywhere:
        say_done(gettext("Only those who see to all centres can add one. Ask one of them."))
        return redirect(url_for("admin_centres.listed"), 303)
    form = CentreForm()
    if form.validate_on_submit():
        name = form.name.data or ""
        made = make_centre(services().store, name, form.names())
        if not isinstance(made, Saving):
            say_done(gettext("%(name)s is there now.", name=name))
            return _to(made)
        refuse_name(form.name, TAKEN_CENTRE[made])
    return form_page("admin/centre_new.html", form)


@blueprint.get("/<int:centre_id>")
@needs(Right.PLACES)
def centre(centre_id: int) -> str:
    """A centre: its units, and how many people there are."""
    parts = services()
    today = parts.clock.today()
    with parts.store.read() as connection:
        page = found_centre(connection, centre_id)
        newest = newest_headcounts(connection, page.centre.id)
        box = open_box_at(connection, page.centre.id, today)
    return render_template(
        "admin/centre.html",
        page=page,
        centre=page.centre,
        numbers=Numbers.of(page, newest, today),
        people=PEOPLE,
        box=box,
        code=new_code(),
        may_run=member().may(Right.RUN),
        may_report=member().may(Right.REPORTS),
        age=lambda day: age(day, today),
    )


@blueprint.route("/<int:centre_id>/name", methods=["GET", "POST"])
@needs(Right.PLACES)
def rename(centre_id: int) -> Answer:
    """Another name for a centre."""
    parts, centre = services(), centre_now(centre_id).centre
    form = NameForm(data={"name": centre.name, "revision": centre.revision})
    if form.validate_on_submit():
        name, seen = form.name.data or "", form.seen_revision()
        saving = rename_centre(parts.store, centre.id, name, seen)
        if saving is Saving.DONE:
            say_done(gettext("The centre is called %(name)s now.", name=name))
            return _to(centre.id)
        if saving is Saving.CHANGED:
            centre = centre_now(centre.id).centre
            now = {gettext("Name"): centre.name}
            return met_page(NAME, form, centre.revision, now, centre=centre)
        refuse_name(form.name, TAKEN_CENTRE[saving])
    return form_page(NAME, form, centre=centre)


@blueprint.post("/<int:centre_id>/archive")
@needs(Right.PLACES)
def archive(centre_id: int) -> Response:
    """Put a centre into the archive."""
    parts, centre = services(), centre_now(centre_id).centre
    archive_centre(parts.store, centre.id, parts.clock.today())
    _say_archived(centre.id, centre.name)
    return redirect(url_for("admin_centres.listed"), 303)


@blueprint.post("/<int:centre_id>/bring-back")
@needs(Right.PLACES)
def bring_back(centre_id: int) -> Response:
    """Bring a centre back from the archive."""
    parts, centre = services(), centre_now(centre_id).centre
    archive_centre(parts.store, centre.id, None)
    say_done(gettext("%(name)s is back.", name=centre.name))
    return _to(centre.id)


@blueprint.post("/<int:centre_id>/delete")
@needs(Right.PLACES)
def delete(centre_id: int) -> Response:
    """Delete a centre that nothing belongs to; any other goes into the archive."""
    parts, centre = services(), centre_now(centre_id).centre
    if remove_centre(parts.store, centre.id, parts.clock.today()):
        say_done(gettext("%(name)s is deleted. Nothing belonged to it.", name=centre.name))
    else:
        _say_archived(centre.id, centre.name)
    return redirect(url_for("admin_centres.listed"), 303)


def _say_archived(centre_id: int, name: str) -> None:
    say_done(
        gettext(
            "%(name)s is in the archive. Its answers and reports stay, and open rounds go on.",
            name=name,
        ),
        undo=url_for("admin_centres.bring_back", centre_id=centre_id),
    )


def _to(centre_id: int) -> Response:
    return redirect(url_for("admin_centres.centre", centre_id=centre_id), 303)
