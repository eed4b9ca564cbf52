"""A submission as a client sends it, and whether its answers fit the version they answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from survey.questionnaire.kinds.base import QuestionBase, Status, WrongValue, one_of
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.questionnaire.model import Questionnaire
from survey.visits import DayPart
from survey.voices import Contact, Helper, Mode, Perspective, Voice
from survey.words.given import Words

ENVELOPE_VERSION = 1


class Outcome(StrEnum):
    """How the interview ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    IDLE = "idle"


class Unfit(Exception):
    """The submission does not fit; it is kept in quarantine under `reason`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def told(self) -> str:
        """The detail as a database can keep it."""
        return self.detail.encode("utf-8", "replace").decode().replace("\x00", "?")


class Malformed(Exception):
    """The body is no JSON object at all; only this is answered with 400."""


class Part(BaseModel):
    """A part of the submission: strict, so that a wrong type is seen and not bent."""

    model_config = ConfigDict(frozen=True, extra="forbid")


AnyPart = TypeVar("AnyPart", bound=Part)


class Respondent(Part):
    """Who answered. The voice may be left out where the channel is a link, which knows it."""

    voice: Voice | None = None
    perspective: Perspective
    mode: Mode | None = None
    helper: Helper | None = None
    contact: Contact | None = None


class SaidOfVisit(Part):
    """When the visit was, by the phone's clock: 1 for Monday to 7 for Sunday, and a part of the day."""

    weekday: Literal[1, 2, 3, 4, 5, 6, 7] | None = None
    part: DayPart | None = None


class GivenAnswer(Part):
    """What became of one question. `may_quote`: her words may be quoted, without her name."""

    status: Status
    value: Any = None
    format: Literal["simple"] | None = None
    may_quote: bool | None = None


Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,30}$")]


class Submission(Part):
    """Version 1 of the envelope; see docs/protocol.md."""

    envelope_version: Literal[1]
    round: int | None = None
    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    language: Word
    respondent: Respondent
    display: dict[Word, Word] = {}
    outcome: Outcome
    day: date
    answers: dict[str, GivenAnswer]
    visit: SaidOfVisit | None = None


@dataclass(frozen=True)
class CheckedAnswers:
    """Answers that fit: `closed` by question key, and the free `words` apart from them."""

    closed: dict[str, dict[str, Any]]
    words: dict[str, Words]


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`. Raises `Malformed`."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Malformed("the body is not JSON") from fault
    if not isinstance(given, dict):
        raise Malformed("the body is not a JSON object")
    return given


def round_of(given: Mapping[str, Any]) -> int | None:
    """The round a submission names, where it can be one: a database's number has its limits."""
    round_id = given.get("round")
    return round_id if type(round_id) is int and 0 < round_id < 2**31 else None


def read_submission(given: Mapping[str, Any]) -> Submission:
    """The submission in a JSON object. Raises `Unfit` when it is not one of version 1."""
    if given.get("envelope_version") != ENVELOPE_VERSION:
        raise Unfit("envelope_version", str(given.get("envelope_version"))[:20])
    return read_part(Submission, given)


def read_part(part: type[AnyPart], given: Mapping[str, Any]) -> AnyPart:
    """The part in a JSON object. Raises `Unfit` that names the first field which does not fit."""
    try:
        return part.model_validate(given)
    except ValidationError as fault:
        first = fault.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))[:200]
        raise Unfit("envelope", f"{place}: {first['type']}") from fault


def check_answers(questionnaire: Questionnaire, given: Mapping[str, GivenAnswer]) -> CheckedAnswers:
    """The answers in stored form. Raises `Unfit` for unknown keys and values that do not fit.

    A question without an answer counts as not reached.
    """
    asked = {question.key: question for question in questionnaire.asked()}
    for key in given:
        if key not in asked:
            raise Unfit("unknown_question", key[:60])
    checked = CheckedAnswers({}, {})
    for key, question in asked.items():
        _keep(checked, question, given.get(key) or GivenAnswer(status=Status.NOT_REACHED))
    return checked


def _keep(checked: CheckedAnswers, question: QuestionBase, given: GivenAnswer) -> None:
    _check_quoting(question, given)
    if given.status is not Status.ANSWERED:
        if given.value is not None:
            raise Unfit("value_without_answer", question.key)
        checked.closed[question.key] = {"status": given.status.value}
        return
    value = _value(question, given)
    if question.free_words and given.format is None:
        checked.words[question.key] = Words(str(value), bool(given.may_quote))
        checked.closed[question.key] = {"status": given.status.value}
    else:
        simple = {"format": given.format} if given.format else {}
        checked.closed[question.key] = {"status": given.status.value, "value": value} | simple


def _check_quoting(question: QuestionBase, given: GivenAnswer) -> None:
    """Only words can be quoted, and only those that were written."""
    if given.may_quote is not None:
        written = question.free_words and given.format is None
        if not written or given.status is not Status.ANSWERED:
            raise Unfit("wrong_value", f"{question.key}: there are no words to quote"[:200])


def _value(question: QuestionBase, given: GivenAnswer) -> object:
    try:
        if given.format == "simple":
            if question.simple is None:
                raise WrongValue("it has no simple variant")
            return one_of(given.value, YES_NO)
        value = question.parse(given.value)
        str(value).encode()
    except (WrongValue, UnicodeEncodeError) as fault:
        raise Unfit("wrong_value", f"{question.key}: {fault}"[:200]) from fault
    return value
