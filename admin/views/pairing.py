"""Pairing a tablet: the address to open on it, a code to write there, and whether it is done.

The code is kept as a hash only, so whoever made it carries it from page to page in her session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, session, url_for
from flask_babel import format_time
from werkzeug.wrappers import Response as AnyResponse

from admin.doors import needs
from survey.channels import PAIRING_TIME
from survey.qr import qr_picture
from survey.services import services
from survey.staff import Right
from survey.store.device_queries import DeviceSeen, Pairing, find_seen, pairing_of
from survey.store.setup_queries import offer_pairing

blueprint = Blueprint(
    "admin_pairing",
    __name__,
    template_folder="../templates",
    url_prefix="/admin/tablets/<int:device_id>/pairing",
)

KEPT = "pairing"
"""Where the session holds the newest code: of which tablet, its digits, and until when."""


@dataclass(frozen=True)
class Code:
    """A pairing code for whoever made it; `until` is the time of day as it is told."""

    digits: str
    until: str


def offer_code(device_id: int) -> AnyResponse:
    """Make a new code; an older one is void. Leads to the page that shows it."""
    parts = services()
    until = parts.clock.now() + PAIRING_TIME
    with parts.store.session() as writing:
        code = offer_pairing(writing, device_id, until)
    session[KEPT] = [device_id, code, until.timestamp()]
    return redirect(url_for("admin_pairing.shown", device_id=device_id), 303)


@blueprint.post("")
@needs(Right.RUN)
def offer(device_id: int) -> AnyResponse:
    """A new pairing code."""
    return offer_code(_found(device_id).id)


@blueprint.get("")
@needs(Right.RUN)
def shown(device_id: int) -> str:
    """The address, the code, and how far the pairing is. Looking again makes no new code."""
    parts, tablet = services(), _found(device_id)
    address = f"{parts.settings.base_url}/k/"
    state, code = _state(tablet.id), _kept_code(tablet.id)
    if state is Pairing.WAITS and code is None:
        state = Pairing.VOID
    return render_template(
        "admin/pairing.html",
        tablet=tablet,
        state=state,
        code=code,
        address=address,
        picture=qr_picture(address),
    )


@blueprint.get("/state")
@needs(Right.RUN)
def state(device_id: int) -> Response:
    """How far it is, for the page's script."""
    return jsonify(state=_state(_found(device_id).id))


def _state(device_id: int) -> Pairing:
    parts = services()
    with parts.store.look() as connection:
        return pairing_of(connection, device_id, parts.clock.now())


def _kept_code(device_id: int) -> Code | None:
    """The code for this tablet that whoever asks has made, while it works."""
    number, digits, until = session.get(KEPT, (0, "", 0))
    clock = services().clock
    if number != device_id or until <= clock.now().timestamp():
        return None
    at = datetime.fromtimestamp(until, UTC).astimezone(clock.zone)
    return Code(digits, str(format_time(at, "short", rebase=False)))


def _found(device_id: int) -> DeviceSeen:
    with services().store.look() as connection:
        found = find_seen(connection, device_id)
    return found or abort(404)
