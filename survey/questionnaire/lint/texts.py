"""Every text a respondent reads, with where it stands and what it does there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.wording import EVERY_WORDING, LocalText, WordingText


class Role(StrEnum):
    """What a text does."""

    PURPOSE = "purpose"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class Said:
    """One text in one language. `licensed` words belong to a scale and may not be altered."""

    place: str
    role: Role
    language: str
    text: str
    licensed: bool = False


def texts_of(questionnaire: Questionnaire) -> Iterator[Said]:
    """The texts that are there, in the languages and wordings the questionnaire is asked in."""
    yield from _local("purpose", Role.PURPOSE, questionnaire.purpose, questionnaire)
    licensed = licensed_items(questionnaire)
    for question in questionnaire.asked():
        for place, role, text in _parts(question):
            yield from _worded(place, role, text, questionnaire, question.key in licensed)


def licensed_items(questionnaire: Questionnaire) -> set[str]:
    """The questions whose words come with the licence of a scale."""
    scales = [s for s in questionnaire.scales if s.licence_note and not s.modified_wording]
    return {item for scale in scales for item in scale.items}


def _parts(question: QuestionBase) -> Iterator[tuple[str, Role, WordingText]]:
    yield f"{question.key}.text", Role.QUESTION, question.text
    if question.simple:
        yield f"{question.key}.simple.text", Role.QUESTION, question.simple.text
    for option in question.choosable():
        yield f"{question.key}.{option.key}", Role.ANSWER, option.label


def _worded(
    place: str, role: Role, text: WordingText, questionnaire: Questionnaire, licensed: bool
) -> Iterator[Said]:
    for name, local in text.root.items():
        if name == EVERY_WORDING:
            yield from _local(place, role, local, questionnaire, licensed)
        elif name in questionnaire.wordings:
            yield from _local(f"{place}.{name}", role, local, questionnaire, licensed)


def _local(
    place: str, role: Role, text: LocalText, questionnaire: Questionnaire, licensed: bool = False
) -> Iterator[Said]:
    for language in questionnaire.languages:
        if text.say(language):
            yield Said(f"{place}.{language}", role, language, text.say(language), licensed)
