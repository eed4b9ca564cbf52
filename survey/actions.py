"""Actions: what people said, what was promised for it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Texts = Mapping[str, str]
"""One text per language code; a language without the text is left out."""

LONGEST_SAID = 60
LONGEST_ANSWER = 90
"""Characters. Both fit on a tablet in letters to be read two metres away."""
LONGEST_OWNER = 120


class ActionState(StrEnum):
    """Where an action stands."""

    PROMISED = "promised"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Place:
    """Where an action belongs: a centre, or an initiative with all its centres."""

    centre_id: int | None = None
    initiative_id: int | None = None


@dataclass(frozen=True)
class Promise:
    """What staff write down first. `owner` is for staff only, and `shown` lets residents read it.

    `said` and `promised` are read by residents and name nobody.
    """

    place: Place
    said: Texts
    promised: Texts
    owner: str
    due_on: date | None
    shown: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a promise, in words and on which day; neither while it is still open."""

    state: ActionState = ActionState.PROMISED
    became: Texts | None = None
    settled_on: date | None = None


@dataclass(frozen=True)
class Action:
    """A promise with its number, the name of its place, and what became of it."""

    id: int
    promise: Promise
    outcome: Outcome
    promised_on: date
    place_name: str

    def is_late(self, today: date) -> bool:
        """True when it is still open after the day it was due."""
        due_on = self.promise.due_on
        return self.outcome.state is ActionState.PROMISED and due_on is not None and due_on < today


@dataclass(frozen=True)
class AnsweredBack:
    """An action as residents meet it: `said` and `answer`, in the languages that have both.

    The answer is the promise while that is open, and then what became of it.
    """

    state: ActionState
    said: Texts
    answer: Texts

    def in_language(self, language: str) -> tuple[str, str] | None:
        """What was said and the answer to it; None where that language lacks either."""
        said, answer = self.said.get(language), self.answer.get(language)
        return (said, answer) if said and answer else None

    @property
    def languages(self) -> list[str]:
        """The languages it can be shown in."""
        return [code for code in self.said if self.in_language(code)]


def answered_back(promise: Promise, outcome: Outcome) -> AnsweredBack:
    """What residents are told of an action."""
    return AnsweredBack(outcome.state, promise.said, outcome.became or promise.promised)
