"""What is asked: the whole questionnaire as one checked value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Self

from pydantic import Field, model_validator

from survey.questionnaire.kinds import Question
from survey.questionnaire.kinds.base import QuestionBase, Strict
from survey.questionnaire.scoring import Scale
from survey.questionnaire.wording import Key, LanguageCode, LocalText
from survey.voices import RESIDENT_VOICES, Perspective, Voice


class Questionnaire(Strict):
    """A definition before it is published; a version is the frozen form of it."""

    key: Key
    title: LocalText
    purpose: LocalText
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    voices: tuple[Voice, ...] = Field(min_length=1)
    wordings: tuple[Perspective, ...] = Field(min_length=1)
    five_steps: bool = False
    """Residents meet at most three steps unless this is switched on."""
    pictures: bool = False
    """Shows the pictures its questions and answers name. Some find them childish, and with dementia
    many are confused by them: words are the scale, so they stay off unless this is switched on."""
    pulse: bool = False
    """So short that a link shows it on its first page, to be answered with a few taps."""
    questions: tuple[Question, ...] = Field(min_length=1)
    scales: tuple[Scale, ...] = ()

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        _refuse_twice("question key", [q.key for q in self.questions])
        _refuse_twice("scale key", [s.key for s in self.scales])
        for question in self.questions:
            _refuse_twice(f"option key of {question.key}", [o.key for o in question.choosable()])
        return self

    @model_validator(mode="after")
    def _conditions_look_back(self) -> Self:
        earlier: dict[str, QuestionBase] = {}
        for question in self.questions:
            for condition in question.ask_if:
                _check_condition(question.key, condition.question, condition.answers, earlier)
            earlier[question.key] = question
        return self

    @model_validator(mode="after")
    def _scales_fit(self) -> Self:
        for scale in self.scales:
            for item in scale.items:
                _check_item(scale, item, self.find(item))
        return self

    @model_validator(mode="after")
    def _pulse_is_short(self) -> Self:
        if self.pulse:
            _check_pulse(self.questions)
        if self.pulse and self.for_residents():
            raise ValueError("a pulse asks no residents: it does not ask who helped to answer")
        return self

    def find(self, key: str) -> QuestionBase | None:
        """The question named `key`."""
        return next((q for q in self.questions if q.key == key), None)

    def asked(self) -> Iterator[QuestionBase]:
        """The questions that take an answer, in order."""
        return (q for q in self.questions if q.asks)

    def shows_pictures(self) -> bool:
        """True when pictures are switched on and there is one to show."""
        return self.pictures and any(q.named_pictures() for q in self.questions)

    def for_residents(self) -> bool:
        """True when residents answer it themselves."""
        return bool(RESIDENT_VOICES & set(self.voices))


def _refuse_twice(what: str, keys: list[str]) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise ValueError(f"{what} '{twice[0]}' is used more than once")


PULSE_TAPS, PULSE_ALWAYS = 4, 3
"""How many questions a pulse has at most, and how many of them everybody meets."""


def _check_pulse(questions: Sequence[QuestionBase]) -> None:
    for question in questions:
        if question.several or not question.choosable():
            raise ValueError(f"{question.key}: a pulse is answered with one tap a question")
    always = sum(not question.ask_if for question in questions)
    if len(questions) > PULSE_TAPS or always > PULSE_ALWAYS:
        raise ValueError("a pulse has at most three questions, and one more that follows from them")


def _check_condition(
    key: str, earlier_key: str, answers: tuple[str, ...], earlier: dict[str, QuestionBase]
) -> None:
    asked = earlier.get(earlier_key)
    if asked is None:
        raise ValueError(f"{key}: ask_if names '{earlier_key}', which is not asked before it")
    if asked.ordered:
        raise ValueError(f"{key}: '{earlier_key}' is put in order, and no condition can rest on it")
    unknown = set(answers) - {option.key for option in asked.choosable()}
    if unknown:
        raise ValueError(f"{key}: '{earlier_key}' has no answer '{min(unknown)}'")


def _check_item(scale: Scale, item: str, question: QuestionBase | None) -> None:
    if question is None:
        raise ValueError(f"scale {scale.key}: there is no question '{item}'")
    if question.several or not question.choosable():
        raise ValueError(f"scale {scale.key}: '{item}' must be answered with one option")
    table = scale.item_points.get(item, scale.points)
    without = {option.key for option in question.choosable()} - set(table)
    if without:
        raise ValueError(f"scale {scale.key}: '{item}' has no points for '{min(without)}'")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a questionnaire, for editors and other programs."""
    return Questionnaire.model_json_schema()


def canonical(questionnaire: Questionnaire) -> str:
    """The one JSON text of a questionnaire: sorted keys, no white space, nothing left out but what
    came later and stands as it does without being said: the hash of a version never changes."""
    data = questionnaire.model_dump(mode="json")
    if not questionnaire.pulse:
        del data["pulse"]
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
