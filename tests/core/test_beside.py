"""One voice in two rounds: the difference where it can be told, and a break where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.report.answers import QuestionReport
from admin.report.beside import (
    APART,
    NO_CONCLUSION,
    NO_SURE_DIFFERENCE,
    NOT_EXACT,
    OTHER_HELP,
    OTHER_PLACES,
    OTHER_QUESTION,
    TOO_FEW,
    Asked,
    Beside,
    assisted_share,
    beside,
    difference,
)
from admin.report.numbers import show_share
from admin.report.reader import AnswerLine

HERE = frozenset({1})


def asked(x: int, n: int, *, sensitive: bool = False, trend: object = 1) -> Asked:
    """A question of one answer, which x of n gave."""
    line = AnswerLine("Music", show_share(x, n, 60, sensitive=sensitive))
    return Asked(QuestionReport("needs", "What do you need?", n, lines=(line,)), trend, None, HERE)


def said(before: Asked, after: Asked) -> str:
    found = beside(before, after)
    assert found
    (line,) = found.lines
    return line.said.msgid


def broken(before: Asked, after: Asked) -> list[str]:
    found = beside(before, after)
    assert found
    assert found.lines == (), "nothing is held together over a break"
    return [why.msgid for why in found.breaks]


def test_numbers_far_apart_stand_beside_each_other() -> None:
    found = beside(asked(18, 20), asked(6, 20))
    assert isinstance(found, Beside)
    (line,) = found.lines
    assert line.said.msgid == APART
    # By hand, method 10: Wilson 0.699-0.972 and 0.146-0.519 give 0.303 to 0.771, outwards.
    assert line.said.values == {"low": 30, "high": 78}
    assert (line.before.x, line.after.x) == (18, 6)


def test_the_order_of_the_rounds_decides_the_sign_alone() -> None:
    one, two = asked(18, 20).question.lines[0].share, asked(6, 20).question.lines[0].share
    there, back = difference(one, two), difference(two, one)
    assert there
    assert back
    assert there.diff == pytest.approx(-0.6)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@pytest.mark.parametrize("later", [12, 9, 15])
def test_nothing_sure_is_said_so(later: int) -> None:
    assert said(asked(12, 20), asked(later, 20)) == NO_SURE_DIFFERENCE


@pytest.mark.parametrize(("n", "told"), [(9, TOO_FEW), (4, TOO_FEW), (10, APART)])
def test_both_rounds_need_ten(n: int, told: str) -> None:
    assert said(asked(20, 20), asked(0, n)) == told
    assert said(asked(0, n), asked(20, 20)) == told


@pytest.mark.parametrize(("x", "told"), [(1, NOT_EXACT), (19, NOT_EXACT), (10, NO_SURE_DIFFERENCE)])
def test_a_band_is_not_subtracted_from(x: int, told: str) -> None:
    assert said(asked(10, 20), asked(x, 20, sensitive=True)) == told


def test_where_too_many_did_not_know_nothing_is_concluded() -> None:
    unsure = asked(18, 20)
    bare = (unsure.question.lines[0].without_conclusion(),)
    unsure = replace(unsure, question=replace(unsure.question, lines=bare))
    assert said(unsure, asked(2, 20)) == NO_CONCLUSION


def test_another_trend_is_a_break() -> None:
    assert broken(asked(18, 20), asked(2, 20, trend=2)) == [OTHER_QUESTION]
    assert broken(asked(18, 20, trend=None), asked(2, 20, trend=None)) == [OTHER_QUESTION]


@pytest.mark.parametrize(
    ("before", "after", "breaks"),
    [(0.1, 0.3, []), (0.1, 0.31, [OTHER_HELP]), (0.6, 0.3, [OTHER_HELP]), (None, 0.9, [])],
)
def test_more_help_than_before_is_a_break(
    before: float | None, after: float | None, breaks: list[str]
) -> None:
    found = beside(replace(asked(18, 20), assisted=before), replace(asked(2, 20), assisted=after))
    assert found
    assert [why.msgid for why in found.breaks] == breaks
    assert (found.lines == ()) == bool(breaks)


def test_other_centres_are_a_break() -> None:
    elsewhere = replace(asked(2, 20), centres=frozenset({1, 2}))
    assert broken(asked(18, 20), elsewhere) == [OTHER_PLACES]


def test_what_is_hidden_in_one_round_is_held_against_nothing() -> None:
    hidden = replace(asked(18, 20).question, lines=())
    assert beside(asked(18, 20), replace(asked(2, 20), question=hidden)) is None
    assert beside(replace(asked(18, 20), question=hidden), asked(2, 20)) is None


def test_a_group_too_small_to_be_told_counts_nothing() -> None:
    assert assisted_share(None, None) is None
    assert assisted_share(10, None) == 0
    assert assisted_share(15, 5) == 0.25
