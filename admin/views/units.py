"""The units of a centre: new ones, their names, the archive. Part of the centres' room."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from admin.centre_forms import TAKEN_UNIT, UnitNameForm, UnitsForm, refuse_name
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.undo import say_done
from admin.views.places import centre_now, found_unit
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.centre_changes import Saving, archive_unit, make_units, remove_unit, rename_unit
from survey.store.centre_queries import Place

blueprint = Blueprint("units", __name__, url_prefix="/<int:centre_id>/units")

FORM = "admin/unit.html"


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.PLACES)
def add(centre_id: int) -> Answer:
    """New units, several at once."""
    centre = centre_now(centre_id).centre
    form = UnitsForm()
    if form.validate_on_submit():
        names = form.names()
        taken = make_units(services().store, centre.id, names)
        if not taken:
            said = ngettext("%(num)s unit was added.", "%(num)s units were added.", len(names))
            say_done(str(said))
            return _to(centre.id)
        form.refuse_units(taken)
    return form_page("admin/units_new.html", form, centre=centre)


@blueprint.route("/<int:unit_id>", methods=["GET", "POST"])
@needs(Right.PLACES)
def change(centre_id: int, unit_id: int) -> Answer:
    """Another name for a unit; and the way into the archive."""
    centre, unit = _found(centre_id, unit_id)
    form = UnitNameForm(data={"name": unit.name, "revision": unit.revision})
    if form.validate_on_submit():
        name, seen = form.name.data or "", form.seen_revision()
        saving = rename_unit(services().store, centre.id, unit.id, name, seen)
        if saving is Saving.DONE:
            say_done(gettext("The unit is called %(name)s now.", name=name))
            return _to(centre.id)
        if saving is Saving.CHANGED:
            centre, unit = _found(centre_id, unit_id)
            now = {gettext("Name"): unit.name}
            return met_page(FORM, form, unit.revision, now, centre=centre, unit=unit)
        refuse_name(form.name, TAKEN_UNIT[saving])
    return form_page(FORM, form, centre=centre, unit=unit)


@blueprint.post("/<int:unit_id>/archive")
@needs(Right.PLACES)
def archive(centre_id: int, unit_id: int) -> Response:
    """Put a unit into the archive."""
    centre, unit = _found(centre_id, unit_id)
    archive_unit(services().store, unit.id, services().clock.today())
    _say_archived(centre, unit)
    return _to(centre.id)


@blueprint.post("/<int:unit_id>/bring-back")
@needs(Right.PLACES)
def bring_back(centre_id: int, unit_id: int) -> Response:
    """Bring a unit back from the archive."""
    centre, unit = _found(centre_id, unit_id)
    archive_unit(services().store, unit.id, None)
    say_done(gettext("%(name)s is back.", name=unit.name))
    return _to(centre.id)


@blueprint.post("/<int:unit_id>/delete")
@needs(Right.PLACES)
def delete(centre_id: int, unit_id: int) -> Response:
    """Delete a unit that nothing belongs to; any other goes into the archive."""
    centre, unit = _found(centre_id, unit_id)
    if remove_unit(services().store, unit.id, services().clock.today()):
        say_done(gettext("%(name)s is deleted. Nothing belonged to it.", name=unit.name))
    else:
        _say_archived(centre, unit)
    return _to(centre.id)


def _found(centre_id: int, unit_id: int) -> tuple[Place, Place]:
    page = centre_now(centre_id)
    return page.centre, found_unit(page, unit_id)


def _say_archived(centre: Place, unit: Place) -> None:
    said = gettext(
        "%(name)s is in the archive. Its answers and numbers stay. A tablet that stands there sends answers for it until it is moved.",
        name=unit.name,
    )
    undo = url_for("admin_centres.units.bring_back", centre_id=centre.id, unit_id=unit.id)
    say_done(said, undo=undo)


def _to(centre_id: int) -> Response:
    return redirect(url_for("admin_centres.centre", centre_id=centre_id, _anchor="units"), 303)
