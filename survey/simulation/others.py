"""Those around the residents: relatives who speak for them, staff, and volunteers who come back or
do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from survey.simulation.people import Numbers
from survey.simulation.shape import Shape

HAVE_RELATIVES = 0.5
"""The share of residents for whom somebody answers."""
LIKENESS = 0.35
"""How far a relative sees things as the resident does: a correlation."""
OWN_BIAS, AS_RESIDENT_BIAS = -0.5, -0.25
"""How much gloomier relatives are, in standard deviations, for themselves and for the resident."""
FEWEST_STAFF, MOST_STAFF = 10, 60
FEWEST_VOLUNTEERS, MOST_VOLUNTEERS = 2, 25
BAD_WELCOMES = 2
"""After so many bad welcomes a volunteer stays away."""


@dataclass(frozen=True)
class Relatives:
    """Those who answer in a wave: `of` are the residents they speak for, by place in the house;
    `own` says whose own view it is, `sees` how they see things, on the logit."""

    of: list[int]
    own: list[bool]
    sees: list[float]


def relatives(dice: Generator, shape: Shape, outlook: Numbers) -> Relatives:
    """For each resident at most one: the same people are never asked for twice."""
    of = np.flatnonzero(dice.random(len(outlook)) < HAVE_RELATIVES)
    own = dice.random(len(of)) < 0.5
    level = float(outlook.mean())
    apart = dice.normal(0, shape.trait_sd, len(of)) * np.sqrt(1 - LIKENESS**2)
    bias = np.where(own, OWN_BIAS, AS_RESIDENT_BIAS) * shape.trait_sd
    sees = level + LIKENESS * (outlook[of] - level) + apart + bias
    return Relatives(of.tolist(), own.tolist(), sees.tolist())


def staff_size(dice: Generator) -> int:
    """How many work at a centre."""
    return int(dice.integers(FEWEST_STAFF, MOST_STAFF + 1))


def volunteers_size(dice: Generator, fewest: int = FEWEST_VOLUNTEERS) -> int:
    """How many of an association come to a centre."""
    return int(dice.integers(fewest, MOST_VOLUNTEERS + 1))


@dataclass
class Troupe:
    """The volunteers of one association at one centre; `bad` are the bad welcomes each has had."""

    bad: list[int]

    @classmethod
    def of(cls, people: int) -> Troupe:
        """So many who have not been here yet."""
        return cls([0] * people)

    @property
    def coming(self) -> list[int]:
        """Who still comes: those who have not been received badly too often."""
        return [one for one, bad in enumerate(self.bad) if bad < BAD_WELCOMES]

    def visit(self, dice: Generator, good: float) -> dict[int, bool]:
        """One visit at which each is received well with probability `good`; who was, by number."""
        received = {one: bool(dice.random() < good) for one in self.coming}
        for one, well in received.items():
            self.bad[one] += 0 if well else 1
        return received
