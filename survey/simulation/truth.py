"""What everybody thinks, asked or not: the truth that estimates are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from survey.simulation.people import Flags, Numbers, Residents
from survey.simulation.shape import Shape

QUARTERS = 4
CUTS = (-1.5, -0.5, 0.5, 1.5)
"""Between the five steps of a graded answer, on the logit."""

Picks = NDArray[np.bool_]


@dataclass(frozen=True)
class Truth:
    """What residents would say if all were asked and said what they think.

    `agrees` yes or no (N), `step` 0-4 (N), `picks` (N x needs).
    """

    agrees: Flags
    step: NDArray[np.int64]
    picks: Picks

    @property
    def share(self) -> float:
        """The true share that agrees."""
        return float(self.agrees.mean())


def truth_of(dice: Generator, shape: Shape, residents: Residents, wave: int) -> Truth:
    """The truth at a wave, counted from 0."""
    said = outlook(shape, residents, wave) + dice.logistic(0, 1, len(residents))
    return Truth(said > 0, np.searchsorted(CUTS, said), _picks(dice, shape, residents, wave))


def outlook(shape: Shape, residents: Residents, wave: int) -> Numbers:
    """How each sees things at a wave, on the logit: trait, dementia, season, and what has changed."""
    season = shape.season * np.sin(2 * np.pi * wave / QUARTERS)
    effect = shape.effect.size if shape.effect and wave >= shape.effect.wave else 0.0
    given = shape.intercept + season + effect
    return np.asarray(given + residents.trait + shape.dementia_effect * residents.dementia)


def _picks(dice: Generator, shape: Shape, residents: Residents, wave: int) -> Picks:
    """Each person's needs: drawn by her weights without putting any back (Efraimidis, Spirakis)."""
    weights = residents.weights
    if shape.drift and wave >= shape.drift.wave:
        swaps = dice.random(len(residents)) < shape.drift.size
        weights = np.where(swaps[:, None], _swapped(weights), weights)
    keys = np.log(dice.random(weights.shape)) / np.maximum(weights, 1e-12)
    chosen = np.argsort(-keys, axis=1)[:, : shape.picks]
    picked = np.zeros(weights.shape, dtype=bool)
    np.put_along_axis(picked, chosen, True, axis=1)
    return picked


def _swapped(weights: Numbers) -> Numbers:
    """The commonest and the rarest need in each other's place."""
    order = np.argsort(weights.mean(axis=0))
    swapped = weights.copy()
    swapped[:, [order[-1], order[0]]] = weights[:, [order[0], order[-1]]]
    return swapped
