"""Centres to take pictures at: each asks what its screens are to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.actions import ActionState, Outcome, Place, Promise
from survey.channels import new_device_token, secret_hash
from survey.clock import utc_now
from survey.initiative_parts import About, Partner
from survey.initiatives import State, Step
from survey.pins import keep_pin
from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.store.action_queries import add_action, settle_action
from survey.store.engine import Store
from survey.store.initiative_changes import add_initiative
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import Asking, add_centre, add_device, add_link, add_round
from survey.store.tables import Centre
from survey.store.versions import store_version
from survey.voices import Perspective, Voice
from tests.journeys.staff import PIN

CENTRE = "Plejecenter Solsikken"
UNITS = ("Eg", "Birk")
NEEDS = library()["needs_before"]
RESIDENTS = {Voice.RESIDENT: [Perspective.SELF]}
WITH_RELATIVES = {**RESIDENTS, Voice.RELATIVE: [Perspective.AS_RESIDENT]}
DONE = (
    ("Vi vil gerne synge sammen.", "Koret kommer hver onsdag klokken 14 i dagligstuen."),
    ("Vi savner at komme ud.", "To frivillige går tur med jer hver mandag."),
)
Voices = Mapping[Voice, list[Perspective]]


@dataclass(frozen=True)
class Spot:
    """A centre with a tablet that is paired and has a PIN."""

    centre_id: int
    token: str


def make_spot(store: Store, *asked: Questionnaire, voices: Voices = RESIDENTS) -> Spot:
    """A centre whose tablet offers a round of each questionnaire."""
    token, now = new_device_token(), utc_now()
    versions = [store_version(store, freeze(one), now.date())[0] for one in asked]
    with store.session() as session:
        centre = _add_centre(session)
        for version in versions:
            asking = Asking(version.id, voices, now.date(), now.date() + timedelta(days=14))
            add_round(session, asking, [centre.id])
        device = add_device(session, centre.id, "Tablet 1")
        device.token_hash, device.pin_hash = secret_hash(token), str(keep_pin(PIN))
        return Spot(centre.id, token)


def make_link(store: Store, asked: Questionnaire, ended_days_ago: int = 0) -> tuple[int, str]:
    """A centre's number, and the code of its relatives' link; the round may have ended."""
    now = utc_now()
    version, _ = store_version(store, freeze(asked), now.date())
    closes = now.date() + timedelta(days=-ended_days_ago or 14)
    voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
    asking = Asking(version.id, voices, closes - timedelta(days=14), closes)
    with store.session() as session:
        centre = _add_centre(session)
        round_ = add_round(session, asking, [centre.id])
        return centre.id, add_link(session, round_.id, centre.id, Voice.RELATIVE)


def make_door(store: Store, centre_id: int) -> str:
    """The code at a centre's door that asks volunteers of an association about their visit."""
    today = utc_now().date()
    first = Step(State.IDEA, today, "Ledelsen")
    initiative_id = add_initiative(store, About("Besøg", "Selskab"), [centre_id], first)
    partner_id = add_partner(store, initiative_id, Partner("Naboklubben"))
    version, _ = store_version(store, freeze(library()["volunteer_visit"]), today)
    closes = today + timedelta(days=300)
    voices = {Voice.VOLUNTEER: [Perspective.SELF]}
    asking = Asking(version.id, voices, today, closes, initiative_id=initiative_id)
    with store.session() as session:
        round_id = add_round(session, asking, [centre_id]).id
        return add_link(session, round_id, centre_id, Voice.VOLUNTEER, partner_id=partner_id)


def tell_of_deeds(store: Store, centre_id: int) -> None:
    """What residents said there, and what was done about it."""
    today = utc_now().date()
    for said, done in DONE:
        promise = Promise(Place(centre_id), {"da": said}, {"da": done}, "Ledelsen", None, True)
        id_ = add_action(store, promise, today)
        settle_action(store, id_, 1, Outcome(ActionState.DONE, {"da": done}, today))


def _add_centre(session: Session) -> Centre:
    """One more of the same name, which no two may have: the last one gives it up."""
    before = select(Centre).where(Centre.name == CENTRE)
    for centre in session.scalars(before):
        centre.name = f"{CENTRE} {centre.id}"
    session.flush()
    return add_centre(session, CENTRE, UNITS)
