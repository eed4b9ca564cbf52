"""How a share is put, by how many answered."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.report.disclosure import BandKind, UnsafeGroupSize
from admin.report.estimate import (
    ImpossibleCount,
    MoreAnswersThanPeople,
    Strength,
    interval,
    worst_case,
)
from admin.report.numbers import Form, Percents, Share, show_share

counts = st.integers(0, 130).flatmap(
    lambda people: st.integers(0, people).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(people))
    )
)
"""(x, n, N) that can be."""


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_fewer_than_k_shows_nothing_at_all(n: int) -> None:
    assert show_share(1, n, n) == Share(Form.HIDDEN)


def test_silence_may_be_said() -> None:
    assert show_share(0, 0, 22) == Share(Form.SILENT)


@pytest.mark.parametrize("n", [5, 7, 9])
def test_five_to_nine_is_x_out_of_n_and_nothing_else(n: int) -> None:
    share = show_share(3, n, 10)
    assert share.form is Form.COUNT
    assert (share.x, share.n, share.N) == (3, n, 10)
    assert (share.percent, share.between, share.at_worst) == (None, None, None)


@pytest.mark.parametrize(
    ("x", "n", "form", "percent"),
    [
        (4, 10, Form.NEAREST_FIVE, 40),
        (5, 16, Form.NEAREST_FIVE, 30),
        (9, 16, Form.NEAREST_FIVE, 55),
        (15, 19, Form.NEAREST_FIVE, 80),
        (15, 20, Form.WHOLE, 75),
        (13, 23, Form.WHOLE, 57),
        (1, 40, Form.WHOLE, 3),
    ],
)
def test_the_percentage_is_as_fine_as_the_base_allows(
    x: int, n: int, form: Form, percent: int
) -> None:
    share = show_share(x, n, n + 1)
    assert (share.form, share.percent) == (form, percent)


def test_when_all_have_answered_there_is_no_interval() -> None:
    share = show_share(6, 24, 24)
    assert share.all_answered
    assert share.percent == 25
    assert share.between is share.at_worst is None
    assert not show_share(6, 24, 25).all_answered
    assert not show_share(6, 24, None).all_answered


def test_too_wide_an_interval_takes_the_headline_away_but_not_the_counts() -> None:
    share = show_share(5, 16, 70)
    assert share.strength is Strength.CANNOT_TELL
    assert share.percent is None
    assert (share.x, share.n) == (5, 16)
    assert share.between == Percents(10, 60)


def test_the_interval_is_rounded_outwards_to_the_same_step() -> None:
    assert show_share(14, 18, 24).between == Percents(65, 85)
    assert show_share(52, 70, 118).between == Percents(66, 81)


def test_a_binary_fraction_does_not_widen_the_interval() -> None:
    # 0.58 * 100 is a little under 58, and 0.55 * 100 a little over 55.
    assert show_share(58, 79, 100).at_worst == Percents(58, 79)
    assert show_share(10, 55, 100).at_worst == Percents(10, 55)


@pytest.mark.parametrize(("n", "shown"), [(39, True), (40, False), (50, False)])
def test_worst_cases_stand_beside_the_interval_under_eighty_percent(n: int, shown: bool) -> None:
    assert (show_share(20, n, 50).at_worst is not None) == shown


def test_an_open_link_has_an_interval_and_no_worst_case() -> None:
    share = show_share(41, 63)
    assert share.N is None
    assert share.at_worst is None
    assert share.between == Percents(52, 76)


@given(counts)
def test_what_is_shown_holds_what_was_worked_out(case: tuple[int, int, int]) -> None:
    share = show_share(*case)
    if share.between:
        found = interval(*case)
        assert share.between.low <= found.low * 100 + 1e-6
        assert share.between.high >= found.high * 100 - 1e-6
        assert 0 <= share.between.low <= share.between.high <= 100
    if share.at_worst:
        least, most = worst_case(*case)
        assert share.at_worst.low <= least * 100 + 1e-6
        assert share.at_worst.high >= most * 100 - 1e-6


@given(counts, st.integers(3, 20))
def test_no_number_of_a_group_under_k_is_shown(case: tuple[int, int, int], k: int) -> None:
    x, n, people = case
    share = show_share(x, n, people, k=k)
    if n < k:
        assert share in (Share(Form.SILENT), Share(Form.HIDDEN))


@given(counts, st.integers(3, 20))
def test_a_sensitive_share_shows_no_small_side(case: tuple[int, int, int], k: int) -> None:
    x, n, people = case
    share = show_share(x, n, people, k=k, sensitive=True)
    if min(x, n - x) < k:
        assert (share.x, share.percent, share.between, share.at_worst) == (None,) * 4
        assert share.strength is None


@given(st.integers(5, 60), st.integers(3, 20))
def test_what_is_shown_of_a_sensitive_share_fits_k_counts_or_is_the_count(n: int, k: int) -> None:
    """A reader who knows the rules still cannot narrow a small side down to fewer than k."""
    looks: dict[Share, int] = {}
    for x in range(n + 1):
        share = show_share(x, n, None, k=k, sensitive=True)
        looks[share] = looks.get(share, 0) + 1
    least = min(k, n + 1)
    assert all(alike >= least for share, alike in looks.items() if share.x is None)


def test_a_sensitive_share_becomes_a_band() -> None:
    few, many = show_share(2, 14, 20, sensitive=True), show_share(12, 14, 20, sensitive=True)
    assert few.band is not None
    assert (few.band.kind, few.band.number) == (BandKind.FEWER_THAN, 5)
    assert many.band is not None
    assert (many.band.kind, many.band.number) == (BandKind.MORE_THAN, 9)
    assert show_share(7, 14, 20, sensitive=True) == show_share(7, 14, 20)


def test_a_sensitive_share_of_very_few_is_withheld_whatever_they_said() -> None:
    assert {show_share(x, 8, 20, sensitive=True) for x in range(9)} == {
        Share(Form.WITHHELD, n=8, N=20)
    }


def test_counts_that_cannot_be_are_refused_by_name() -> None:
    with pytest.raises(MoreAnswersThanPeople):
        show_share(3, 9, 8)
    with pytest.raises(ImpossibleCount):
        show_share(3, 2, 8)
    with pytest.raises(UnsafeGroupSize):
        show_share(3, 9, 12, k=2)
    with pytest.raises(UnsafeGroupSize):
        show_share(0, 0, 12, k=2)


def test_what_is_shown_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        show_share(3, 9, 12).x = 4  # type: ignore[misc]  # the very thing that must fail
