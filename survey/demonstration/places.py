"""The made-up centres, what their partners do together, and the rounds that ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from survey.channels import PAIRING_TIME, Channel, new_device_token
from survey.demonstration.plan import NEEDS, OPEN_FOR, Plan
from survey.example import Example, ExamplePlace
from survey.initiative_parts import About, Agreement, Partner
from survey.initiatives import State, Step
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.services import Services
from survey.simulation.others import Troupe, staff_size, volunteers_size
from survey.simulation.people import Centre, settle
from survey.store.channel_queries import find_channel, pair
from survey.store.initiative_changes import add_initiative
from survey.store.organisation_queries import note_example
from survey.store.partner_queries import add_partner
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_device,
    add_headcount,
    add_link,
    add_round,
    offer_pairing,
    units_of,
)
from survey.store.versions import KnownVersion, store_version
from survey.voices import PERSPECTIVES, Perspective, Voice

BY = "Demonstrationen"
"""Who wrote everything down that was made up."""
COUNTED_EVERY = 4
"""Waves between two counts of how many there are to hear."""
ENOUGH_FOR_A_VISIT = 12
"""So many volunteers at the first centre that what they say of two visits may be seen."""
SINGING, GARDEN = "singing", "garden"
STEADY, SOURING = "Sangfuglene (opdigtet)", "Kaffeholdet (opdigtet)"
GARDENERS = "Havelauget (opdigtet)"
FLOOR = 40
"""Per cent who must say that the need is right; agreed with the gardeners."""
ABOUT = {
    SINGING: About(
        "Fællesskab på tværs",
        "Flere beboere savner musik og nogen at snakke med, især om eftermiddagen.",
        ("music", "someone_to_talk_to"),
        "Alle, der bor her",
    ),
    GARDEN: About(
        "Haven for alle",
        "Mange beboere vil gerne mere ud, også når det er koldt.",
        ("getting_out",),
        "Alle, der bor her",
    ),
}
LEADS = {SINGING: "music", GARDEN: "getting_out"}
"""The need that is the commonest where it all begins."""
PARTNERS = {
    SINGING: (
        Partner(STEADY, "Synger med beboerne en gang om måneden.", agreement=Agreement(floor=33)),
        Partner(SOURING, "Drikker eftermiddagskaffe med beboerne."),
    ),
    GARDEN: (Partner(GARDENERS, "Følger beboere ud i haven.", agreement=Agreement(floor=FLOOR)),),
}
RESIDENTS = (Voice.RESIDENT, Voice.RESIDENT_ASSISTED)
ASKED: dict[str, tuple[Voice, ...]] = {
    "needs_before": RESIDENTS,
    "relatives": (Voice.RELATIVE,),
    "staff": (Voice.STAFF,),
    "volunteer_visit": (Voice.VOLUNTEER,),
    "satisfaction": RESIDENTS,
}
"""What each wave asks, and whom."""


@dataclass
class House:
    """A centre: who lives, works and comes there. `units` and their `tablets` in the same order;
    `troupes` are its volunteers, by the association's number."""

    place: int
    centre_id: int
    name: str
    residents: Centre
    units: list[int]
    tablets: list[str]
    staff: int
    troupes: dict[int, Troupe] = field(default_factory=dict)

    def unit_of(self, resident: int) -> int:
        """In which of the units somebody lives."""
        return int(self.residents.residents.in_unit[resident])


@dataclass(frozen=True)
class Work:
    """An initiative with its houses, and its associations' numbers by name."""

    key: str
    id: int
    houses: list[House]
    partners: dict[str, int]


@dataclass(frozen=True)
class Asked:
    """A round at its houses: `links` are the codes by house, and association where it asks one."""

    id: int
    key: str
    version: KnownVersion
    opens_on: date
    closes_on: date
    links: dict[tuple[int, int | None], str]


def dice_of(plan: Plan, house: int, *more: int) -> Generator:
    """Dice of their own for each centre, so that one more centre changes no other."""
    return np.random.default_rng([plan.seed, house, *more])


def build(parts: Services, plan: Plan) -> list[Work]:
    """The centres with their people and tablets, and the initiatives they take part in."""
    houses = [_house(parts, plan, number) for number in range(plan.centres)]
    works = []
    for key in (SINGING, GARDEN):
        there = [one for one in houses if (key == SINGING) == plan.sings(one.place)]
        if there:
            works.append(_work(parts, plan, key, there))
    return works


def _house(parts: Services, plan: Plan, number: int) -> House:
    dice = dice_of(plan, number)
    (people,) = settle(dice, plan.shape(number))
    people = _leading(people, LEADS[SINGING if plan.sings(number) else GARDEN])
    units = ["Eg", "Birk (demens)"] if people.residents.in_unit.any() else ["Eg"]
    with parts.store.session() as session:
        centre = add_centre(session, plan.name(number), units)
        ids = [unit.id for unit in units_of(session, centre.id)]
        if number == 0:
            note_example(session.connection(), centre.id, parts.settings.language)
        made = centre.id, centre.name
    tablets = [
        _tablet(parts, made[0], unit, f"Tablet {name}")
        for unit, name in zip(ids, units, strict=True)
    ]
    return House(number, *made, people, ids, tablets, staff_size(dice))


