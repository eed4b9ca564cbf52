"""Headcounts of a centre: new numbers, "is it still so?", the history. Part of the centres' room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.form_page import Answer, form_page
from admin.headcount_forms import form_for
from admin.headcount_table import spots_of
from admin.headcount_words import PEOPLE, age
from admin.paging import PER_PAGE, Page, asked
from admin.signed_in import member
from admin.undo import say_done
from admin.views.places import centre_now, found_centre
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.headcount_changes import (
    confirm_headcounts,
    take_back_headcounts,
    write_headcounts,
)
from survey.store.headcount_queries import history, newest_headcounts

blueprint = Blueprint("headcounts", __name__, url_prefix="/<int:centre_id>/headcounts")

JUST_TYPED = "headcounts_typed"
"""In the session: the centre, and the first and last row of the numbers typed last, to take back."""


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.PLACES)
def add(centre_id: int) -> Answer:
    """New numbers: of everybody, or of one voice (`?voice=`)."""
    parts = services()
    today = parts.clock.today()
    with parts.store.read() as connection:
        page = found_centre(connection, centre_id)
        newest = newest_headcounts(connection, page.centre.id)
    spots = spots_of(page.units, newest)
    wanted = [one for one in spots if one.voice == request.args.get("voice")]
    form = form_for(wanted or spots, today)
    if form.validate_on_submit():
        rows = write_headcounts(parts.store, page.centre.id, form.typed(), member().name)
        return _written(page.centre.id, rows)
    told = {"centre": page.centre, "people": PEOPLE, "age": lambda day: age(day, today)}
    return form_page("admin/headcounts_new.html", form, **told)


@blueprint.post("/still")
@needs(Right.PLACES)
def still(centre_id: int) -> Response:
    """Yes, it is still so: the same numbers, as of today."""
    parts, centre = services(), centre_now(centre_id).centre
    rows = confirm_headcounts(
        parts.store,
        centre.id,
        _numbers(request.form.getlist("row")),
        parts.clock.today(),
        member().name,
    )
    return _written(centre.id, rows)


@blueprint.post("/undo")
@needs(Right.PLACES)
def undo(centre_id: int) -> Response:
    """Take back the numbers that this browser wrote last."""
    parts, centre = services(), centre_now(centre_id).centre
    typed_at, first, last = session.pop(JUST_TYPED, (None, 0, 0))
    if typed_at == centre.id:
        gone = take_back_headcounts(parts.store, centre.id, first, last, member().name)
        said = ngettext("%(num)s number was taken back.", "%(num)s numbers were taken back.", gone)
        say_done(str(said))
    return _to(centre.id)


@blueprint.get("/history")
@needs(Right.PLACES)
def listed(centre_id: int) -> str:
    """Every number ever typed for the centre, the newest first."""
    page = asked()
    with services().store.read() as connection:
        centre = found_centre(connection, centre_id).centre
        found, total = history(connection, centre.id, page.skipped, PER_PAGE)
    return render_template(
        "admin/headcounts_history.html",
        centre=centre,
        numbers=Page(found, total, page),
        people=PEOPLE,
    )


def _written(centre_id: int, rows: Sequence[int]) -> Response:
    if rows:
        session[JUST_TYPED] = (centre_id, min(rows), max(rows))
        said = ngettext("%(num)s number was saved.", "%(num)s numbers were saved.", len(rows))
        say_done(str(said), undo=url_for("admin_centres.headcounts.undo", centre_id=centre_id))
    else:
        say_done(gettext("A newer number stands there already. Nothing was changed."))
    return _to(centre_id)


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 10]


def _to(centre_id: int) -> Response:
    return redirect(url_for("admin_centres.centre", centre_id=centre_id, _anchor="people"), 303)
