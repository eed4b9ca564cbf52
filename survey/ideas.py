"""Ideas and offers: what became of each, and what everybody is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from survey.actions import Texts
from survey.questionnaire.kinds.base import Measure
from survey.voices import Perspective, Voice

LIBRARY_KEY = "ideas"
"""The questionnaire of the library that the idea box asks."""
LONGEST_WORDS = 2000
UNANSWERED_FOR = timedelta(days=14)
"""Whoever suggested something should not wait longer for an answer."""
ASKED: Mapping[Voice, tuple[Perspective, ...]] = {
    Voice.RESIDENT: (Perspective.SELF,),
    Voice.RELATIVE: (Perspective.OWN_VIEW,),
    Voice.STAFF: (Perspective.SELF,),
    Voice.VOLUNTEER: (Perspective.SELF,),
}
"""Whom an idea box asks, and how it addresses them."""


class IdeaKind(StrEnum):
    """What somebody gave: something that could be done, or what she can do herself."""

    IDEA = "idea"
    OFFER = "offer"


ASKED_FOR: Mapping[Measure, IdeaKind] = {
    Measure.IDEA: IdeaKind.IDEA,
    Measure.OFFER: IdeaKind.OFFER,
}
"""What the answers to a question give, by what the question stands for."""


class CameBy(StrEnum):
    """Whether somebody gave it herself or told it to the staff; never through what, or who."""

    ANSWER = "answer"
    STAFF = "staff"


class IdeaState(StrEnum):
    """What is being done about it."""

    NEW = "new"
    LOOKING = "looking"
    WILL_DO = "will_do"
    DONE = "done"
    CANNOT = "cannot"
    TALKED_TO = "talked_to"
    TAKEN = "taken"
    NOT_NOW = "not_now"


STATES: Mapping[IdeaKind, tuple[IdeaState, ...]] = {
    IdeaKind.IDEA: (
        IdeaState.NEW,
        IdeaState.LOOKING,
        IdeaState.WILL_DO,
        IdeaState.DONE,
        IdeaState.CANNOT,
    ),
    IdeaKind.OFFER: (
        IdeaState.NEW,
        IdeaState.TALKED_TO,
        IdeaState.TAKEN,
        IdeaState.NOT_NOW,
    ),
}
"""The states that fit each kind, in the order things go."""


@dataclass(frozen=True)
class Given:
    """An idea or offer as it came. `comment_id` is the moderated comment it came from."""

    kind: IdeaKind
    words: str
    centre_id: int
    initiative_id: int | None
    voice: Voice
    came_on: date
    came_by: CameBy = CameBy.STAFF
    comment_id: str | None = None


@dataclass(frozen=True)
class Reply:
    """What is done about it, and what everybody is told. `said` is the idea in few words."""

    state: IdeaState = IdeaState.NEW
    said: Texts = field(default_factory=dict)
    answer: Texts = field(default_factory=dict)
    shown: bool = False

    @property
    def is_answer(self) -> bool:
        """True once it is no longer new and there is an answer to read."""
        return self.state is not IdeaState.NEW and bool(self.answer)


@dataclass(frozen=True)
class Idea:
    """An idea or offer as it stands, with the names of its places."""

    id: int
    revision: int
    given: Given
    reply: Reply
    answered_by: str
    answered_on: date | None
    action_id: int | None
    centre: str
    initiative: str | None

    def waits_long(self, today: date) -> bool:
        """True of one that should have been answered by now."""
        return self.answered_on is None and self.given.came_on + UNANSWERED_FOR < today


@dataclass(frozen=True)
class Suggested:
    """An answered idea as everybody meets it, in the languages that have both texts."""

    said: Texts
    answer: Texts

    def in_language(self, language: str) -> tuple[str, str] | None:
        """The idea and the answer to it; None where that language lacks either."""
        said, answer = self.said.get(language), self.answer.get(language)
        return (said, answer) if said and answer else None

    @property
    def languages(self) -> list[str]:
        """The languages it can be shown in."""
        return [code for code in self.said if self.in_language(code)]
