"""Made-up organisations: their truth is known, and they are like those they stand for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from survey.simulation.hearing import ALONE, ANSWERED, ASSISTED, SILENT, hear
from survey.simulation.people import next_wave, settle
from survey.simulation.shape import Answering, Event, Shape
from survey.simulation.truth import truth_of

MANY = Shape(centres=300)


def test_the_same_seed_is_the_same_organisation() -> None:
    one, other = (settle(np.random.default_rng(3), MANY) for _ in range(2))
    assert all(
        (a.residents.trait == b.residents.trait).all() for a, b in zip(one, other, strict=True)
    )
    assert not np.array_equal(settle(np.random.default_rng(4), MANY)[0].profile, one[0].profile)


def test_centres_are_as_large_as_they_are_and_some_have_a_dementia_unit() -> None:
    centres = settle(np.random.default_rng(1), MANY)
    sizes = [len(one.residents) for one in centres]
    assert 20 <= min(sizes) < max(sizes) <= 120
    with_unit = [one.residents for one in centres if one.residents.in_unit.any()]
    assert len(with_unit) / len(centres) == pytest.approx(0.2, abs=0.06)
    inside = np.concatenate([one.dementia[one.in_unit] for one in with_unit])
    assert inside.mean() == pytest.approx(0.9, abs=0.03)


def test_some_leave_with_each_wave_and_the_house_stays_as_large() -> None:
    dice = np.random.default_rng(2)
    before = settle(dice, MANY)
    after = [next_wave(dice, MANY, one) for one in before]
    left = np.concatenate(
        [a.residents.trait != b.residents.trait for a, b in zip(before, after, strict=True)]
    )
    assert left.mean() == pytest.approx(0.08, abs=0.01)


def test_an_effect_begins_when_it_does() -> None:
    shape = replace(MANY, season=0, effect=Event(4, 1.0))
    dice = np.random.default_rng(5)
    centres = settle(dice, shape)
    shares = [
        np.mean([truth_of(dice, shape, c.residents, t).share for c in centres]) for t in (3, 4)
    ]
    assert shares[1] - shares[0] > 0.1


def test_a_drift_swaps_what_most_people_need() -> None:
    shape = replace(MANY, centres=1, smallest=120, largest=120, drift=Event(1, 1.0))
    dice = np.random.default_rng(6)
    (centre,) = settle(dice, shape)
    before, after = (truth_of(dice, shape, centre.residents, t).picks.sum(axis=0) for t in (0, 1))
    most = int(before.argmax())
    assert after[most] < before[most] / 2
    assert (truth_of(dice, shape, centre.residents, 1).picks.sum(axis=1) == shape.picks).all()


def test_people_are_heard_as_unevenly_as_they_are() -> None:
    shape = replace(MANY, answering=Answering(centre_sd=0, silent_centres=0, lonelier=0))
    dice = np.random.default_rng(7)
    centres = settle(dice, shape)
    heard = [(c.residents.dementia, hear(dice, shape, c, 0).how) for c in centres]
    dementia, how = (np.concatenate(part) for part in zip(*heard, strict=True))
    for ill, alone, assisted in ((True, 0.25, 0.25), (False, 0.60, 0.05)):
        of_them = how[dementia == ill]
        assert (of_them == ALONE).mean() == pytest.approx(alone, abs=0.02)
        assert (of_them == ASSISTED).mean() == pytest.approx(assisted, abs=0.02)


def test_some_centres_are_silent_and_nobody_unheard_has_an_answer() -> None:
    dice = np.random.default_rng(8)
    waves = [hear(dice, MANY, centre, 0) for centre in settle(dice, MANY)]
    silent = [one for one in waves if (one.how == SILENT).all()]
    assert len(silent) / len(waves) == pytest.approx(0.1, abs=0.05)
    assert not any(one.of(ALONE).any() or one.of(ASSISTED).any() for one in silent)
    assert all((one.asked[one.of(ALONE)] == ANSWERED).all() for one in waves)
