"""Comparing shares: held against other people's programs, and against what must be true."""

from __future__ import annotations

from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import ttest_1samp
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from admin.report.difference import bh, fisher, holm, mcnemar_exact, newcombe
from admin.report.drift import SEED, js_drift, js_exact, js_exact_multi, null_rms
from admin.report.faults import ImpossibleCount, MoreAnswersThanPeople, NothingToEstimate
from admin.report.means import mean_fpc
from admin.report.needs import NeedVerdict, match_of, need_match, unmet_need

shares = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
chances = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@given(shares, shares)
def test_a_difference_is_what_statsmodels_says(one: tuple[int, int], two: tuple[int, int]) -> None:
    ours = newcombe(*one, *two)
    low, high = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff")
    assert ours.low == pytest.approx(low, abs=1e-9)
    assert ours.high == pytest.approx(high, abs=1e-9)
    back = newcombe(*two, *one)
    assert (back.low, back.high) == pytest.approx((-ours.high, -ours.low))


@given(chances)
@settings(max_examples=25)
def test_families_are_adjusted_as_statsmodels_does(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1].tolist())
    assert bh(p) == pytest.approx(multipletests(p, method="fdr_bh")[1].tolist())


def test_a_family_of_nobody_is_empty() -> None:
    assert (holm([]), bh([])) == ([], [])


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_what_statsmodels_says(only_a: int, only_b: int) -> None:
    theirs = mcnemar([[5, only_a], [only_b, 5]], exact=True).pvalue if only_a + only_b else 1.0
    assert mcnemar_exact(only_a, only_b).p == pytest.approx(min(1.0, theirs))


def test_two_groups_alike_differ_by_chance_only() -> None:
    assert fisher(5, 10, 5, 10).p == pytest.approx(1)
    assert fisher(0, 20, 20, 20).p < 1e-9
    assert not newcombe(5, 10, 5, 10).is_sure
    assert newcombe(1, 20, 19, 20).is_sure


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=4))
def test_the_distance_is_what_scipy_says(pairs: list[tuple[int, int]]) -> None:
    wave1, wave2 = [a + 1 for a, _ in pairs], [b + 1 for _, b in pairs]
    found = js_exact(wave1, wave2)
    assert found.js_distance == pytest.approx(jensenshannon(wave1, wave2, base=2), abs=1e-7)
    assert 0 < found.p_exact <= 1
    back = js_exact(wave2, wave1)
    assert (back.js_distance, back.p_exact) == pytest.approx((found.js_distance, found.p_exact))


def test_two_waves_alike_are_nothing_but_chance() -> None:
    assert js_exact([3, 4, 5], [3, 4, 5]).p_exact == pytest.approx(1)
    assert js_exact([3, 4, 5], [3, 4, 5]).js_distance == pytest.approx(0)


def test_single_picks_are_single_choices() -> None:
    """Every split of people and every table of counts tell the same, when each picks one."""
    wave1, wave2 = [["a"]] * 4 + [["b"]] * 2, [["a"]] + [["b"]] * 4
    several, single = js_exact_multi(wave1, wave2, ["a", "b"]), js_exact([4, 2], [1, 4])
    assert several.splits == comb(11, 6)
    assert several.p_exact == pytest.approx(single.p_exact)
    assert several.js_distance == pytest.approx(single.js_distance)


def some_wave(dice: Random, people: int, needs: list[str]) -> list[list[str]]:
    return [dice.sample(needs, 3) for _ in range(people)]


NEEDS = list("abcdefgh")


def test_what_chance_gives_is_told_as_the_hand_out_has_it() -> None:
    """Eight needs, three picks, 20 and 20 people: about 0.18, and 0.26 one time in twenty."""
    dice = Random(7)
    found = js_drift(some_wave(dice, 20, NEEDS), some_wave(dice, 20, NEEDS), NEEDS)
    assert not found.exact
    assert found.chance_median == pytest.approx(0.18, abs=0.03)
    assert found.chance_95 == pytest.approx(0.26, abs=0.03)


def test_the_same_waves_give_the_same_answer() -> None:
    dice = Random(8)
    waves = some_wave(dice, 20, NEEDS), some_wave(dice, 20, NEEDS)
    assert js_drift(*waves, NEEDS) == js_drift(*waves, NEEDS)
    other = js_drift(*waves, NEEDS, seed=SEED + 1)
    assert other.p == pytest.approx(js_drift(*waves, NEEDS).p, abs=0.05)


def test_few_people_are_gone_through_one_by_one() -> None:
    wave1, wave2 = [["a", "b"]] * 4 + [["c"]] * 2, [["c", "d"]] * 5 + [["a"]]
    drawn, exact = js_drift(wave1, wave2, list("abcd")), js_exact_multi(wave1, wave2, list("abcd"))
    assert drawn.exact
    assert drawn.p == pytest.approx(exact.p_exact)


def test_a_need_that_was_swapped_is_seen() -> None:
    before = [["a", "b"]] * 30 + [["c"]] * 10
    after = [["d", "b"]] * 30 + [["c"]] * 10
    assert js_drift(before, after, list("abcd")).p < 0.001


def test_waves_that_cannot_be_are_refused() -> None:
    with pytest.raises(NothingToEstimate):
        js_exact([0, 0], [1, 2])
    with pytest.raises(ImpossibleCount):
        js_exact([1, -1], [1, 2])
    with pytest.raises(ImpossibleCount):
        js_exact([1], [1, 2])
    with pytest.raises(NothingToEstimate):
        js_exact_multi([], [["a"]], ["a"])
    with pytest.raises(ImpossibleCount):
        mcnemar_exact(-1, 2)
    assert null_rms(2, 10, 10) < null_rms(8, 10, 10)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40).filter(lambda v: len(set(v)) > 1))
def test_a_mean_is_what_scipy_says(values: list[float]) -> None:
    ours = mean_fpc(values, None, (-100, 100), (5,))
    theirs = ttest_1samp(values, 0).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high))
    assert ours.top_box_count == values.count(5)


def test_a_mean_of_everybody_is_sure_and_of_one_is_not() -> None:
    whole = mean_fpc([1, 2, 5, None], 3, (1, 5), (5,))
    assert (whole.low, whole.high) == (whole.mean, whole.mean)
    assert mean_fpc([3], 9, (1, 5), (5,)).low is None
    with pytest.raises(NothingToEstimate):
        mean_fpc([None], 9, (1, 5), (5,))
    with pytest.raises(MoreAnswersThanPeople):
        mean_fpc([1, 2, 3], 2, (1, 5), (5,))


def test_a_need_is_judged_by_its_whole_interval() -> None:
    everybody = [["a"]] * 10
    assert need_match(everybody, ["a"], 10, 0.6).verdict is NeedVerdict.STILL_REAL
    assert need_match(everybody, ["b"], 10, 0.6).verdict is NeedVerdict.NO_LONGER
    assert match_of(6, 10, 40, 0.6).verdict is NeedVerdict.CANNOT_TELL
    with pytest.raises(NothingToEstimate):
        need_match([], ["a"], 10, 0.6)


def test_an_unmet_need_wants_both_answers() -> None:
    assert unmet_need([("yes", "no"), ("yes", None), ("no", "no")], 9).n == 2
    with pytest.raises(NothingToEstimate):
        unmet_need([("yes", None)], 9)
