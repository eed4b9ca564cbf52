"""What all pages of the room of initiatives share: its blueprint, and how things are found."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, url_for
from flask_babel import format_date
from sqlalchemy import Connection

from admin.signed_in import member
from survey.initiative_parts import Initiative, KeptPartner
from survey.needs import needs
from survey.pages.locale import page_language
from survey.services import services
from survey.staff import Belonging, Right
from survey.store.initiative_queries import find_initiative
from survey.store.partner_queries import find_partner

blueprint = Blueprint(
    "admin_initiatives", __name__, template_folder="templates", url_prefix="/admin/initiatives"
)


def found(connection: Connection, initiative_id: int) -> Initiative:
    """The initiative of this number, or the page that says there is none."""
    return find_initiative(connection, initiative_id) or abort(404)


def found_now(initiative_id: int) -> Initiative:
    """The same, as it is at this moment."""
    with services().store.read() as connection:
        return found(connection, initiative_id)


def partner_now(initiative_id: int, partner_id: int) -> tuple[Initiative, KeptPartner]:
    """A partner of an initiative as both are now, or the page that says there is none."""
    with services().store.read() as connection:
        initiative = found(connection, initiative_id)
        return initiative, find_partner(connection, initiative.id, partner_id) or abort(404)


def may_change(initiative: Initiative) -> bool:
    """True when whoever asks may change the initiative, and not only read of it."""
    centres = frozenset(one.id for one in initiative.centres)
    return member().reach(Right.RUN).covers(Belonging(centres, initiative.id))


def named_needs() -> dict[str, str]:
    """The needs there are, in the language of the page."""
    return needs(page_language())


def address(initiative: Initiative, anchor: str | None = None) -> str:
    """The page of an initiative, or a part of it."""
    return url_for("admin_initiatives.page", initiative_id=initiative.id, _anchor=anchor)


def said_day(day: date | None) -> str | None:
    """A day as people say it; None when there is none."""
    return str(format_date(day, "long")) if day else None
