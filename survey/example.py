"""The example centre of a first start: published questionnaires, open rounds, a tablet, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from survey.channels import PAIRING_TIME
from survey.clock import Clock
from survey.initiatives import State
from survey.languages import DEFAULT_LANGUAGE
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.store.engine import Store
from survey.store.organisation_queries import note_example
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_device,
    add_headcount,
    add_initiative,
    add_link,
    add_round,
    offer_pairing,
    units_of,
)
from survey.store.versions import KnownVersion, store_version
from survey.voices import PERSPECTIVES, Perspective, Voice

CENTRE = "Plejecenter Eksemplet"
INITIATIVE = "Fællesskab på tværs"
NEED = "Flere beboere savner nogen at snakke med, især om eftermiddagen."
UNITS = ("Eg", "Birk (demens)")
OPEN_FOR = timedelta(days=90)

PEOPLE = {
    Voice.RESIDENT: (24, 18),
    Voice.RELATIVE: (30, 24),
    Voice.STAFF: (14, 12),
    Voice.VOLUNTEER: (6, 4),
}
"""How many there are to hear, in the order of `UNITS`."""


@dataclass(frozen=True)
class ExampleRound:
    """A round of the example: what it asks, whom, and whether tablets offer it."""

    questionnaire: str
    voices: tuple[Voice, ...]
    on_devices: bool


ROUNDS = (
    ExampleRound("needs_before", (Voice.RESIDENT, Voice.RESIDENT_ASSISTED), True),
    ExampleRound("relatives", (Voice.RELATIVE,), False),
    ExampleRound("staff", (Voice.STAFF,), False),
    ExampleRound("volunteer_visit", (Voice.VOLUNTEER,), False),
)


@dataclass(frozen=True)
class Example:
    """What a new user is told once. `codes` are the links' codes by questionnaire."""

    centre: str
    place: ExamplePlace
    pairing_code: str
    codes: dict[str, str]


@dataclass(frozen=True)
class ExamplePlace:
    """Where the example's rounds are asked, and for which initiative."""

    centre_id: int
    initiative_id: int


def make_example(store: Store, clock: Clock, language: str = DEFAULT_LANGUAGE) -> Example:
    """Make the example centre with its rounds, links and a tablet: all of it or nothing."""
    today = clock.today()
    versions = publish(store, today)
    with store.session() as session:
        centre = add_centre(session, CENTRE, UNITS)
        _add_people(session, centre.id, today)
        note_example(session.connection(), centre.id, language)
        initiative = add_initiative(session, INITIATIVE, NEED, [centre.id])
        initiative.state = State.ASKING
        place = ExamplePlace(centre.id, initiative.id)
        codes = open_rounds(session, place, versions, today)
        device = add_device(session, centre.id, "Tablet 1")
        pairing = offer_pairing(session, device.id, clock.now() + PAIRING_TIME)
        return Example(centre.name, place, pairing, codes)


def publish(store: Store, today: date) -> list[KnownVersion]:
    """The versions that the example's rounds ask, in the order of `ROUNDS`."""
    return [store_version(store, freeze(library()[r.questionnaire]), today)[0] for r in ROUNDS]


def open_rounds(
    session: Session, place: ExamplePlace, versions: Iterable[KnownVersion], opens_on: date
) -> dict[str, str]:
    """Open the example's rounds on a day; returns the codes of their links by questionnaire."""
    codes = {}
    for one, version in zip(ROUNDS, versions, strict=True):
        round_id = _open(session, one, place, version, opens_on)
        if not one.on_devices:
            name = one.questionnaire
            codes[name] = add_link(session, round_id, place.centre_id, one.voices[0], label=name)
    return codes


def _open(
    session: Session, one: ExampleRound, place: ExamplePlace, version: KnownVersion, opens_on: date
) -> int:
    wordings = version.questionnaire.wordings
    asking = Asking(
        version_id=version.id,
        voices={voice: _perspectives(voice, wordings) for voice in one.voices},
        opens_on=opens_on,
        closes_on=opens_on + OPEN_FOR,
        on_devices=one.on_devices,
        initiative_id=place.initiative_id,
    )
    return add_round(session, asking, [place.centre_id]).id


def _add_people(session: Session, centre_id: int, today: date) -> None:
    units = units_of(session, centre_id)
    for voice, numbers in PEOPLE.items():
        for unit, people in zip(units, numbers, strict=True):
            add_headcount(session, centre_id, unit.id, voice, people, today)
        add_headcount(session, centre_id, None, voice, sum(numbers), today)


def _perspectives(voice: Voice, wordings: tuple[Perspective, ...]) -> list[Perspective]:
    return [p for p in PERSPECTIVES[voice] if p in wordings]
