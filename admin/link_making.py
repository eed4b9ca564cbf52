"""Making links: once, however often the form that makes one is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort
from sqlalchemy.orm import Session

from survey.services import services
from survey.store.link_queries import LinkSeen, end_link, link_of_code
from survey.store.setup_queries import add_link
from survey.voices import Voice

GRACE = timedelta(days=14)
"""How long a link still works after a new one was made in its place."""


@dataclass(frozen=True)
class Draft:
    """What a new link is to be."""

    round_id: int
    centre_id: int
    unit_id: int | None
    voice: Voice
    label: str
    expires_on: date | None
    is_personal: bool = False
    partner_id: int | None = None


def draft_like(link: LinkSeen) -> Draft:
    """Another link like one that is there."""
    return Draft(
        link.round_id,
        link.centre_id,
        link.unit_id,
        link.voice,
        link.label,
        link.expires_on,
        partner_id=link.partner_id,
    )


def keep_link(draft: Draft, code: str, *, replaces: int | None = None) -> LinkSeen:
    """Make a link that `code` opens. A form sent once more gets the link it made before.

    The link that it `replaces` ends after `GRACE`.
    """
    parts = services()
    with parts.store.session() as session:
        there = link_of_code(session.connection(), code)
        if there is None:
            _add(session, draft, code)
            if replaces:
                end_link(session.connection(), replaces, parts.clock.today() + GRACE)
            there = link_of_code(session.connection(), code)
    return there if there and there.round_id == draft.round_id else abort(400)


def _add(session: Session, draft: Draft, code: str) -> None:
    add_link(
        session,
        draft.round_id,
        draft.centre_id,
        draft.voice,
        unit_id=draft.unit_id,
        label=draft.label,
        expires_on=draft.expires_on,
        is_personal=draft.is_personal,
        partner_id=draft.partner_id,
        code=code,
    )
