"""`make bench-statistics`: what the report claims, held against organisations whose truth is known.

Each row is a target, what was reached, and whether that is enough. Everything is seeded: the same
code gives the same table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.random import Generator
from scipy.stats import kstest

from admin.report.coverage import r_indicator
from admin.report.difference import newcombe
from admin.report.drift import js_drift
from admin.report.estimate import gather_small, interval, poststrat, worst_case
from admin.report.needs import NeedVerdict, match_of
from admin.report.runs import two_tier
from survey.simulation.hearing import ALONE, Heard, hear
from survey.simulation.people import Centre, next_wave, settle
from survey.simulation.shape import Answering, Event, Shape

SEED = 20261128
ORGANISATIONS = 1_000
EVEN = Answering(
    *(0.55, 0.55, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    dont_know=0,
    dont_know_dementia=0,
    breaks_off=0,
    breaks_off_dementia=0,
)
"""Who answers has nothing to do with what she thinks."""
SELECTIVE = ((0.65, 0.15, 0.30, 0.55), (0.90, 0.15, 0.30, 0.60))
"""How many of those without and with dementia answer, and how many of each agree."""
WARN_BELOW = 0.7
SMALLEST = 5
TRAIT = 1.3
"""The standard deviation of how residents see things, on the logit."""
WAVES, BASELINE = 24, 12


@dataclass(frozen=True)
class Row:
    """A target: its bounds, as shares 0-1 (None where it is only told), and what was reached."""

    name: str
    reached: float
    runs: int
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """True within the bounds."""
        low = self.at_least is None or self.reached >= self.at_least
        return low and (self.at_most is None or self.reached <= self.at_most)

    def line(self) -> str:
        """The row as it is printed."""
        bounds = [
            f"at least {self.at_least:.1%}" if self.at_least is not None else "",
            f"at most {self.at_most:.1%}" if self.at_most is not None else "",
        ]
        wanted = ", ".join(filter(None, bounds)) or "told, no target"
        verdict = "ok" if self.holds else "MISSED"
        return f"{verdict:7}{self.reached:7.1%}  {wanted:36} {self.name} ({self.runs} runs)"


def organisations(dice: Generator, shape: Shape, count: int) -> Iterator[list[Centre]]:
    """So many of them, each settled anew."""
    return (settle(dice, shape) for _ in range(count))


def level_rows(dice: Generator) -> Iterator[Row]:
    """Levels: the interval of a centre, and that of an organisation."""
    covered, whole, mild = [], [], []
    uneven = replace(EVEN, alone=0.60, alone_dementia=0.25)
    for centres in organisations(dice, Shape(answering=EVEN), ORGANISATIONS):
        covered += [_covers(dice, Shape(answering=EVEN), centre) for centre in centres]
        whole.append(_covers_whole(dice, Shape(answering=EVEN), centres))
        mild.append(_covers_whole(dice, Shape(answering=uneven), centres))
    yield _row("interval holds the truth, silence by chance", covered, at_least=0.95)
    yield _row("post-stratified interval holds it", whole, at_least=0.93)
    yield _row("the same where dementia keeps people silent (25 against 60 %)", mild)


def _row(name: str, hits: list[bool], **bounds: float) -> Row:
    return Row(name, sum(hits) / len(hits), len(hits), **bounds)


def _covers(dice: Generator, shape: Shape, centre: Centre) -> bool:
    heard = hear(dice, shape, centre, 0)
    here = heard.of(ALONE)
    if not here.any():
        return True
    found = interval(int(heard.said[here].sum()), int(here.sum()), len(here))
    return found.low <= heard.truth.share <= found.high


def _covers_whole(dice: Generator, shape: Shape, centres: list[Centre]) -> bool:
    """Of the residents of the centres that were heard: silent ones drop out and are named."""
    waves = {str(i): hear(dice, shape, centre, 0) for i, centre in enumerate(centres)}
    counted = {name: _counted(wave) for name, wave in waves.items()}
    gathered = gather_small(counted, SMALLEST)
    found = poststrat([astuple(one) for one in gathered.strata])
    agree = sum(w.truth.agrees.sum() for name, w in waves.items() if name not in gathered.silent)
    return bool(found.low <= agree / gathered.people_covered <= found.high)


def _counted(wave: Heard) -> tuple[int, int, int]:
    """How many of those heard alone agreed, of how many, among how many."""
    here = wave.of(ALONE)
    return int(wave.said[here].sum()), int(here.sum()), len(here)


def selective_rows(dice: Generator) -> Iterator[Row]:
    """Those with dementia are silent, and think otherwise: intervals fail, bounds do not."""
    for answers, with_dementia, agree, agree_dementia in SELECTIVE:
        runs = [
            _selective(dice, (answers, with_dementia), (agree, agree_dementia))
            for _ in range(4_000)
        ]
        name = f"{with_dementia:.0%} against {answers:.0%} answer"
        yield _row(f"interval holds the truth, {name}", [one[0] for one in runs])
        yield _row(f"worst-case bounds hold it, {name}", [one[1] for one in runs], at_least=1.0)
        yield _row(f"a warning is given, {name}", [one[2] for one in runs], at_least=0.90)


def _selective(
    dice: Generator, answers: tuple[float, float], agree: tuple[float, float]
) -> tuple[bool, bool, bool]:
    """At a centre of 50, of whom 45 % have dementia and are a unit of their own."""
    sizes = (28, 22)
    said = [dice.random(size) < share for size, share in zip(sizes, agree, strict=True)]
    heard = [dice.random(size) < share for size, share in zip(sizes, answers, strict=True)]
    x = sum(int((one & here).sum()) for one, here in zip(said, heard, strict=True))
    counts = [int(here.sum()) for here in heard]
    truth = sum(int(one.sum()) for one in said) / sum(sizes)
    found, (low, high) = (
        interval(x, sum(counts), sum(sizes)),
        worst_case(x, sum(counts), sum(sizes)),
    )
    evenness = r_indicator(list(zip(counts, sizes, strict=True))).R
    silent = any(n == 0 for n in counts)
    return found.low <= truth <= found.high, low <= truth <= high, evenness < WARN_BELOW or silent


def change_rows(dice: Generator) -> Iterator[Row]:
    """Waves of a centre and of twelve: false alarms, and changes that are seen."""
    for name, centres, waves, points, bounds in (
        ("a stable centre is called changed", 1, WAVES, 0.0, {"at_most": 0.15}),
        ("20 points more at a centre are confirmed", 1, WAVES, 0.20, {"at_least": 0.85}),
        ("twelve stable centres are called changed", 12, 20, 0.0, {"at_most": 0.10}),
        ("8 points more at twelve centres are confirmed", 12, 20, 0.08, {"at_least": 0.90}),
    ):
        hits = [_confirmed(dice, centres, waves, points) for _ in range(ORGANISATIONS)]
        yield _row(name, hits, **bounds)
    noisy = [_confirmed(dice, 1, WAVES, 0.0, noise=0.3) for _ in range(ORGANISATIONS)]
    yield _row("a stable centre with lingering moods is called changed", noisy)


def _confirmed(
    dice: Generator, centres: int, waves: int, points: float, noise: float = 0.0
) -> bool:
    """Whether a change is confirmed after the baseline of so many centres together."""
    people = dice.integers(20, 60, (centres, waves))
    usual = np.full(waves, dice.uniform(0.4, 0.7))
    usual[BASELINE:] += points
    moods = _lingering(dice, waves, noise)
    share = 1 / (1 + (1 - usual) / usual * np.exp(-moods))
    said = dice.binomial(people, np.clip(share, 0, 1))
    x, n = (whole.sum(axis=0).tolist() for whole in (said, people))
    return bool(two_tier(x, n, BASELINE).confirmed)


def _lingering(dice: Generator, waves: int, sd: float, carried: float = 0.5) -> np.ndarray:
    """Noise of which half lingers until the next wave."""
    moods = np.zeros(waves)
    for wave in range(1, waves):
        moods[wave] = carried * moods[wave - 1] + dice.normal(0, sd * np.sqrt(1 - carried**2))
    return moods


def drift_rows(dice: Generator) -> Iterator[Row]:
    """Needs of 40 and 40 people: nothing moved, and the commonest need swapped."""
    still = Shape(centres=1, smallest=40, largest=40, answering=EVEN, turnover=0.08)
    moved = replace(still, drift=Event(1, 1.0))
    alarms = [_drifts(dice, still) for _ in range(800)]
    yield _row("needs that did not move are said to have", alarms, at_least=0.03, at_most=0.07)
    found = [_drifts(dice, moved) for _ in range(400)]
    yield _row("the commonest need swapped is found, 40 and 40", found, at_least=0.85)
    shuffled = [_shuffled(dice, moved) for _ in range(200)]
    even = float(kstest(shuffled, "uniform").pvalue)
    yield Row("shuffled waves: drift's p is evenly spread (Kolmogorov, Smirnov)", even, 200, 0.01)


def _drifts(dice: Generator, shape: Shape) -> bool:
    first, second = _two_waves(dice, shape)
    return js_drift(first, second, list(shape.needs), draws=999).p < 0.05


def _shuffled(dice: Generator, shape: Shape) -> float:
    """The p of two waves whose people were dealt anew, each to one of them."""
    first, second = _two_waves(dice, shape)
    people = [*first, *second]
    dealt = [people[i] for i in dice.permutation(len(people))]
    return js_drift(dealt[: len(first)], dealt[len(first) :], list(shape.needs), draws=999).p


def _two_waves(dice: Generator, shape: Shape) -> tuple[list[list[str]], list[list[str]]]:
    """What was picked in two waves of other people of the same centre, everybody heard."""
    (centre,) = settle(dice, shape)
    other = next_wave(dice, replace(shape, turnover=1.0), centre)
    waves = [hear(dice, shape, one, t).truth.picks for t, one in enumerate((centre, other))]
    names = np.array(shape.needs)
    first, second = ([[str(one) for one in names[row]] for row in wave] for wave in waves)
    return first, second


def need_rows(dice: Generator) -> Iterator[Row]:
    """A need ten points below the floor is called "still there", or ten above it gone."""
    wrong = []
    for centres in organisations(dice, Shape(centres=1, answering=EVEN), 4 * ORGANISATIONS):
        people = len(centres[0].residents)
        floor = float(dice.choice([0.25, 0.33, 0.50]))
        below = dice.random() < 0.5
        needing = int(
            np.floor(people * (floor - 0.10)) if below else np.ceil(people * (floor + 0.10))
        )
        n = int(dice.integers(5, people + 1))
        x = int(dice.hypergeometric(needing, people - needing, n))
        verdict = match_of(x, n, people, floor).verdict
        wrong.append(verdict is (NeedVerdict.STILL_REAL if below else NeedVerdict.NO_LONGER))
    yield _row("a need verdict is wrong, truth 10 points beyond the floor", wrong, at_most=0.025)


def proxy_rows(dice: Generator) -> Iterator[Row]:
    """Relatives see it half a standard deviation darker: 30 of the 60 of each are heard."""
    seen, covered = [], []
    for _ in range(2 * ORGANISATIONS):
        trait = dice.normal(0, TRAIT, 60)
        alike = 0.35 * trait + np.sqrt(1 - 0.35**2) * dice.normal(0, TRAIT, 60)
        own, proxy = (dice.logistic(0, 1, 60) + one > 0 for one in (trait, alike - TRAIT / 2))
        found = newcombe(int(own[:30].sum()), 30, int(proxy[30:].sum()), 30)
        seen.append(found.diff > 0)
        covered.append(found.low <= float(own.mean() - proxy.mean()) <= found.high)
    yield _row("the gap between residents and relatives has the right sign", seen, at_least=0.75)
    yield _row("its interval holds the true gap", covered, at_least=0.95)


Rows = Callable[[Generator], Iterator[Row]]
TABLE: tuple[Rows, ...] = (
    level_rows,
    selective_rows,
    change_rows,
    drift_rows,
    need_rows,
    proxy_rows,
)


def main() -> int:
    """Print the table; 1 when a target is missed."""
    missed = 0
    for number, rows in enumerate(TABLE):
        for row in rows(np.random.default_rng(SEED + number)):
            print(row.line(), flush=True)
            missed += not row.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
