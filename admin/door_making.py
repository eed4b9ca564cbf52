"""A QR code for a door: the round it asks in, made where there is none yet, and its link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from admin.link_making import Draft, keep_link
from survey.initiative_parts import KeptPartner
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.rounds import USUAL_KEEPING, Days
from survey.services import services
from survey.store.link_queries import LinkSeen
from survey.store.round_edit_queries import Plan, make_round
from survey.store.versions import KnownVersion, store_version
from survey.store.visit_queries import pulse_round
from survey.voices import Voice

STANDS = timedelta(weeks=52)
"""How long a code at a door works; its round can be prolonged."""


@dataclass(frozen=True)
class Door:
    """What is asked at a door, of whom, and which association comes through it."""

    asks: str
    voice: Voice
    centre_id: int
    partner: KeptPartner


def keep_door(door: Door, code: str) -> LinkSeen:
    """The link that `code` opens; a form sent once more gets the link it made before."""
    parts = services()
    today = parts.clock.today()
    version, _ = store_version(parts.store, freeze(library()[door.asks]), today)
    with parts.store.read() as connection:
        there = pulse_round(
            connection, door.partner.initiative_id, door.asks, door.centre_id, door.voice, today
        )
    round_id = there or make_round(parts.store, _plan(door, version, today))
    draft = Draft(round_id, door.centre_id, None, door.voice, "", None, partner_id=door.partner.id)
    return keep_link(draft, code)


def _plan(door: Door, version: KnownVersion, today: date) -> Plan:
    """A round of its own for each centre: another may join the initiative, or leave it."""
    views = [view.value for view in version.questionnaire.wordings]
    return Plan(
        version_id=version.id,
        initiative_id=door.partner.initiative_id,
        centre_ids=frozenset({door.centre_id}),
        voices={door.voice.value: views},
        days=Days(today, today + STANDS),
        on_devices=False,
        answered_by="",
        answers_on=None,
        purpose={},
        repeats_weeks=None,
        keeps_days=USUAL_KEEPING,
        offers_receipts=False,
    )
