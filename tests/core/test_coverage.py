"""Who has been heard."""

from __future__ import annotations

import pytest

from admin.report.coverage import (
    CoverageStatus,
    coverage_status,
    item_base,
    item_base_of,
    r_indicator,
)
from admin.report.estimate import ImpossibleCount, MoreAnswersThanPeople, NothingToEstimate


@pytest.mark.parametrize(
    ("n", "people", "status"),
    [
        (0, 40, CoverageStatus.SILENT),
        (1, 1, CoverageStatus.THIN),
        (4, 8, CoverageStatus.THIN),
        (5, 26, CoverageStatus.THIN),
        (5, 25, CoverageStatus.PARTLY_HEARD),
        (19, 40, CoverageStatus.PARTLY_HEARD),
        (20, 40, CoverageStatus.HEARD),
        (40, 40, CoverageStatus.HEARD),
        (0, 0, CoverageStatus.SILENT),
        (7, None, CoverageStatus.SIZE_UNKNOWN),
    ],
)
def test_each_rung_begins_where_it_should(
    n: int, people: int | None, status: CoverageStatus
) -> None:
    assert coverage_status(n, people, 5) is status


def test_more_answers_than_people_is_a_question_to_a_person() -> None:
    with pytest.raises(MoreAnswersThanPeople):
        coverage_status(23, 22, 5)
    with pytest.raises(MoreAnswersThanPeople):
        r_indicator([(5, 20), (9, 8)])


def test_the_base_counts_only_those_who_could_answer() -> None:
    base = item_base([1, 0, "skipped", "dont_know", "not_relevant", "not_reached", "blank"])
    assert (base.reached, base.valid, base.blank, base.not_relevant) == (6, 2, 2, 1)
    assert base.unknown_share == pytest.approx(3 / 5)


def test_exactly_thirty_percent_unknown_is_not_too_much() -> None:
    assert not item_base_of(answered=7, dont_know=2, blank=1, not_relevant=4).too_much_unknown
    assert item_base_of(answered=69, dont_know=20, blank=11, not_relevant=0).too_much_unknown


def test_a_question_that_concerned_nobody_has_no_unknown_share() -> None:
    base = item_base(["not_relevant", "not_reached"])
    assert base.unknown_share is None
    assert not base.too_much_unknown


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ImpossibleCount):
        item_base_of(answered=3, dont_know=-1, blank=0, not_relevant=0)


def test_centres_that_answer_alike_are_perfectly_even() -> None:
    even = r_indicator([(10, 20), (30, 60)])
    assert even.R == 1
    assert not even.uneven


def test_a_silent_centre_beside_a_full_one_is_uneven() -> None:
    assert r_indicator([(30, 30), (0, 30)]).uneven


def test_a_centre_with_nobody_in_the_group_changes_nothing() -> None:
    assert r_indicator([(5, 20), (9, 30), (0, 0)]) == r_indicator([(5, 20), (9, 30)])


def test_evenness_needs_people() -> None:
    with pytest.raises(NothingToEstimate):
        r_indicator([])
