"""Actions: what people said, what was promised for it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

Texts = Mapping[str, str]
"""One text per language code; a language without the text is left out."""

LONGEST_SAID = 60
LONGEST_ANSWER = 90
"""Characters. Both fit on a tablet in letters to be read two metres away."""
LONGEST_OWNER = 120
LONGEST_DEPENDENCIES = 500
SOON = timedelta(days=14)
"""How near a day must be for a promise to be called due soon."""


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
class Signature:
    """Who answers for it, by name and role; `picture` is the hash of her picture, if there is one."""

    name: str = ""
    role: str = ""
    picture: str | None = None

    def __bool__(self) -> bool:
        return bool(self.name)


UNSIGNED = Signature()


@dataclass(frozen=True)
class Origin:
    """Which finding a promise comes from: a question of a round; None where it was just made."""

    round_id: int | None = None
    question: str | None = None


NO_ORIGIN = Origin()


@dataclass(frozen=True)
class Promise:
    """What staff write down first. The owners and `depends_on` (lines of what and who) are for
    staff only, and `shown` lets residents read the rest.

    `said` and `promised` are read by residents and name nobody; whoever signs does so openly.
    """

    place: Place
    said: Texts
    promised: Texts
    owner: str
    due_on: date | None
    shown: bool
    second_owner: str = ""
    depends_on: str = ""
    signed: Signature = UNSIGNED

    @property
    def owners(self) -> tuple[str, ...]:
        """Those who see to it: none, one or two."""
        return tuple(one for one in (self.owner, self.second_owner) if one)


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
    revision: int = 1
    origin: Origin = NO_ORIGIN
    asks_again: bool = False

    @property
    def is_open(self) -> bool:
        """True until something became of it."""
        return self.outcome.state is ActionState.PROMISED

    def is_late(self, today: date) -> bool:
        """True when it is still open after the day it was due."""
        due_on = self.promise.due_on
        return self.is_open and due_on is not None and due_on < today

    def is_due_soon(self, today: date) -> bool:
        """True when it is still open and the day is near, but not past."""
        due_on = self.promise.due_on
        return self.is_open and due_on is not None and today <= due_on <= today + SOON


class BackState(StrEnum):
    """What residents are told of: an action by its state, or what was decided once they chose."""

    PROMISED = "promised"
    DONE = "done"
    DROPPED = "dropped"
    DECIDED = "decided"


@dataclass(frozen=True)
class AnsweredBack:
    """What residents meet: `said` and `answer`, in the languages that have both, by newest `day`.

    The answer is the promise while that is open, and then what became of it. Of a decision, `said`
    is what there was to choose about, `chosen` what was chosen most often and `more` what happens
    now; both may be empty.
    """

    state: BackState
    said: Texts
    answer: Texts
    signed: Signature = UNSIGNED
    day: date = date.min
    chosen: Texts = field(default_factory=dict)
    more: Texts = field(default_factory=dict)

    def in_language(self, language: str) -> tuple[str, str] | None:
        """What was said and the answer to it; None where that language lacks either."""
        said, answer = self.said.get(language), self.answer.get(language)
        return (said, answer) if said and answer else None

    @property
    def languages(self) -> list[str]:
        """The languages it can be shown in."""
        return [code for code in self.said if self.in_language(code)]


def answered_back(promise: Promise, outcome: Outcome, day: date = date.min) -> AnsweredBack:
    """What residents are told of an action; `day` is when something last happened."""
    answer = outcome.became or promise.promised
    state = BackState(outcome.state.value)
    return AnsweredBack(state, promise.said, answer, promise.signed, day)
