"""The report of a round and the tables that may be shared, read side by side: nothing more follows.

Each hides by rules of its own, so that what one keeps back must not be shown by the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.optimize import linprog

from admin.export.group_table import safe_lines
from admin.report.answers import QuestionReport, question_reports
from admin.report.disclosure import BandKind
from admin.report.reader import AnswerLine, Reader
from survey.questionnaire.library import library
from survey.questionnaire.model import Questionnaire
from survey.round_counts import Said
from survey.tally import SIMPLE
from survey.voices import Perspective
from tests.reporting import K

ASKED = library()["needs_before"]
FULL, SIMPLY = "enough", "enough" + SIMPLE
STEPS, YES_NO = ("yes", "some", "no"), ("yes", "no")
NOT_ANSWERED = ("dont_know", "skipped")
Cell = tuple[str, str, str]
"""A question, a status and an answer, as the tally names them."""
Truth = dict[Cell, int]


@dataclass
class Known:
    """Sums of cells that a reader knows, and the least and the most that bands leave of others."""

    cells: Sequence[Cell]
    exact: list[tuple[Sequence[Cell], int]] = field(default_factory=list)
    at_most: list[tuple[Sequence[Cell], int, int]] = field(default_factory=list)
    """Cells, a sign, and the most that the sum can be when multiplied by it."""

    def follows(self, cell: Cell) -> bool:
        """True when only one value fits all that is known."""
        goal = self._row([cell])
        ends = [self._end(sign * goal) for sign in (1, -1)]
        return ends[0] is not None and ends[1] is not None and abs(ends[0] + ends[1]) < 1e-6

    def _end(self, goal: np.ndarray) -> float | None:
        bands = [sign * self._row(cells) for cells, sign, _ in self.at_most]
        found = linprog(
            goal,
            A_eq=np.array([self._row(cells) for cells, _ in self.exact]),
            b_eq=[n for _, n in self.exact],
            A_ub=np.array(bands) if bands else None,
            b_ub=[n for _, _, n in self.at_most] or None,
            bounds=(0, None),
        )
        return float(found.fun) if found.status == 0 else None

    def _row(self, cells: Sequence[Cell]) -> np.ndarray:
        return np.array([float(cell in cells) for cell in self.cells])


def asked(top: int, simple: bool) -> Questionnaire:
    """The one sensitive question by itself."""
    changed = {"top": top} if simple else {"top": top, "simple": None}
    question = ASKED.find(FULL)
    assert question
    return ASKED.model_copy(
        update={"questions": (question.model_copy(update=changed),), "scales": ()}
    )


def truth_of(dice: random.Random, simple: bool) -> Truth:
    def some() -> int:
        return dice.choice([0, dice.randint(1, 6), dice.randint(3, 12), dice.randint(6, 20)])

    answers = {(FULL, "answered", step): some() for step in STEPS}
    silent = {(FULL, status, ""): dice.choice([0, some()]) for status in NOT_ANSWERED}
    simply = {(SIMPLY, "answered", one): some() for one in YES_NO} if simple else {}
    return {**answers, **silent, **simply}


def learn_tables(known: Known, questionnaire: Questionnaire, truth: Truth) -> None:
    """What the exported tables say."""
    counts = {**truth, ("response", "finished", ""): sum(truth.values())}
    line = dict(safe_lines(questionnaire, counts, K))[FULL]
    for name, n in line.shown.items():
        question = SIMPLY if name.simple else FULL
        cells = [
            one
            for one in truth
            if one[:2] == (question, name.status) and name.answer in ("", one[2])
        ]
        if n is not None and cells:
            known.exact.append((cells, n))


def learn_report(known: Known, questionnaire: Questionnaire, truth: Truth, top: int) -> None:
    """What the round's report says."""
    said = [Said(1, 1, "resident", "self", *cell, n) for cell, n in truth.items() if n]
    reader = Reader(None, K, Perspective.SELF, "en")
    for report in question_reports(questionnaire, said, reader):
        question = SIMPLY if report.simple else FULL
        cells = [cell for cell in truth if cell[:2] == (question, "answered")]
        if report.base is not None:
            known.exact.append((cells, report.base))
        for of, line in _lines(report, cells, top):
            _learn_line(known, of, line)


def _lines(
    report: QuestionReport, cells: list[Cell], top: int
) -> Iterator[tuple[list[Cell], AnswerLine]]:
    """Which cells a line is about: the top answers together come before each by itself."""
    each = [[cell] for cell in cells]
    together = [] if len(report.lines) == len(cells) else [cells[:top]]
    yield from zip([*together, *each], report.lines, strict=False)


def _learn_line(known: Known, cells: list[Cell], line: AnswerLine) -> None:
    share = line.share
    if share.x is not None:
        known.exact.append((cells, share.x))
    if share.band and share.band.number is not None:
        fewer = share.band.kind is BandKind.FEWER_THAN
        limit = share.band.number
        known.at_most.append((cells, 1, limit - 1) if fewer else (cells, -1, -limit - 1))


def given_away(number: int) -> list[tuple[Cell, int]]:
    """The answers whose count follows, though few or nearly all gave them."""
    dice = random.Random(number)
    top, simple = dice.choice([1, 2]), dice.random() < 0.4
    questionnaire, truth = asked(top, simple), truth_of(dice, simple)
    known = Known(list(truth))
    known.exact.append((list(truth), sum(truth.values())))
    learn_tables(known, questionnaire, truth)
    learn_report(known, questionnaire, truth, top)
    return [(cell, truth[cell]) for cell in _small(truth) if known.follows(cell)]


def _small(truth: Truth) -> Iterator[Cell]:
    for question in (FULL, SIMPLY):
        cells = [cell for cell in truth if cell[:2] == (question, "answered")]
        n = sum(truth[cell] for cell in cells)
        yield from (cell for cell in cells if n and (truth[cell] < K or n - truth[cell] < K))


@pytest.mark.parametrize("part", range(3))
def test_report_and_tables_together_tell_no_few_and_no_nearly_all(part: int) -> None:
    for number in range(part, 500, 3):
        assert given_away(number) == [], f"round {number}"


def test_of_the_test_two_ways_of_hiding_the_same_line_give_it_away() -> None:
    """The report tells the top answer alone, the tables the last one alone: the third is left."""
    yes, some, no = ((FULL, "answered", step) for step in STEPS)
    known = Known([yes, some, no], [([yes, some, no], 24), ([yes], 9), ([no], 11)])
    assert known.follows(some)
    assert not Known([yes, some, no], [([yes, some, no], 24), ([yes], 9)]).follows(some)
