"""The columns of an export of responses, and how each is read from a response.

Every question has `<key>` and `<key>.status`; where it has a simple variant also `<key>.format`.
Where several options can be chosen, `<key>` gives way to one column an option, `<key>.<option>`,
1 or 0: each can be counted and crossed as it stands, which a list in one cell cannot. Of options
put in order the same column holds the place, 1 for the first choice. Free words have a status only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from survey.questionnaire.kinds.base import Option, QuestionBase, Status
from survey.store.export_queries import ExportedRound, ExportedVersion

Value = str | int | None
Answer = Mapping[str, Any]
"""A question's status, with a value and a format where it has them, as a response keeps them."""

ABOUT = (
    "round",
    "questionnaire",
    "version",
    "centre",
    "unit",
    "voice",
    "perspective",
    "mode",
    "helper",
    "contact",
    "language",
    "outcome",
    "week",
)
"""What is told of a response as a whole, before its questions. No id, no day, no channel."""

OURS = {"status", "format"}
"""What stands behind a question's key for us; options of these names get `.option.` before them."""


class Holds(StrEnum):
    """What a question's column holds."""

    ANSWER = "answer"
    OPTION = "option"
    PLACE = "place"
    STATUS = "status"
    FORMAT = "format"


@dataclass(frozen=True)
class Column:
    """A column of one question; `option` is set where it stands for one of several answers."""

    name: str
    question: QuestionBase
    holds: Holds
    read: Callable[[Answer], Value]
    option: Option | None = None


@dataclass(frozen=True)
class Columns:
    """All columns of a round's export, and those that each of its versions can fill."""

    round: ExportedRound
    names: tuple[str, ...]
    by_version: Mapping[int, Mapping[str, Column]]

    @property
    def header(self) -> list[str]:
        """The names of all columns."""
        return [*ABOUT, *self.names]

    def row(self, response: Any) -> list[Value]:
        """A row of `survey.store.export_queries.responses` as the values of all columns."""
        mine = self.by_version[response.version_id]
        answers = response.answers
        return [*self._about(response), *(_cell(mine.get(name), answers) for name in self.names)]

    def _about(self, response: Any) -> list[Value]:
        version = next(v for v in self.round.versions if v.id == response.version_id)
        return [
            self.round.id,
            version.questionnaire.key,
            version.number,
            response.centre,
            response.unit,
            response.voice,
            response.perspective,
            response.mode,
            response.helper,
            response.contact,
            response.language,
            response.outcome,
            iso_week(response.day),
        ]


def columns_of(round_: ExportedRound) -> Columns:
    """The columns of all versions answered in the round, in the order of the newest."""
    by_version = {
        version.id: {column.name: column for column in version_columns(version)}
        for version in round_.versions
    }
    names = dict.fromkeys(name for columns in by_version.values() for name in columns)
    return Columns(round_, tuple(names), by_version)


def version_columns(version: ExportedVersion) -> Iterator[Column]:
    """The columns of one version's questions."""
    for question in version.questionnaire.asked():
        yield from question_columns(question)


def question_columns(question: QuestionBase) -> Iterator[Column]:
    """The columns of one question."""
    key = question.key
    if question.simple or not (question.several or question.free_words):
        yield Column(key, question, Holds.ANSWER, _single)
    if question.several:
        for option in question.choosable():
            name = _option_name(key, option.key)
            holds, read = (Holds.PLACE, _place) if question.ordered else (Holds.OPTION, _chose)
            yield Column(name, question, holds, read(option.key), option)
    yield Column(f"{key}.status", question, Holds.STATUS, _status)
    if question.simple:
        yield Column(f"{key}.format", question, Holds.FORMAT, _format)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, such as 2026-W48. The year is the week's, not the day's."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _option_name(key: str, option: str) -> str:
    return f"{key}.option.{option}" if option in OURS else f"{key}.{option}"


def _cell(column: Column | None, answers: Mapping[str, Answer]) -> Value:
    """Empty where the response's version did not ask."""
    if column is None or column.question.key not in answers:
        return None
    return column.read(answers[column.question.key])


def _single(answer: Answer) -> Value:
    value: Value | list[str] = answer.get("value")
    return None if isinstance(value, list) else value


def _chose(option: str) -> Callable[[Answer], Value]:
    def read(answer: Answer) -> Value:
        value = answer.get("value")
        answered = answer["status"] == Status.ANSWERED and isinstance(value, list)
        return int(option in value) if answered and value else None

    return read


def _place(option: str) -> Callable[[Answer], Value]:
    def read(answer: Answer) -> Value:
        order = answer.get("value")
        answered = answer["status"] == Status.ANSWERED and isinstance(order, list)
        return order.index(option) + 1 if answered and order and option in order else None

    return read


def _status(answer: Answer) -> Value:
    return str(answer["status"])


def _format(answer: Answer) -> Value:
    return answer.get("format")
