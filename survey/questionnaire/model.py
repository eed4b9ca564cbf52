"""What is asked: the whole questionnaire as one checked value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Self

from pydantic import Field, model_validator

from survey.questionnaire.broken import BrokenRule
from survey.questionnaire.kinds import Question
from survey.questionnaire.kinds.base import QuestionBase, Strict
from survey.questionnaire.scoring import Scale
from survey.questionnaire.wording import Key, LanguageCode, LocalText
from survey.texts import N_
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
        _refuse_twice(QUESTION_TWICE, [q.key for q in self.questions])
        _refuse_twice(SCALE_TWICE, [s.key for s in self.scales])
        for question in self.questions:
            _refuse_twice(OPTION_TWICE, [o.key for o in question.choosable()], of=question.key)
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
            raise BrokenRule(NO_RESIDENTS)
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


QUESTION_TWICE = N_("question key '%(key)s' is used more than once")
SCALE_TWICE = N_("scale key '%(key)s' is used more than once")
OPTION_TWICE = N_("option key of %(of)s '%(key)s' is used more than once")


def _refuse_twice(pattern: str, keys: list[str], **of: str) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise BrokenRule(pattern, key=twice[0], **of)


PULSE_TAPS, PULSE_ALWAYS = 4, 3
"""How many questions a pulse has at most, and how many of them everybody meets."""


def _check_pulse(questions: Sequence[QuestionBase]) -> None:
    for question in questions:
        if question.several or not question.choosable():
            raise BrokenRule(ONE_TAP, key=question.key)
    always = sum(not question.ask_if for question in questions)
    if len(questions) > PULSE_TAPS or always > PULSE_ALWAYS:
        raise BrokenRule(PULSE_IS_LONG)


NO_RESIDENTS = N_("a pulse asks no residents: it does not ask who helped to answer")
ONE_TAP = N_("%(key)s: a pulse is answered with one tap a question")
PULSE_IS_LONG = N_("a pulse has at most three questions, and one more that follows from them")
NOT_BEFORE = N_("%(key)s: ask_if names '%(earlier)s', which is not asked before it")
IN_ORDER = N_("%(key)s: '%(earlier)s' is put in order, and no condition can rest on it")
NO_ANSWER = N_("%(key)s: '%(earlier)s' has no answer '%(answer)s'")
NO_ITEM = N_("scale %(key)s: there is no question '%(item)s'")
MANY_ANSWERS = N_("scale %(key)s: '%(item)s' must be answered with one option")
NO_POINTS = N_("scale %(key)s: '%(item)s' has no points for '%(answer)s'")


def _check_condition(
    key: str, earlier_key: str, answers: tuple[str, ...], earlier: dict[str, QuestionBase]
) -> None:
    asked, named = earlier.get(earlier_key), {"key": key, "earlier": earlier_key}
    if asked is None:
        raise BrokenRule(NOT_BEFORE, **named)
    if asked.ordered:
        raise BrokenRule(IN_ORDER, **named)
    unknown = set(answers) - {option.key for option in asked.choosable()}
    if unknown:
        raise BrokenRule(NO_ANSWER, **named, answer=min(unknown))


def _check_item(scale: Scale, item: str, question: QuestionBase | None) -> None:
    named = {"key": scale.key, "item": item}
    if question is None:
        raise BrokenRule(NO_ITEM, **named)
    if question.several or not question.choosable():
        raise BrokenRule(MANY_ANSWERS, **named)
    table = scale.item_points.get(item, scale.points)
    without = {option.key for option in question.choosable()} - set(table)
    if without:
        raise BrokenRule(NO_POINTS, **named, answer=min(without))


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
