"""The tablets: which were heard from, what waits on them, what never arrived; and seeing to them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from admin.channel_forms import TabletForm
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.paging import PER_PAGE, Page, asked
from admin.signed_in import reach
from admin.undo import say_done
from admin.views.pairing import offer_code
from survey.channels import ChannelKind
from survey.ledger import Storage, Tablet
from survey.pages.locale import gettext
from survey.pins import keep_pin, new_pin
from survey.services import services
from survey.staff import Right
from survey.store.channel_queries import revoke
from survey.store.device_queries import (
    DeviceSeen,
    change_device,
    find_seen,
    gaps_told,
    remove_new_device,
    set_pin,
)
from survey.store.ledger_queries import all_tablets, find_tablet
from survey.store.setup_queries import add_device
from survey.store.spot_queries import Spot, spots_within

blueprint = Blueprint(
    "admin_tablets", __name__, template_folder="../templates", url_prefix="/admin/tablets"
)

FORM = "admin/tablet_form.html"
KEPT = "pin"
"""Where the session holds a new PIN for the one page that tells it."""


@blueprint.get("")
@needs(Right.RUN)
def listed() -> str:
    """The tablets in words, a page at a time; where something is missing first."""
    parts, wanted = services(), asked()
    with parts.store.read() as connection:
        tablets = all_tablets(connection, reach())
    found = worst_first(one for one in tablets if _fits(one, wanted.word))
    page = Page(found[wanted.skipped : wanted.skipped + PER_PAGE], len(found), wanted)
    return render_template(
        "admin/tablets.html",
        page=page,
        are_any=bool(tablets),
        may_be_lost=Storage.MAY_BE_LOST,
        today=parts.clock.today(),
    )


def worst_first(tablets: Iterable[Tablet]) -> list[Tablet]:
    """Where answers are missing, then what else wants a look, then the others as they come."""
    return sorted(tablets, key=lambda one: (not one.gap.missing, not one.wants_a_look))


def _fits(tablet: Tablet, word: str) -> bool:
    names = (tablet.name, tablet.centre, tablet.unit or "")
    return not word or any(word.casefold() in name.casefold() for name in names)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add() -> Answer:
    """A new tablet; what comes next is its pairing code."""
    parts, form = services(), TabletForm()
    with parts.store.read() as connection:
        form.offer(spots_within(connection, reach()))
    if form.validate_on_submit():
        with parts.store.session() as session:
            spot = form.chosen
            number = add_device(session, spot.centre_id, form.name.data or "", spot.unit_id).id
        return offer_code(number)
    return form_page(FORM, form, tablet=None)


@blueprint.get("/<int:device_id>")
@needs(Right.RUN)
def shown(device_id: int) -> str:
    """One tablet: how it is, what was missing on which day, and what can be done about it."""
    parts, wanted = services(), asked()
    tablet = _found(device_id)
    with parts.store.read() as connection:
        told = find_tablet(connection, tablet.id)
        gaps, total = gaps_told(connection, tablet.id, wanted.skipped, PER_PAGE)
    return render_template(
        "admin/tablet.html",
        device=tablet,
        tablet=told,
        gaps=Page(gaps, total, wanted),
        pin=_new_pin(tablet.id),
        may_be_lost=Storage.MAY_BE_LOST,
        today=parts.clock.today(),
    )


@blueprint.route("/<int:device_id>/change", methods=["GET", "POST"])
@needs(Right.RUN)
def change(device_id: int) -> Answer:
    """Give a tablet another name or place."""
    parts, tablet = services(), _found(device_id)
    there = Spot(tablet.centre_id, tablet.unit_id, tablet.place)
    standing = {"name": tablet.name, "spot": there.key, "revision": tablet.revision}
    form = TabletForm(data=standing)
    with parts.store.read() as connection:
        offered = spots_within(connection, reach())
    form.offer(offered if there in offered else [there, *offered])
    if form.validate_on_submit():
        spot = form.chosen
        values = {"name": form.name.data, "centre_id": spot.centre_id, "unit_id": spot.unit_id}
        if change_device(parts.store, tablet.id, form.seen_revision(), **values):
            say_done(gettext("It is saved."))
            return _to(tablet.id)
        tablet = _found(tablet.id)
        now = {gettext("Name"): tablet.name, gettext("Where it stands"): tablet.place}
        return met_page(FORM, form, tablet.revision, now, tablet=tablet)
    return form_page(FORM, form, tablet=tablet)


@blueprint.post("/<int:device_id>/pin")
@needs(Right.RUN)
def give_pin(device_id: int) -> Response:
    """A new PIN for the staff corner, said once: only its hash is kept."""
    tablet, pin = _found(device_id), new_pin()
    set_pin(services().store, tablet.id, keep_pin(pin))
    session[KEPT] = [tablet.id, pin]
    return _to(tablet.id)


def _new_pin(device_id: int) -> str | None:
    """The PIN that was just made for this tablet: it is told once."""
    number, pin = session.pop(KEPT, (0, None))
    return pin if number == device_id else None


@blueprint.post("/<int:device_id>/revoke")
@needs(Right.RUN)
def shut_out(device_id: int) -> Response:
    """Let a tablet send no more, at once; pairing it anew lets it send again."""
    parts, tablet = services(), _found(device_id)
    revoke(parts.store, ChannelKind.DEVICE, tablet.id, parts.clock.today())
    said = gettext("%(name)s may not send any more. Undo by connecting it anew.", name=tablet.name)
    say_done(said, undo=url_for("admin_pairing.offer", device_id=tablet.id))
    return _to(tablet.id)


@blueprint.post("/<int:device_id>/remove")
@needs(Right.RUN)
def remove(device_id: int) -> Response:
    """Take away a tablet that nothing has come of."""
    tablet = _found(device_id)
    if not remove_new_device(services().store, tablet.id):
        say_done(gettext("It has been in use, so it stays in the list."))
        return _to(tablet.id)
    say_done(gettext("%(name)s is removed.", name=tablet.name))
    return redirect(url_for("admin_tablets.listed"), 303)


def _found(device_id: int) -> DeviceSeen:
    with services().store.look() as connection:
        found = find_seen(connection, device_id)
    return found or abort(404)


def _to(device_id: int) -> Response:
    return redirect(url_for("admin_tablets.shown", device_id=device_id), 303)
