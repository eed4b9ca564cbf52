"""A share over many waves: rules that look, and rules that confirm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from admin.report.faults import ImpossibleCount, NothingToEstimate
from admin.report.runs import limits_of, pchart, two_tier, xmr, xmr_rebase

STABLE = [50, 54, 48, 52, 49, 53, 47, 51, 50, 54, 52, 46]
values = st.lists(st.integers(0, 100), min_size=2, max_size=30)


@given(values)
def test_limits_lie_evenly_round_the_mean(series: list[float]) -> None:
    found = limits_of(series)
    assert found.lower <= found.near_lower <= found.mean <= found.near_upper <= found.upper
    assert found.upper - found.mean == pytest.approx(found.mean - found.lower)


@given(values)
def test_turned_upside_down_it_says_the_same(series: list[float]) -> None:
    one, other = xmr(series, len(series)), xmr([100 - v for v in series], len(series))
    assert (one.shift, one.trend) == (other.shift, other.trend)


def test_a_series_that_never_moves_has_nothing_outside() -> None:
    chart = xmr([40] * 15, 12)
    assert (chart.upper, chart.lower) == (40, 40)
    assert (chart.outside, chart.shift, chart.trend, chart.two_of_three) == ((), (), (), ())
    assert xmr([*[40] * 12, 41], 12).outside == (13,)


@pytest.mark.parametrize(("rising", "found"), [(6, 0), (7, 7), (9, 9)])
def test_a_trend_needs_seven_points(rising: int, found: int) -> None:
    series = [*STABLE, *(40 + step / 10 for step in range(rising))]
    assert len([point for point in xmr(series, 12).trend if point > 12]) == found


def test_a_point_on_the_mean_ends_a_run() -> None:
    above = [60.0] * 6
    mean = limits_of([*STABLE]).mean
    assert len(xmr([*STABLE, *above, 60.0], 12).shift) == 7
    assert xmr([*STABLE, *above, mean], 12).shift == ()


def test_a_break_counts_from_the_break() -> None:
    series = [*STABLE, 90, 94, 88, 92]
    assert xmr_rebase(series, 13) == xmr([90, 94, 88, 92], 4)


def test_a_baseline_of_one_is_none() -> None:
    with pytest.raises(NothingToEstimate):
        xmr([50], 12)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_tails_are_what_scipy_says(share: tuple[int, int]) -> None:
    (point,) = pchart([share[0]], [share[1]], 0.4).points
    low = binomtest(*share, 0.4, alternative="less").pvalue
    high = binomtest(*share, 0.4, alternative="greater").pvalue
    assert (point.tail_low, point.tail_high) == pytest.approx((low, high), abs=1e-9)


USUAL_X, USUAL_N = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10, 11, 9], [20] * 12


def test_what_stays_as_it_was_is_not_confirmed() -> None:
    found = two_tier([*USUAL_X, 10, 11, 9], [*USUAL_N, 20, 20, 20], 12)
    assert (found.look, found.confirmed) == ((), ())


@pytest.mark.parametrize(
    ("new", "confirmed"),
    [
        ([20], ("C1",)),
        ([0], ("C1",)),
        ([12] * 8, ("C2",)),
        ([12] * 7, ()),
        ([16, 17, 11], ("C3",)),
        ([15, 9, 15], ()),
    ],
)
def test_a_change_is_confirmed_by(new: list[int], confirmed: tuple[str, ...]) -> None:
    found = two_tier([*USUAL_X, *new], [*USUAL_N, *[20] * len(new)], 12)
    assert set(confirmed) <= set(found.confirmed)
    assert bool(found.confirmed) == bool(confirmed)


def test_a_small_wave_far_out_is_looked_at_and_not_confirmed() -> None:
    """Three of three is far out in per cent, and nothing that chance would not give."""
    found = two_tier([*USUAL_X, 3], [*USUAL_N, 3], 12)
    assert "outside" in found.look
    assert found.confirmed == ()


def test_waves_that_cannot_be_are_refused() -> None:
    with pytest.raises(ImpossibleCount):
        two_tier([5, 6], [4, 9], 2)
    with pytest.raises(NothingToEstimate):
        two_tier([0, 0], [0, 3], 2)
