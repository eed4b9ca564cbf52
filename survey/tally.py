"""The tally: which counts one response adds to, and whether the counts are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from survey.questionnaire.kinds.base import QuestionBase, Status
from survey.questionnaire.model import Questionnaire

RESPONSE = "response"
"""The tally's name for the response as a whole; its status is the outcome."""
SCALE = "scale:"
"""Before a scale's key; its answers are scores."""
SIMPLE = ":simple"
"""Behind a question's key when it was asked as a yes or no."""
NO_UNIT = 0
"""Stands for the centre as a whole."""


class Cell(NamedTuple):
    """One count of a response."""

    question: str
    status: str
    answer: str


@dataclass(frozen=True)
class Place:
    """Where and for whom a response is counted; with a cell it names one row of the tally."""

    round_id: int
    version_id: int
    centre_id: int
    unit_id: int
    voice: str
    perspective: str


AnyPlace = TypeVar("AnyPlace")
"""Where something is counted: a `Place`, or a visit."""
Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Difference(Generic[AnyPlace]):
    """A count that is not what the responses say."""

    place: AnyPlace
    cell: Cell
    counted: int
    recounted: int


def cells_of(
    questionnaire: Questionnaire,
    answers: Answers,
    outcome: str,
    mode: str | None,
    helper: str | None,
    contact: str | None = None,
) -> list[Cell]:
    """The counts one response adds 1 to, each once, sorted so that writers never deadlock."""
    cells = [Cell(RESPONSE, outcome, ""), Cell(RESPONSE, "mode", how_said(mode, helper))]
    cells.extend([Cell(RESPONSE, "contact", contact)] if contact else [])
    cells.extend(_question_cell(q, answers[q.key]) for q in questionnaire.asked())
    cells.extend(_scale_cells(questionnaire, answers))
    return sorted(cells)


def how_said(mode: str | None, helper: str | None) -> str:
    """How it was answered and who helped, as one word for the tally."""
    return ":".join(part for part in (mode, helper) if part)


def recount(
    responses: Iterable[tuple[AnyPlace, list[Cell]]],
) -> Counter[tuple[AnyPlace, Cell]]:
    """The counts that the responses themselves give."""
    counts: Counter[tuple[AnyPlace, Cell]] = Counter()
    for place, cells in responses:
        counts.update((place, cell) for cell in cells)
    return counts


def differences(
    counted: Mapping[tuple[AnyPlace, Cell], int], recounted: Mapping[tuple[AnyPlace, Cell], int]
) -> Iterator[Difference[AnyPlace]]:
    """Every count that differs; a count of 0 and no count are the same."""
    for place, cell in sorted(set(counted) | set(recounted), key=repr):
        here, there = counted.get((place, cell), 0), recounted.get((place, cell), 0)
        if here != there:
            yield Difference(place, cell, here, there)


def _question_cell(question: QuestionBase, answer: Mapping[str, Any]) -> Cell:
    simple = answer.get("format") == "simple"
    name = question.key + (SIMPLE if simple else "")
    if answer["status"] != Status.ANSWERED:
        return Cell(name, answer["status"], "")
    if question.free_words:
        return Cell(name, Status.ANSWERED, "")
    said = answer["value"] if simple else question.counted_as(answer["value"])
    return Cell(name, Status.ANSWERED, said)


def _scale_cells(questionnaire: Questionnaire, answers: Answers) -> Iterator[Cell]:
    for scale in questionnaire.scales:
        given = {
            item: answers[item]["value"]
            for item in scale.items
            if answers[item]["status"] == Status.ANSWERED and "format" not in answers[item]
        }
        score = scale.score(given)
        if score is None:
            yield Cell(SCALE + scale.key, "not_scored", "")
        else:
            yield Cell(SCALE + scale.key, Status.ANSWERED, f"{score:g}")
