"""Who is heard, how, and what of it: never everybody, and never evenly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from survey.simulation.people import Centre, Flags, Numbers, Residents
from survey.simulation.shape import Answering, Shape
from survey.simulation.truth import Truth, truth_of

SILENT, ALONE, ASSISTED = 0, 1, 2
"""How somebody was heard, or that she was not."""
ANSWERED, DONT_KNOW, NOT_REACHED = 0, 1, 2
"""What became of a question."""


@dataclass(frozen=True)
class Heard:
    """One wave at one centre, in arrays of length N: how each was heard, and what became of the
    yes-or-no question and of the picking; the truth beside it, and what those who were heard said.
    """

    how: NDArray[np.int64]
    asked: NDArray[np.int64]
    picking: NDArray[np.int64]
    said: Flags
    truth: Truth

    def of(self, how: int) -> Flags:
        """Who answered the yes-or-no question in this way."""
        return np.asarray((self.how == how) & (self.asked == ANSWERED))


def hear(dice: Generator, shape: Shape, centre: Centre, wave: int) -> Heard:
    """Ask everybody at a centre once."""
    people = centre.residents
    truth = truth_of(dice, shape, people, wave)
    how = _how(dice, shape.answering, centre, wave)
    asked = _status(dice, shape.answering, people.dementia)
    picking = _status(dice, shape.answering, people.dementia)
    return Heard(
        how=how,
        asked=asked,
        picking=np.where(asked == NOT_REACHED, NOT_REACHED, picking),
        said=_kindly(dice, shape.answering, truth.agrees, how),
        truth=truth,
    )


def _how(dice: Generator, answering: Answering, centre: Centre, wave: int) -> NDArray[np.int64]:
    people = centre.residents
    if dice.random() < answering.silent_centres:
        return np.zeros(len(people), dtype=np.int64)
    alone = _likely(answering.alone, answering.alone_dementia, people)
    alone = alone + answering.lonelier * (people.trait < 0) + answering.fatigue * wave
    assisted = _likely(answering.assisted, answering.assisted_dementia, people)
    alone, assisted = (_shifted(one, centre.readiness) for one in (alone, assisted))
    drawn = dice.random(len(people))
    return np.where(drawn < alone, ALONE, np.where(drawn < alone + assisted, ASSISTED, SILENT))


def _likely(usual: float, with_dementia: float, people: Residents) -> Numbers:
    return np.where(people.dementia, with_dementia, usual)


def _shifted(share: Numbers, by: float) -> Numbers:
    """A share moved on the logit."""
    inside = np.clip(share, 0.001, 0.999)
    return np.asarray(1 / (1 + (1 - inside) / inside * np.exp(-by)))


def _status(dice: Generator, answering: Answering, dementia: Flags) -> NDArray[np.int64]:
    """What becomes of one question."""
    breaks = np.where(dementia, answering.breaks_off_dementia, answering.breaks_off)
    unsure = np.where(dementia, answering.dont_know_dementia, answering.dont_know)
    reached = dice.random(len(dementia)) >= breaks
    knows = dice.random(len(dementia)) >= unsure
    return np.where(reached, np.where(knows, ANSWERED, DONT_KNOW), NOT_REACHED)


def _kindly(dice: Generator, answering: Answering, agrees: Flags, how: NDArray[np.int64]) -> Flags:
    """What is said: with somebody beside one, a little kinder than what one thinks."""
    turns = 1 - np.exp(-answering.courtesy)
    kinder = (how == ASSISTED) & ~agrees & (dice.random(len(agrees)) < turns)
    return np.asarray(agrees | kinder)
