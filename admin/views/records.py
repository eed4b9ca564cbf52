"""Records: who did what, what is kept and for how long, and erasing one answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, render_template

from admin import audit_words
from admin.doors import needs
from admin.erase_form import ErasingForm
from admin.form_page import Answer, form_page
from admin.paging import PER_PAGE, Page, asked
from admin.signed_in import member
from survey.audit import Event
from survey.intake.erase import erase_by_receipt
from survey.inventory import KEPT, PERSONAL, TABLES, Personal, entries
from survey.services import services
from survey.staff import Right
from survey.store.audit_queries import how_many, how_often, some

blueprint = Blueprint(
    "admin_records", __name__, template_folder="../templates", url_prefix="/admin"
)

CODES_AN_HOUR = 30
"""How many codes one person may try; the codes are too long to be guessed anyway."""
ERASING = "POST admin_records.erase_now"


@blueprint.get("/records")
@needs(Right.HOME)
def rooms() -> str:
    """What there is to see; what one may not open is left out."""
    return render_template("admin/records.html", may_all=member().may(Right.INSTANCE))


@blueprint.get("/audit")
@needs(Right.INSTANCE)
def audit() -> str:
    """Who did what, the newest first."""
    parts, wanted = services(), asked()
    with parts.store.read() as connection:
        found = some(connection, wanted.skipped, PER_PAGE, wanted.word)
        page = Page(found, how_many(connection, wanted.word), wanted)
    return render_template(
        "admin/audit.html",
        page=page,
        days=by_day(page.items),
        words=audit_words,
        kept=parts.settings.audit_days,
    )


@blueprint.get("/inventory")
@needs(Right.HOME)
def inventory() -> str:
    """What is kept, what for, for how long, and of whom it tells."""
    return render_template(
        "admin/inventory.html",
        tables=[(name, table, list(entries(name))) for name, table in TABLES.items()],
        kept=KEPT,
        personal=PERSONAL,
        nobody=Personal.NO,
    )


@blueprint.route("/erase", methods=["GET", "POST"])
@needs(Right.INSTANCE)
def erase() -> Answer:
    """Take a receipt code, and say what will happen; nothing is looked up yet."""
    form = ErasingForm()
    if form.validate_on_submit():
        return render_template("admin/erase_sure.html", code=form.as_printed())
    return form_page("admin/erase.html", form)


@blueprint.post("/erase/now")
@needs(Right.INSTANCE)
def erase_now() -> Answer:
    """Erase the answer of a code; says whether there was one, and nothing else."""
    parts, form = services(), ErasingForm()
    if not form.validate():
        return render_template("admin/erase.html", form=form), 400
    since = parts.clock.now() - timedelta(hours=1)
    with parts.store.look() as connection:
        if how_often(connection, member().id, ERASING, since) >= CODES_AN_HOUR:
            return render_template("admin/erased.html", too_many=True, erased=False), 429
    code = str(form.code.data)
    erased = erase_by_receipt(parts.store, parts.versions, parts.intake.tombstones, code)
    return render_template("admin/erased.html", too_many=False, erased=erased)


def by_day(events: Iterable[Event]) -> list[tuple[date, list[tuple[str, Event]]]]:
    """The events of each day as it is at the centres, each with the time of day."""
    zone = services().clock.zone
    local = [(one.at.astimezone(zone), one) for one in events]
    return [
        (day, [(f"{at:%H:%M}", one) for at, one in of])
        for day, of in groupby(local, lambda pair: pair[0].date())
    ]
