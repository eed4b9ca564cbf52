"""From a posted form, as a page without JavaScript sends it, to the answers of a submission."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Protocol, TypeVar

from survey.pages.document import DONT_KNOW, FIELD, MAY_QUOTE, NOT_RELEVANT, FormError
from survey.pages.sentences import complaint
from survey.questionnaire.kinds.base import Condition, QuestionBase, Status, WrongValue
from survey.questionnaire.model import Questionnaire
from survey.voices import Helper, Mode

Answers = dict[str, dict[str, Any]]
"""Per question key: `{"status": ..., "value": ...}`, the value only with `answered`."""

Choice = TypeVar("Choice", bound=StrEnum)

SPECIAL = {DONT_KNOW: Status.DONT_KNOW, NOT_RELEVANT: Status.NOT_RELEVANT}


class Fields(Protocol):
    """A posted form, such as `request.form`."""

    def getlist(self, key: str) -> list[str]:
        """All values of the fields named `key`."""


def read_form(questionnaire: Questionnaire, form: Fields) -> tuple[Answers, list[FormError]]:
    """The answers, and what does not fit; a question with an error has no entry."""
    answers: Answers = {}
    errors: list[FormError] = []
    for question in questionnaire.asked():
        try:
            name = FIELD + question.key
            answers[question.key] = _read(question, form.getlist(name), answers)
            if question.free_words and form.getlist(name + MAY_QUOTE) == ["yes"]:
                _quote(answers[question.key])
        except WrongValue:
            errors.append(FormError(question.key, complaint(question)))
    return answers, errors


def _quote(answer: dict[str, Any]) -> None:
    """Nothing is quoted where nothing was written."""
    if answer["status"] == Status.ANSWERED.value:
        answer["may_quote"] = True


def read_how(form: Fields) -> tuple[Mode | None, Helper | None]:
    """How it was answered and who helped; None where nothing was said."""
    mode = _named(Mode, form.getlist("mode"))
    helper = None if mode in (None, Mode.ALONE) else _named(Helper, form.getlist("helper"))
    return mode, helper


def _named(names: type[Choice], typed: list[str]) -> Choice | None:
    return next((name for name in names if [name.value] == typed[:1]), None)


def _read(question: QuestionBase, typed: list[str], earlier: Answers) -> dict[str, Any]:
    given = question.read_form([value for value in typed if value not in SPECIAL])
    if given is not None:
        return {"status": Status.ANSWERED.value, "value": question.parse(given)}
    special = [SPECIAL[value] for value in typed if value in SPECIAL]
    if special:
        return {"status": special[0].value}
    asked = all(is_met(condition, earlier) for condition in question.ask_if)
    return {"status": (Status.SKIPPED if asked else Status.NOT_RELEVANT).value}


def is_met(condition: Condition, earlier: Answers) -> bool:
    """True when the earlier question was answered with one of the wanted options."""
    value = earlier.get(condition.question, {}).get("value")
    chosen = value if isinstance(value, list) else [value]
    return any(answer in chosen for answer in condition.answers)
