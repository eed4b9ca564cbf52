"""How large a demonstration is, and its story: what works, what has drifted, who is silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from survey.simulation.shape import Answering, Event, Shape

SEED = 20260101
NEEDS = (
    "someone_to_talk_to",
    "shared_meals",
    "getting_out",
    "music",
    "something_to_do",
    "being_useful",
)
"""The options that people pick their needs from, as the library has them."""
QUARTER = timedelta(days=91)
OPEN_FOR = timedelta(days=76)
OPEN_SINCE = timedelta(days=14)
"""How long the newest round has been open."""
EFFECT = 1.2
"""What the singing does, on the logit."""
DRIFTED = 0.9
"""The share of people to whom something else has become more important than going out."""
SILENT_WAVES = 3
"""So many waves have passed without a word from the silent centre."""
A_CENTRE_ANSWERS = 130
"""About so many answers come from a centre in a wave; told when a number of answers is wanted."""

FIRST_NAMES = (
    "Eksempelgården",
    "Prøvehaven",
    "Modelbakken",
    "Skitselund",
    "Papirkilden",
    "Tænktehus",
    "Legebro",
    "Mønstervang",
    "Øvelyst",
    "Påfundet",
)
"""What made-up centres are called; nobody takes them for real ones."""


@dataclass(frozen=True)
class Plan:
    """How much to make up: centres, closed quarterly waves, and from which seed."""

    seed: int = SEED
    centres: int = 6
    waves: int = 8

    @property
    def turn(self) -> int:
        """The wave from which the singing works, and the other need has drifted."""
        return max(1, self.waves // 2)

    def opens_on(self, wave: int, today: date) -> date:
        """The day a wave opens; the one behind the last closed one is open now."""
        return today - OPEN_SINCE - QUARTER * (self.waves - wave)

    def sings(self, house: int) -> bool:
        """Whether a centre takes part in the singing; the others have the garden."""
        return house % 2 == 0

    def is_silent(self, house: int, wave: int) -> bool:
        """Whether a centre is the one that has not been heard of late."""
        last = self.centres >= 3 and house == self.centres - 1
        return last and wave > self.waves - SILENT_WAVES

    def name(self, house: int) -> str:
        """What a centre is called."""
        again, which = divmod(house, len(FIRST_NAMES))
        name = f"Plejecenter {FIRST_NAMES[which]}"
        return f"{name} {again + 1}" if again else name

    def shape(self, house: int, wave: int = 0) -> Shape:
        """What a centre is like, by itself."""
        silent = 1.0 if self.is_silent(house, wave) else 0.0 if house == 0 else 0.1
        happens = Event(self.turn, EFFECT if self.sings(house) else DRIFTED)
        return Shape(
            centres=1,
            waves=self.waves,
            needs=NEEDS,
            dementia_units=1.0 if house == 0 else 0.2,
            intercept=-0.4,
            effect=happens if self.sings(house) else None,
            drift=None if self.sings(house) else happens,
            answering=replace(Answering(), silent_centres=silent),
        )


def centres_for(responses: int, waves: int) -> int:
    """How many centres it takes for about so many answers."""
    return max(1, round(responses / (A_CENTRE_ANSWERS * (waves + 1))))
