"""Everything that is sent in a demonstration, in the order it happens at each centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from survey.channels import Channel
from survey.demonstration.places import LATE, SOURING, Asked, House, Work, dice_of
from survey.demonstration.plan import NEEDS, OPEN_SINCE, Plan
from survey.demonstration.said import Answers, Mind, say
from survey.simulation.hearing import ASSISTED, SILENT, Heard, hear
from survey.simulation.others import relatives
from survey.simulation.people import next_wave
from survey.simulation.truth import outlook
from survey.store.versions import KnownVersion
from survey.visits import DayPart
from survey.voices import Contact, Helper, Mode, Perspective, Voice

TWICE, COMES_LATE, WITHDRAWN = 0.03, 0.05, 0.005
"""The shares of answers that are sent twice, come after closing, and are taken back."""
STAFF_ANSWER, RELATIVES_ANSWER, VOLUNTEERS_ANSWER = 0.45, 0.45, 0.8
STAFF_HELP = 0.5
"""Added to the logit of residents whom staff help, on what staff are answerable for."""
ABOUT_STAFF = "satisfaction"
VISITS = 3
"""Visits of an association in a wave, a month apart."""
USUALLY_WELL = 0.97
"""How likely a volunteer is received well."""
OWN_CHOICE = 0.6
"""How likely a relative names a need that the resident has."""


@dataclass(frozen=True)
class Sent:
    """One answer on its way. `begun` is the interview's day, `arrives` the server's.

    `key` is the wave's, person's and questionnaire's: the same person answers a round once, however
    often it is sent.
    """

    id: str
    channel: Channel
    version: KnownVersion
    respondent: dict[str, str | None]
    answers: Answers
    outcome: str
    begun: date
    arrives: date
    visit: dict[str, Any] | None = None
    twice: bool = False
    withdrawn: bool = False

    def submission(self) -> dict[str, Any]:
        """What a client sends."""
        round_ = self.channel.round
        said = {
            "envelope_version": 1,
            "round": round_.id if round_ else None,
            "version": self.version.hash,
            "language": "da",
            "respondent": self.respondent,
            "display": {"simulated": "yes"},
            "outcome": self.outcome,
            "day": self.begun.isoformat(),
            "answers": self.answers,
        }
        return said | ({"visit": self.visit} if self.visit else {})


@dataclass(frozen=True)
class Wave:
    """A wave at a centre. `find` gives the channel of a token, in a round where it has several."""

    plan: Plan
    house: House
    number: int
    dice: Random
    find: Callable[[str, int | None], Channel]

    @property
    def is_open(self) -> bool:
        """True of the wave in which answers come today."""
        return self.number == self.plan.waves


@dataclass(frozen=True)
class Cell:
    """The truth of one unit at one wave: how many there are, the share that has enough company,
    the shares that need each thing, and how many of them were heard."""

    house: str
    unit: int
    wave: int
    opens_on: date
    people: int
    heard: int
    enough: float
    needs: dict[str, float]


def history(
    plan: Plan,
    work: Work,
    house: House,
    waves: list[list[Asked]],
    find: Callable[[str, int | None], Channel],
) -> Iterator[Sent | Cell]:
    """What comes from one centre, wave by wave, each wave ending with its truth."""
    for number, rounds in enumerate(waves):
        dice = dice_of(plan, house.place, 2, number)
        if number:
            moved = next_wave(dice, plan.shape(house.place), house.residents)
            house.residents = moved
        wave = Wave(plan, house, number, Random(f"{plan.seed} {house.place} {number}"), find)  # noqa: S311 the same each time
        heard = hear(dice, plan.shape(house.place, number), house.residents, number)
        is_silent = bool((heard.how == SILENT).all())
        for asked in rounds:
            if asked.key == "volunteer_visit":
                yield from _volunteers(wave, work, asked, dice, is_silent=is_silent)
            elif not is_silent:
                yield from ANSWERS[asked.key](wave, asked, heard, dice)
        yield from _truth(wave, heard, rounds[0].opens_on)


def _residents(
    wave: Wave, asked: Asked, heard: Heard, _dice: np.random.Generator
) -> Iterator[Sent]:
    house = wave.house
    sees = outlook(wave.plan.shape(house.place), house.residents.residents, wave.number).tolist()
    dementia = house.residents.residents.dementia.tolist()
    agrees, picks = heard.said.tolist(), _picked(heard)
    for person, how in enumerate(heard.how.tolist()):
        if how == SILENT:
            continue
        respondent = _respondent(wave.dice, assisted=how == ASSISTED)
        by_staff = respondent["helper"] == Helper.STAFF and asked.key == ABOUT_STAFF
        kinder = by_staff and wave.dice.random() < 1 - np.exp(-STAFF_HELP)
        mind = Mind(
            sees[person],
            agrees[person] or kinder,
            picks[person],
            breaks_off=0.05 if dementia[person] else 0.02,
            unsure=0.20 if dementia[person] else 0.04,
            still_right=_still_right(wave),
        )
        token = house.tablets[house.unit_of(person)]
        yield _sent(wave, asked, wave.find(token, asked.id), respondent, mind)


def _picked(heard: Heard) -> list[tuple[str, ...]]:
    return [
        tuple(need for need, is_picked in zip(NEEDS, row, strict=True) if is_picked)
        for row in heard.truth.picks.tolist()
    ]


def _still_right(wave: Wave) -> float:
    """The garden is no longer what people need; the singing is."""
    return 0.8 if wave.plan.sings(wave.house.place) else 0.25


def _respondent(dice: Random, *, assisted: bool) -> dict[str, str | None]:
    said: dict[str, str | None] = {"voice": Voice.RESIDENT, "perspective": Perspective.SELF}
    if not assisted:
        return {**said, "mode": Mode.ALONE, "helper": None}
    helper = dice.choice([Helper.VOLUNTEER, Helper.VOLUNTEER, Helper.STAFF])
    return {**said, "mode": Mode.READ_BY, "helper": helper}


def _relatives(wave: Wave, asked: Asked, heard: Heard, dice: np.random.Generator) -> Iterator[Sent]:
    people = wave.house.residents.residents
    shape = wave.plan.shape(wave.house.place)
    theirs = relatives(dice, shape, outlook(shape, people, wave.number))
    picks = _picked(heard)
    for of, own, sees in zip(theirs.of, theirs.own, theirs.sees, strict=True):
        if wave.dice.random() >= RELATIVES_ANSWER:
            continue
        agrees = sees + float(dice.logistic()) > 0
        needs = tuple(n for n in NEEDS if wave.dice.random() < _names(n in picks[of]))[:3]
        respondent = {
            "voice": Voice.RELATIVE,
            "perspective": Perspective.OWN_VIEW if own else Perspective.AS_RESIDENT,
            "contact": wave.dice.choice(list(Contact)),
        }
        through = wave.find(asked.links[wave.house.place, None], None)
        yield _sent(wave, asked, through, respondent, Mind(sees, agrees, needs))


def _names(is_needed: bool) -> float:
    return OWN_CHOICE if is_needed else 0.25


def _staff(wave: Wave, asked: Asked, heard: Heard, dice: np.random.Generator) -> Iterator[Sent]:
    picks = _picked(heard)
    level = 0.6 if wave.number >= wave.plan.turn and wave.plan.sings(wave.house.place) else -0.2
    respondent = {"voice": Voice.STAFF, "perspective": Perspective.SELF}
    through = wave.find(asked.links[wave.house.place, None], None)
    for sees in (level + dice.normal(0, 1, wave.house.staff)).tolist():
        if wave.dice.random() < STAFF_ANSWER:
            mind = Mind(sees, sees + float(dice.logistic()) > 0, wave.dice.choice(picks))
            yield _sent(wave, asked, through, dict(respondent), mind)


def _volunteers(
    wave: Wave, work: Work, asked: Asked, dice: np.random.Generator, *, is_silent: bool
) -> Iterator[Sent]:
    """Three visits of each association. One of them begins late, and is forgotten from its second
    visit on; whoever was received badly twice comes no more."""
    for name, partner in work.partners.items():
        sours = name == SOURING
        if sours and wave.number < wave.plan.waves - 1:
            continue
        begins = wave.number == wave.plan.waves - 1
        for visit in range(1 if wave.is_open else VISITS):
            good = 0.1 if sours and not (begins and visit == 0) else USUALLY_WELL
            day = asked.opens_on + timedelta(days=3 + 21 * visit)
            received = wave.house.troupes[partner].visit(dice, good)
            for well in received.values() if not is_silent else ():
                if wave.dice.random() < VOLUNTEERS_ANSWER:
                    yield _visited(wave, asked, partner, day, well=well)


def _visited(wave: Wave, asked: Asked, partner: int, day: date, *, well: bool) -> Sent:
    respondent = {"voice": Voice.VOLUNTEER, "perspective": Perspective.SELF}
    through = wave.find(asked.links[wave.house.place, partner], None)
    mind = Mind(0.5 if well else -2 + 2 * wave.dice.random(), well, breaks_off=0, unsure=0)
    visit = {"weekday": day.isoweekday(), "part": DayPart.AFTERNOON.value}
    return _sent(wave, asked, through, respondent, mind, day=day, visit=visit)


def _sent(
    wave: Wave,
    asked: Asked,
    through: Channel,
    respondent: dict[str, Any],
    mind: Mind,
    *,
    day: date | None = None,
    visit: dict[str, Any] | None = None,
) -> Sent:
    dice = wave.dice
    answers, outcome = say(dice, asked.version.questionnaire, mind)
    is_late = not wave.is_open and visit is None and dice.random() < COMES_LATE
    days = OPEN_SINCE.days if wave.is_open else (asked.closes_on - asked.opens_on).days
    begun = day or asked.opens_on + timedelta(days=dice.randint(0, days))
    return Sent(
        id=f"{dice.getrandbits(128):032x}",
        channel=through,
        version=asked.version,
        respondent={"mode": None, "helper": None, **respondent},
        answers=answers,
        outcome=outcome,
        begun=begun,
        arrives=asked.closes_on + LATE if is_late else begun,
        visit=visit,
        twice=dice.random() < TWICE,
        withdrawn=dice.random() < WITHDRAWN,
    )


def _truth(wave: Wave, heard: Heard, opens_on: date) -> Iterator[Cell]:
    """The truth of each unit by itself."""
    in_unit = wave.house.residents.residents.in_unit
    for place, unit in enumerate(wave.house.units):
        here = in_unit == bool(place)
        picks = heard.truth.picks[here].mean(axis=0).tolist()
        yield Cell(
            wave.house.name,
            unit,
            wave.number,
            opens_on,
            int(here.sum()),
            int((heard.how[here] != SILENT).sum()),
            float(heard.truth.agrees[here].mean()),
            dict(zip(NEEDS, picks, strict=True)),
        )


Asks = Callable[[Wave, Asked, Heard, np.random.Generator], Iterator[Sent]]
ANSWERS: dict[str, Asks] = {
    "needs_before": _residents,
    "satisfaction": _residents,
    "relatives": _relatives,
    "staff": _staff,
}
"""Who answers each questionnaire; volunteers tell of each visit."""
