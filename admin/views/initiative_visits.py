"""The visits of an association: how they were received, and the QR codes at the doors."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template

from admin.door_making import Door, keep_door
from admin.doors import needs
from admin.form_page import Answer, form_page
from admin.initiative_room import blueprint, partner_now
from admin.report.disclosure import DEFAULT_K, suppress_1d
from admin.views.link_pages import made
from admin.visit_forms import NAMES, DoorForm
from admin.visit_words import PARTS, WEEKDAYS
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.visit_queries import visits_of
from survey.visit_counts import by_part, by_week, by_weekday, first_two

OF_ONE = "/<int:initiative_id>/partners/<int:partner_id>"
MOST_WEEKS = 26
"""Half a year; older weeks are in the reports."""


@blueprint.get(f"{OF_ONE}/visits")
@needs(Right.RUN)
def visits(initiative_id: int, partner_id: int) -> str:
    """How an association's visits were received; small groups are hidden, but for the first two."""
    initiative, kept = partner_now(initiative_id, partner_id)
    with services().store.read() as connection:
        counted = visits_of(connection, kept.id)
    days = {str(day): n for day, n in by_weekday(counted).items()}
    return render_template(
        "admin/partner_visits.html",
        initiative=initiative,
        kept=kept,
        weeks=by_week(counted)[:MOST_WEEKS],
        first_two=first_two(counted),
        weekdays=_named(suppress_1d(days, DEFAULT_K).shown, WEEKDAYS),
        parts_of_day=_named(suppress_1d(by_part(counted), DEFAULT_K).shown, PARTS),
        k=DEFAULT_K,
    )


@blueprint.route(f"{OF_ONE}/door", methods=["GET", "POST"])
@needs(Right.RUN)
def door(initiative_id: int, partner_id: int) -> Answer:
    """A QR code for a door: what is asked, and where; ready to print right after."""
    initiative, kept = partner_now(initiative_id, partner_id)
    form = DoorForm().offer({one.id: one.name for one in initiative.centres})
    if form.validate_on_submit():
        wanted = Door(form.asks.data or "", form.voice, int(form.centre.data or 0), kept)
        code = str(form.code.data)
        return made(keep_door(wanted, code), code)
    return form_page(
        "admin/partner_door.html",
        form,
        initiative=initiative,
        kept=kept,
        names={key: gettext(name) for key, name in NAMES.items()},
    )


def _named(shown: Mapping[str, int], names: dict[str, str]) -> dict[str, int]:
    """Counts that may be seen, by the name they are read under, in the order of the names."""
    return {names[key]: shown[key] for key in names if shown.get(key)}
