"""The intervals: right by definition, sure enough by counting, and never for impossible counts."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.report.estimate import (
    ImpossibleCount,
    Method,
    MoreAnswersThanPeople,
    NothingToEstimate,
    Strength,
    gather_small,
    hyper_exact,
    interval,
    poststrat,
    strength,
    wilson_fpc,
    worst_case,
)

TAIL = Fraction(1, 40)


def chance(x: int, n: int, people: int, total: int) -> Fraction:
    """P(X = x) when `total` of the people would say so and n of them answer."""
    if total - x < 0 or n - x > people - total:
        return Fraction(0)
    return Fraction(comb(total, x) * comb(people - total, n - x), comb(people, n))


def by_definition(x: int, n: int, people: int) -> tuple[int, int]:
    possible = range(x, people - n + x + 1)
    above = [k for k in possible if sum(chance(i, n, people, k) for i in range(x, n + 1)) > TAIL]
    below = [k for k in possible if sum(chance(i, n, people, k) for i in range(x + 1)) > TAIL]
    return min(above), max(below)


counts = st.integers(1, 26).flatmap(
    lambda people: st.integers(1, people).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(people))
    )
)
"""(x, n, N) that can be."""


@given(counts)
def test_the_exact_interval_is_the_one_defined(case: tuple[int, int, int]) -> None:
    exact = hyper_exact(*case)
    assert (exact.K_low, exact.K_high) == by_definition(*case)


def test_a_tail_of_exactly_the_limit_is_outside() -> None:
    # One answer among forty: with a total of 1, P(X >= 1) is 1/40 to the digit.
    assert hyper_exact(1, 1, 40).K_low == 2
    assert hyper_exact(1, 1, 20, conf=0.9).K_low == 2


@pytest.mark.parametrize(("n", "people"), [(5, 20), (12, 30), (18, 24), (40, 60), (25, 120)])
def test_the_exact_interval_covers_whatever_the_truth_is(n: int, people: int) -> None:
    found = [hyper_exact(x, n, people) for x in range(n + 1)]
    for total in range(people + 1):
        covered = sum(
            chance(x, n, people, total)
            for x in range(n + 1)
            if found[x].K_low <= total <= found[x].K_high
        )
        assert covered >= Fraction(95, 100)


@given(counts)
def test_the_interval_holds_its_share_and_stays_within_the_worst_cases(
    case: tuple[int, int, int],
) -> None:
    found, (least, most) = interval(*case), worst_case(*case)
    assert 0 <= least <= found.low <= found.p <= found.high <= most <= 1
    wilson = wilson_fpc(*case)
    assert least <= wilson.low <= wilson.p <= wilson.high <= most


@given(counts)
def test_one_more_who_says_so_never_lowers_the_interval(case: tuple[int, int, int]) -> None:
    x, n, people = case
    if x < n:
        before, after = hyper_exact(x, n, people), hyper_exact(x + 1, n, people)
        assert before.K_low <= after.K_low
        assert before.K_high <= after.K_high


@given(counts)
def test_yes_and_no_are_mirror_images(case: tuple[int, int, int]) -> None:
    x, n, people = case
    yes, no = hyper_exact(x, n, people), hyper_exact(n - x, n, people)
    assert (yes.K_low, yes.K_high) == (people - no.K_high, people - no.K_low)


def test_when_all_have_answered_nothing_is_unsure() -> None:
    found = interval(7, 20, 20)
    assert found.low == found.high == found.p == 0.35
    assert strength(7, 20, 20) is Strength.FIRM
    assert wilson_fpc(7, 20, 20).half_width == 0


def test_one_person_who_answered() -> None:
    assert wilson_fpc(1, 1, 1).low == 1
    assert interval(0, 1, 1).high == 0


def test_an_open_link_has_a_plain_wilson_interval_and_no_worst_case() -> None:
    assert interval(41, 63, None).method is Method.WILSON
    assert wilson_fpc(41, 63, None).bound_low is None


def test_a_very_large_group_is_worked_out_by_wilson() -> None:
    assert interval(10, 40, 5000).method is Method.EXACT
    assert interval(10, 40, 5001).method is Method.WILSON_FINITE


def test_a_half_width_of_exactly_a_tenth_is_firm() -> None:
    widths = {
        strength(x, n, 100)
        for n in range(1, 101)
        for x in range(n + 1)
        if hyper_exact(x, n, 100).K_high - hyper_exact(x, n, 100).K_low == 20
    }
    assert widths == {Strength.FIRM}


@pytest.mark.parametrize("estimate", [interval, strength, wilson_fpc, hyper_exact, worst_case])
def test_counts_that_cannot_be_are_refused_by_name(estimate: object) -> None:
    assert callable(estimate)
    with pytest.raises(MoreAnswersThanPeople):
        estimate(3, 9, 8)
    with pytest.raises(ImpossibleCount):
        estimate(10, 9, 20)
    with pytest.raises(ImpossibleCount):
        estimate(-1, 9, 20)
    with pytest.raises(NothingToEstimate):
        estimate(0, 0, 20)


def test_an_exact_interval_for_two_thousand_people_is_quick() -> None:
    cases = [(n * i // 7, n, 2000) for n in (50, 400, 1000, 1900) for i in range(8)]
    hyper_exact.cache_clear()
    start = perf_counter()
    for case in cases:
        hyper_exact(*case)
    # 3 ms each on a slow machine; the bound is wide so that only a wrong way of counting breaks it.
    assert (perf_counter() - start) / len(cases) < 0.05


def test_centres_weigh_as_many_people_as_they_have() -> None:
    pooled = poststrat([(9, 10, 20), (10, 40, 180)])
    assert pytest.approx(0.1 * 0.9 + 0.9 * 0.25) == pooled.P
    assert pooled.unweighted == pytest.approx(19 / 50)
    assert pooled.weighting_matters


def test_weighting_is_not_mentioned_when_it_moves_five_points_or_less() -> None:
    assert not poststrat([(5, 10, 20), (20, 40, 180)]).weighting_matters


def test_a_pooled_share_of_everybody_is_certain() -> None:
    pooled = poststrat([(3, 10, 10), (9, 20, 20)])
    assert pooled.low == pytest.approx(pooled.P) == pytest.approx(pooled.high)


def test_unanimous_centres_still_leave_room_for_the_silent() -> None:
    none, everyone = poststrat([(0, 8, 20), (0, 9, 30)]), poststrat([(8, 8, 20), (9, 9, 30)])
    assert none.low == 0
    assert 0.05 < none.high < 0.3
    assert everyone.high == 1
    assert everyone.low == pytest.approx(1 - none.high)


def test_pooling_refuses_what_a_single_centre_would() -> None:
    with pytest.raises(MoreAnswersThanPeople):
        poststrat([(4, 9, 20), (4, 9, 8)])
    with pytest.raises(NothingToEstimate):
        poststrat([])
    with pytest.raises(NothingToEstimate):
        poststrat([(4, 9, 20), (0, 0, 8)])


def test_small_centres_are_merged_and_silent_ones_named() -> None:
    gathered = gather_small(
        {
            "Birk": (6, 9, 24),
            "Eg": (1, 2, 20),
            "Fyr": (0, 0, 31),
            "Gran": (3, 4, 18),
            "Lind": (2, 5, 30),
        },
        k=5,
    )
    assert [(s.x, s.n, s.N) for s in gathered.strata] == [(6, 9, 24), (2, 5, 30), (4, 6, 38)]
    assert gathered.merged == ("Eg", "Gran")
    assert gathered.silent == ("Fyr",)
    assert (gathered.people_covered, gathered.people_in_all) == (92, 123)
