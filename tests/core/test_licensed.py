"""Scales that users bring the wording of: what is missing, and what cannot be."""

from __future__ import annotations

import pytest

from admin.report.faults import ImpossibleCount, NothingToEstimate
from admin.report.licensed import SWEMWBS_METRIC, coreq3, csq8, eq5d5l_dk, nps, swemwbs


def test_the_table_has_a_score_for_every_sum() -> None:
    assert len(SWEMWBS_METRIC) == 35 - 7 + 1
    assert list(SWEMWBS_METRIC) == sorted(SWEMWBS_METRIC)
    assert (swemwbs([1] * 7).metric, swemwbs([5] * 7).metric) == (7, 35)
    assert swemwbs([3, 3, 3, 3, 3, 3, None]).metric is None


def test_the_best_and_the_worst_state() -> None:
    assert eq5d5l_dk("11111").index == 1
    assert eq5d5l_dk("55555").index == pytest.approx(-0.758)


def test_two_of_three_are_enough_and_one_is_not() -> None:
    assert coreq3([3, 3, None]).satisfied
    assert coreq3([5, None, None]).average is None


@pytest.mark.parametrize("state", ["", "1111", "111116", "1111a", "01111"])
def test_what_is_no_state_is_refused(state: str) -> None:
    with pytest.raises(ImpossibleCount):
        eq5d5l_dk(state)


def test_items_out_of_their_range_are_refused() -> None:
    for wrong in (lambda: swemwbs([0] * 7), lambda: swemwbs([3] * 6), lambda: coreq3([6, 1, 1])):
        with pytest.raises(ImpossibleCount):
            wrong()
    for places in ([1] * 7, [5] * 8):
        with pytest.raises(ImpossibleCount):
            csq8(places, ())
    with pytest.raises(ImpossibleCount):
        nps([11])
    with pytest.raises(NothingToEstimate):
        nps([None])
