"""Who lives at a centre, and who moves in and out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from survey.simulation.shape import Shape

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

USUAL_SIZE = 48
SIZE_SPREAD = 0.5
UNIT_SHARE = 0.35
"""How much of a centre its dementia unit is."""
PROFILE = 0.9
"""How even needs are at a centre: a Dirichlet with a small one has few that are common."""
PERSONAL = 6.0
"""How closely a person's needs follow those of her centre."""


@dataclass(frozen=True)
class Residents:
    """One row a person, in arrays of length N: `trait` is how she sees things, on the logit;
    `weights` (N x needs) how likely she is to pick each need; `in_unit` those of a dementia unit.
    """

    trait: Numbers
    dementia: Flags
    in_unit: Flags
    weights: Numbers

    def __len__(self) -> int:
        return len(self.trait)


@dataclass(frozen=True)
class Centre:
    """A centre: its residents now, how readily people answer there, and what they need there."""

    residents: Residents
    readiness: float
    profile: Numbers


def settle(dice: Generator, shape: Shape) -> list[Centre]:
    """The centres before the first wave."""
    return [_centre(dice, shape) for _ in range(shape.centres)]


def _centre(dice: Generator, shape: Shape) -> Centre:
    size = int(
        np.clip(dice.lognormal(np.log(USUAL_SIZE), SIZE_SPREAD), shape.smallest, shape.largest)
    )
    profile = dice.dirichlet(np.full(len(shape.needs), PROFILE))
    in_unit = np.zeros(size, dtype=bool)
    if dice.random() < shape.dementia_units:
        in_unit[: round(size * UNIT_SHARE)] = True
    readiness = float(dice.normal(0, shape.answering.centre_sd))
    return Centre(_residents(dice, shape, in_unit, profile), readiness, profile)


def _residents(dice: Generator, shape: Shape, in_unit: Flags, profile: Numbers) -> Residents:
    size = len(in_unit)
    likely = np.where(in_unit, shape.dementia_in_unit, shape.dementia)
    return Residents(
        trait=dice.normal(0, shape.trait_sd, size),
        dementia=dice.random(size) < likely,
        in_unit=in_unit,
        weights=dice.dirichlet(PERSONAL * profile + 0.05, size),
    )


def next_wave(dice: Generator, shape: Shape, centre: Centre) -> Centre:
    """The centre a quarter later: some have left, and others have moved into their rooms."""
    before = centre.residents
    new = _residents(dice, shape, before.in_unit, centre.profile)
    left = dice.random(len(before)) < shape.turnover
    after = Residents(
        trait=np.where(left, new.trait, before.trait),
        dementia=np.where(left, new.dementia, before.dementia),
        in_unit=before.in_unit,
        weights=np.where(left[:, None], new.weights, before.weights),
    )
    return replace(centre, residents=after)
