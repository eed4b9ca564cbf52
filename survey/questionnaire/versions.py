"""Publishing: a questionnaire is frozen and hashed, and every change makes a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.model import Questionnaire, canonical

WORDS_ONLY = {"text", "help", "picture", "picture_text", "measure", "sensitive", "ask_if"}
"""Fields that may differ without the answers meaning something else, if a person says so."""


@dataclass(frozen=True)
class Frozen:
    """A questionnaire ready to be stored: canonical JSON and its SHA-256 in hex."""

    questionnaire: Questionnaire
    content: str
    hash: str


@dataclass(frozen=True)
class Change:
    """What happened to one question key since the version before.

    `keeps_trend` is True where old and new answers may be compared.
    """

    key: str
    what: str
    keeps_trend: bool


def freeze(questionnaire: Questionnaire) -> Frozen:
    """The frozen form of `questionnaire`."""
    content = canonical(questionnaire)
    return Frozen(questionnaire, content, hashlib.sha256(content.encode()).hexdigest())


def changes(
    old: Questionnaire, new: Questionnaire, same_meaning: Collection[str] = ()
) -> list[Change]:
    """What changed from `old` to `new`, question by question; unchanged ones are left out."""
    shown = old.pictures != new.pictures
    found = [
        _change(old.find(q.key), q, q.key in same_meaning, pictures_changed=shown)
        for q in new.asked()
    ]
    gone = [Change(q.key, "removed", False) for q in old.asked() if new.find(q.key) is None]
    return [change for change in found if change] + gone


def trends(
    number: int, new: Questionnaire, before: Mapping[str, int], changed: Collection[Change]
) -> dict[str, int]:
    """Per question key, the version number from which answers may be compared with these.

    `number` is the new version's; `before` the trends of the version before it.
    """
    broken = {change.key for change in changed if not change.keeps_trend}
    return {q.key: number if q.key in broken else before.get(q.key, number) for q in new.asked()}


def _change(
    old: QuestionBase | None, new: QuestionBase, same_meaning: bool, *, pictures_changed: bool
) -> Change | None:
    if old is None:
        return Change(new.key, "added", False)
    if old == new:
        return (
            Change(new.key, "pictures", same_meaning)
            if pictures_changed and new.shows_any()
            else None
        )
    if _answers(old) != _answers(new):
        return Change(new.key, "other answers", False)
    return Change(new.key, "other words", same_meaning)


def _answers(question: QuestionBase) -> object:
    """What can be answered, without the words: where this differs, no declaration helps."""
    facts = question.model_dump(exclude=WORDS_ONLY | {"options", "steps", "yes", "no", "unit"})
    facts["simple"] = question.simple is not None
    return facts, [option.key for option in question.choosable()]