def _leading(centre: Centre, need: str) -> Centre:
    """The centre with this need as its commonest, in the place of the one that was."""
    to, most = NEEDS.index(need), int(centre.profile.argmax())
    for weights in (centre.profile, centre.residents.weights):
        weights[..., [to, most]] = weights[..., [most, to]]
    return centre


def _tablet(parts: Services, centre_id: int, unit_id: int, name: str) -> str:
    """A paired tablet; returns its token."""
    token = new_device_token()
    with parts.store.session() as session:
        device = add_device(session, centre_id, name, unit_id)
        code = offer_pairing(session, device.id, parts.clock.now() + PAIRING_TIME)
    pair(parts.store, code, token, parts.clock.now(), parts.clock.today())
    return token


def _work(parts: Services, plan: Plan, key: str, houses: list[House]) -> Work:
    today = parts.clock.today()
    first = Step(State.IDEA, plan.opens_on(0, today), BY)
    centres = [one.centre_id for one in houses]
    number = add_initiative(parts.store, ABOUT[key], centres, first)
    partners = {one.name: add_partner(parts.store, number, one) for one in PARTNERS[key]}
    for house in houses:
        dice = dice_of(plan, house.place, 1)
        for partner in partners.values():
            fewest = ENOUGH_FOR_A_VISIT if house.place < 2 else 2
            house.troupes[partner] = Troupe.of(volunteers_size(dice, fewest))
    return Work(key, number, houses, partners)


def count_heads(parts: Services, plan: Plan, houses: Iterable[House]) -> None:
    """Type how many there are to hear, once a year and for the round that is open."""
    waves = sorted({*range(0, plan.waves, COUNTED_EVERY), plan.waves})
    days = [plan.opens_on(wave, parts.clock.today()) for wave in waves]
    with parts.store.session() as session:
        for house in houses:
            for unit_id, voice, people in _heads(house):
                for day in days:
                    add_headcount(session, house.centre_id, unit_id, voice, people, day)


def _heads(house: House) -> Iterable[tuple[int | None, Voice, int]]:
    inside = int(house.residents.residents.in_unit.sum())
    everybody = len(house.residents.residents)
    yield None, Voice.RESIDENT, everybody
    yield None, Voice.RELATIVE, everybody
    yield None, Voice.STAFF, house.staff
    yield None, Voice.VOLUNTEER, sum(len(one.bad) for one in house.troupes.values())
    for unit_id, people in zip(house.units, (everybody - inside, inside), strict=False):
        yield unit_id, Voice.RESIDENT, people


def open_waves(parts: Services, plan: Plan, work: Work) -> list[list[Asked]]:
    """The rounds of an initiative, wave by wave: closed ones, and in the last those open now."""
    versions = publish(parts, plan.opens_on(0, parts.clock.today()))
    waves = []
    for wave in reversed(range(plan.waves + 1)):  # those that are open have the first numbers
        asked = [key for key in ASKED if key != "satisfaction" or wave >= plan.turn]
        day = plan.opens_on(wave, parts.clock.today())
        waves.append([_open(parts, work, versions[key], key, day) for key in asked])
    return waves[::-1]


def publish(parts: Services, day: date) -> dict[str, KnownVersion]:
    """What is asked, by the questionnaires' keys."""
    return {key: store_version(parts.store, freeze(library()[key]), day)[0] for key in ASKED}


def _open(parts: Services, work: Work, version: KnownVersion, key: str, day: date) -> Asked:
    wordings, on_devices = version.questionnaire.wordings, ASKED[key] == RESIDENTS
    asking = Asking(
        version_id=version.id,
        voices={voice: _perspectives(voice, wordings) for voice in ASKED[key]},
        opens_on=day,
        closes_on=day + OPEN_FOR,
        on_devices=on_devices,
        initiative_id=work.id,
    )
    with parts.store.session() as session:
        number = add_round(session, asking, [one.centre_id for one in work.houses]).id
        links = {
            (house.place, partner): add_link(
                session, number, house.centre_id, ASKED[key][0], label=key, partner_id=partner
            )
            for house in work.houses
            if not on_devices
            for partner in (house.troupes if key == "volunteer_visit" else [None])
        }
    return Asked(number, key, version, day, day + OPEN_FOR, links)


def _perspectives(voice: Voice, wordings: tuple[Perspective, ...]) -> list[Perspective]:
    return [p for p in PERSPECTIVES[voice] if p in wordings]


def channel(parts: Services, token: str, round_id: int | None = None) -> Channel:
    """A channel that was made a moment ago."""
    with parts.store.look() as connection:
        found = find_channel(connection, token, round_id)
    if found is None or found.round is None:
        raise LookupError("a channel that was made a moment ago")
    return found


def told(parts: Services, work: Work, newest: Iterable[Asked]) -> Example:
    """What whoever started the demonstration is told: the ways in at the first centre."""
    house = work.houses[0]
    with parts.store.session() as session:
        device = add_device(session, house.centre_id, "Tablet 1")
        code = offer_pairing(session, device.id, parts.clock.now() + PAIRING_TIME)
    codes = {
        one.key: link for one in newest for (place, _), link in one.links.items() if place == 0
    }
    return Example(house.name, ExamplePlace(house.centre_id, work.id), code, codes)


LATE = timedelta(days=3)
"""How late an answer comes that a tablet kept past the closing day."""
