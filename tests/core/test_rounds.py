"""Rounds in time: where one stands, which days suit a meeting, when the next one comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.library import library
from survey.rounds import (
    Days,
    RoundState,
    can_speak,
    next_is_due,
    plan_backwards,
    state_on,
    still_asked,
    until_next,
    usual_days,
)

TODAY = date(2026, 11, 24)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "last", "archived_on", "state"),
    [
        (0, 0, None, RoundState.OPEN),
        (-9, 0, None, RoundState.OPEN),
        (1, 9, None, RoundState.PLANNED),
        (-9, -1, None, RoundState.CLOSED),
        (-9, 9, TODAY, RoundState.ARCHIVED),
        (1, 9, TODAY, RoundState.ARCHIVED),
    ],
)
def test_where_a_round_stands(
    first: int, last: int, archived_on: date | None, state: RoundState
) -> None:
    assert state_on(TODAY, Days(after(first), after(last)), archived_on) is state


def test_a_round_is_open_for_three_weeks_unless_planned() -> None:
    assert usual_days(TODAY) == Days(TODAY, after(21))


@pytest.mark.parametrize(
    ("meeting", "days"),
    [
        (60, (32, 53)),  # four weeks before, until a week before
        (28, (0, 21)),
        (20, (0, 13)),  # less time: from today
        (7, (0, 0)),
        (5, (0, 4)),  # no time to read: until the day before
        (1, (0, 0)),
        (0, None),
        (-3, None),
    ],
)
def test_days_are_planned_backwards_from_the_meeting(
    meeting: int, days: tuple[int, int] | None
) -> None:
    expected = Days(after(days[0]), after(days[1])) if days else None
    assert plan_backwards(after(meeting), TODAY) == expected


@given(st.integers(1, 400))
def test_proposed_days_are_never_in_the_past_and_end_before_the_meeting(meeting: int) -> None:
    days = plan_backwards(after(meeting), TODAY)
    assert days
    assert TODAY <= days.opens_on <= days.closes_on < after(meeting)


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [(-30, -1, True), (-20, 0, False), (-28, 30, True), (-27, 30, False), (1, 9, False)],
)
def test_the_next_round_is_due_when_this_one_is_over_or_should_be(
    first: int, last: int, due: bool
) -> None:
    assert next_is_due(Days(after(first), after(last)), 4, TODAY) is due


@given(st.integers(-400, 50), st.integers(0, 60), st.integers(1, 104))
def test_the_next_round_is_whole_cadences_on_and_not_over_yet(
    first: int, length: int, weeks: int
) -> None:
    days = Days(after(first), after(first + length))
    later, cadence = until_next(days, weeks, TODAY), timedelta(weeks=weeks)
    assert later >= cadence
    assert later % cadence == timedelta()
    assert days.moved(later).closes_on >= TODAY
    assert later == cadence or days.moved(later - cadence).closes_on < TODAY


def test_a_questionnaire_says_who_can_speak() -> None:
    satisfaction = library()["satisfaction"]
    assert [f"{v}:{p}" for v, p in can_speak(satisfaction)] == [
        "resident:self",
        "resident_assisted:self",
        "relative:as_resident",
        "trained_other:as_resident",
    ]


def test_a_newer_edition_is_asked_of_those_it_has_words_for() -> None:
    asked = {"resident": ["self"], "relative": ["as_resident", "own_view"], "staff": ["self"]}
    assert still_asked(asked, library()["satisfaction"]) == {
        "resident": ["self"],
        "relative": ["as_resident"],
    }
