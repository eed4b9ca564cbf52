"""Dates of an initiative: how long the money lasts, when it meets, and what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.due import Due, DueKind, in_order
from survey.initiative_dates import funding_end, next_meeting, whole_months

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("ends_on", "months", "within"),
    [
        (date(2026, 11, 24), 0, 3),
        (date(2026, 12, 23), 0, 3),
        (date(2026, 12, 24), 1, 3),
        (date(2027, 2, 24), 3, 3),
        (date(2027, 2, 25), 3, 6),
        (date(2027, 5, 25), 6, 9),
        (date(2027, 7, 24), 8, 9),
        (date(2027, 8, 25), 9, 12),
        (date(2027, 11, 24), 12, 12),
        (date(2027, 11, 25), 12, None),
        (date(2030, 1, 1), 37, None),
    ],
)
def test_it_is_said_in_time_that_the_money_ends(
    ends_on: date, months: int, within: int | None
) -> None:
    money = funding_end(ends_on, TODAY)
    assert money
    assert (money.months, money.within, money.is_over) == (months, within, False)


def test_the_money_is_over_the_day_after() -> None:
    money = funding_end(TODAY - timedelta(days=1), TODAY)
    assert money
    assert money.is_over
    assert funding_end(None, TODAY) is None


def test_months_end_where_they_are_short() -> None:
    assert whole_months(date(2027, 1, 31), date(2027, 2, 28)) == 1
    assert whole_months(date(2027, 1, 31), date(2027, 2, 27)) == 0
    assert whole_months(date(2027, 11, 30), date(2028, 2, 29)) == 3


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_whole_months_fit_between_the_days(first: date, last: date) -> None:
    months = whole_months(first, last)
    assert 0 <= months * 28 <= max(0, (last - first).days)


@pytest.mark.parametrize(
    ("on", "weeks", "next_"),
    [
        (None, None, None),
        (None, 4, None),
        (TODAY, None, TODAY),
        (date(2027, 1, 5), 4, date(2027, 1, 5)),
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 23), 1, date(2026, 11, 30)),
        (date(2026, 10, 27), 4, TODAY),
        (date(2026, 10, 26), 4, date(2026, 12, 21)),
    ],
)
def test_meetings_are_counted_on(on: date | None, weeks: int | None, next_: date | None) -> None:
    assert next_meeting(on, weeks, TODAY) == next_


def test_what_is_due_is_in_order_and_late_promises_stay() -> None:
    late = Due(date(2026, 1, 1), DueKind.PROMISE, "sang")
    gone = Due(date(2026, 1, 1), DueKind.AGREEMENT, "Koret")
    meeting, funding = Due(TODAY, DueKind.MEETING), Due(TODAY, DueKind.FUNDING)
    last = Due(TODAY + timedelta(days=90), DueKind.AGREEMENT, "Koret")
    far = Due(TODAY + timedelta(days=91), DueKind.AGREEMENT, "Koret")
    found = in_order([far, last, meeting, funding, gone, late], TODAY)
    assert found == [late, funding, meeting, last]
    assert late.is_late(TODAY)
    assert not meeting.is_late(TODAY)
