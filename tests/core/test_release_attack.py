"""Somebody who keeps every report ever told, and works out what they give away together.

Cells are people: how many of a voice were heard at a centre, and how many there gave each answer to
a sensitive question. What reports show of them are sums. Each sequence is told in a random order of
reports, with answers and erasures in between; then it is asked of every cell, and of every small sum
of cells, whether its value follows from all that was shown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pytest
from scipy.optimize import linprog

from admin.report.edition_notes import Edition
from admin.report.grid import CellKind
from admin.report.involvement.material import Wave
from admin.report.involvement.merge import merged_counts, merged_edition
from admin.report.involvement.narrow import at_centre, hidden_at, told_at_centres
from admin.report.round_report import round_report
from survey.questionnaire.library import library
from survey.releases import Released, may_replace
from survey.round_counts import Centre, RoundCounts
from tests.reporting import TODAY, Group, K, wave

STEPS = ("yes", "some", "no")
CENTRES = tuple(Centre(i, f"Centre {i}") for i in range(1, 5))
ASKED = library()["needs_before"]
SEQUENCES = 500
Truth = dict[tuple[int, str], int]
"""How many gave each answer, by centre and answer; at a time after the first, its number is added."""


class Attacker:
    """Every sum that was shown: over which cells, of which time, and its value."""

    def __init__(self) -> None:
        self.sums: list[tuple[frozenset[tuple[int, int, str]], int]] = []

    def sees(self, time: int, centres: list[int], answers: tuple[str, ...], n: int) -> None:
        self.sums.append((frozenset((time, c, a) for c in centres for a in answers), n))

    def knows(
        self, cells: list[tuple[int, int, str]], truth: dict[tuple[int, int, str], int]
    ) -> list[int]:
        """The values of 1 to k-1 that follow of single cells and of what is heard at a centre."""
        names = sorted({cell for sum_, _ in self.sums for cell in sum_} | set(cells))
        at = {name: i for i, name in enumerate(names)}
        rows = np.zeros((len(self.sums), len(names)))
        for i, (sum_, _) in enumerate(self.sums):
            rows[i, [at[name] for name in sum_]] = 1
        values = np.array([value for _, value in self.sums], dtype=float)
        found = []
        for target in self._targets(names):
            small = sum(truth[name] for name in target)
            if 0 < small < K and self._follows(rows, values, [at[name] for name in target], small):
                found.append(small)
        return found

    @staticmethod
    def _targets(names: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
        places = sorted({(time, centre) for time, centre, _ in names})
        return [[name] for name in names] + [
            [name for name in names if name[:2] == place] for place in places
        ]

    @staticmethod
    def _follows(rows: np.ndarray, values: np.ndarray, target: list[int], value: int) -> bool:
        """True when no other value fits: the least and the most that fit are the same."""
        goal = np.zeros(rows.shape[1])
        goal[target] = 1
        ends = []
        for sign in (1, -1):
            found = linprog(sign * goal, A_eq=rows, b_eq=values, bounds=(0, None))
            if found.status == 3:
                return False
            ends.append(sign * found.fun)
        return bool(abs(ends[0] - value) < 1e-6 and abs(ends[1] - value) < 1e-6)


def truth_of(dice: random.Random) -> Truth:
    """Some centres are small, some answers rare, some centres silent."""
    sizes = [dice.choice([0, dice.randint(1, 8), dice.randint(9, 40)]) for _ in CENTRES]
    rare = dice.choice([0.05, 0.2, 1 / 3])
    weights = [1 - 2 * rare, rare, rare]
    picked = {
        centre.id: dice.choices(STEPS, weights, k=n)
        for centre, n in zip(CENTRES, sizes, strict=True)
    }
    return {(c, step): said.count(step) for c, said in picked.items() for step in STEPS}


def asked_at(truth: Truth, centres: tuple[Centre, ...], number: int = 1) -> Wave:
    groups = [
        Group(
            sum(truth[one.id, step] for step in STEPS),
            {"enough": {step: truth[one.id, step] for step in STEPS}, "needs": {}},
            centre=one.id,
        )
        for one in centres
    ]
    told = [group for group in groups if group.n]
    return wave(told, number=number, centres=centres, people={"resident": 60})


def show(attacker: Attacker, time: int, shown: Wave) -> None:
    """Every count that a report of this wave shows."""
    centres = [one.id for one in shown.counts.centres]
    column = shown.report.grid.columns[0]
    if column.whole.kind in (CellKind.COUNT, CellKind.SILENT):
        attacker.sees(time, centres, STEPS, column.whole.n or 0)
    rows = [row for row in shown.report.grid.rows if row.is_centre]
    for centre, row in zip(centres, rows, strict=True):
        if row.cells[0].kind in (CellKind.COUNT, CellKind.SILENT):
            attacker.sees(time, [centre], STEPS, row.cells[0].n or 0)
    show_answers(attacker, time, shown, centres)


def show_answers(attacker: Attacker, time: int, shown: Wave, centres: list[int]) -> None:
    """Every count of the sensitive question."""
    found = (one for group in shown.report.groups for one in group.questions if one.key == "enough")
    for report in found:
        for step, line in zip(STEPS, report.lines[-3:], strict=False):
            if line.share.x is not None:
                attacker.sees(time, centres, (step,), line.share.x)


def reports(dice: random.Random, whole: Wave) -> Iterator[Wave]:
    """The report of the round, and those of some of its centres, in any order."""
    centres = [one.id for one in whole.counts.centres if dice.random() < 0.8]
    found = [whole, *(narrowed(whole, one) for one in centres)]
    dice.shuffle(found)
    yield from found


def narrowed(whole: Wave, centre_id: int, edition: Edition | None = None) -> Wave:
    """The round as one of its centres is told of it."""
    hidden = hidden_at(whole.counts, whole.report, centre_id)
    counts = at_centre(whole.counts, hidden, centre_id)
    editions = {1: edition or told_at_centres(whole.counts, whole.edition, K)}
    report = round_report(counts, editions, K, "en", TODAY, None, hidden)
    return Wave(counts, editions, report)


def merged(waves: list[Wave]) -> Wave:
    counts, editions = merged_counts(waves), {1: merged_edition(waves)}
    return Wave(counts, editions, round_report(counts, editions, K, "en", TODAY))


def told(counts: RoundCounts) -> Released:
    return Released(TODAY - timedelta(days=1), counts.replies, counts.said, counts.sizes)


def as_told(before: Wave, now: Wave) -> Wave | None:
    """The wave as it may be told now, where enough has come since."""
    sensitive = [one.key for one in ASKED.asked() if one.sensitive]
    return now if may_replace(told(before.counts), now.counts, sensitive, K) else None


def sequence(dice: random.Random) -> tuple[Attacker, dict[tuple[int, int, str], int]]:
    """One history: rounds at once in different places, centres, the whole, and later batches."""
    truth = truth_of(dice)
    attacker, cells = Attacker(), {(0, *key): n for key, n in truth.items()}
    cut = dice.choice([2, 4, 4])
    parts = [CENTRES[:cut], CENTRES[cut:]] if cut < len(CENTRES) else [CENTRES]
    waves = [asked_at(truth, places, i + 1) for i, places in enumerate(parts)]
    for one in waves:
        for shown in reports(dice, one):
            show(attacker, 0, shown)
    if len(waves) > 1:
        show_merged(attacker, 0, waves)
    later = {key: n + dice.choice([0, 0, 1, 2, 6, -1]) for key, n in truth.items()}
    later = {key: max(0, n) for key, n in later.items()}
    for one, places in zip(waves, parts, strict=True):
        now = as_told(one, asked_at(later, places, one.counts.id))
        if now:
            for place in places:
                cells |= {(1, place.id, s): later[place.id, s] - truth[place.id, s] for s in STEPS}
            show_later(attacker, now, dice)
    return attacker, cells


def show_merged(attacker: Attacker, time: int, waves: list[Wave]) -> None:
    """Of the merged wave only places that it holds stand in its sums."""
    whole = merged(waves)
    heard = {row.centre_id for row in whole.counts.replies}
    kept = [one for one in whole.counts.centres if one.id in heard]
    column = whole.report.grid.columns[0]
    if column.whole.kind is CellKind.COUNT:
        attacker.sees(time, [one.id for one in kept], STEPS, column.whole.n or 0)
    show_answers(attacker, time, whole, [one.id for one in kept])


def show_later(attacker: Attacker, now: Wave, dice: random.Random) -> None:
    """The reports told anew: the sums of what was, and of what has come since."""
    seen = Attacker()
    for shown in reports(dice, now):
        show(seen, 0, shown)
    for sum_, value in seen.sums:
        both = sum_ | {(1, centre, answer) for _, centre, answer in sum_}
        attacker.sums.append((both, value))


@pytest.mark.parametrize("part", range(4))
def test_nothing_of_one_to_k_less_one_follows_from_all_that_was_told(part: int) -> None:
    for number in range(part, SEQUENCES, 4):
        attacker, cells = sequence(random.Random(number))
        if attacker.sums:
            assert attacker.knows(list(cells), cells) == [], f"sequence {number}"


def test_of_the_test_an_attacker_finds_what_is_told_without_the_rules() -> None:
    """A small centre beside a large one, with the whole and the large one told."""
    truth = {
        (1, "yes"): 10,
        (1, "some"): 9,
        (1, "no"): 8,
        (2, "yes"): 6,
        (2, "some"): 5,
        (2, "no"): 2,
    }
    attacker = Attacker()
    for step in STEPS:
        attacker.sees(0, [1, 2], (step,), truth[1, step] + truth[2, step])
        attacker.sees(0, [1], (step,), truth[1, step])
    cells = {(0, *key): n for key, n in truth.items()}
    assert attacker.knows(list(cells), cells) == [2]


def test_of_the_test_a_centre_told_by_its_own_numbers_alone_gives_another_away() -> None:
    """Without the look at all centres together, the same attacker gets through."""
    truth = {
        (1, "yes"): 10,
        (1, "some"): 9,
        (1, "no"): 8,
        (2, "yes"): 6,
        (2, "some"): 5,
        (2, "no"): 2,
    }
    whole = asked_at(truth, CENTRES[:2])
    attacker = Attacker()
    show(attacker, 0, whole)
    shown = {True: Edition(1, ASKED), False: told_at_centres(whole.counts, whole.edition, K)}
    found = {}
    for careless, edition in shown.items():
        one = Attacker()
        one.sums = list(attacker.sums)
        show(one, 0, narrowed(whole, 1, edition))
        cells = {(0, *key): n for key, n in truth.items()}
        found[careless] = one.knows(list(cells), cells)
    assert found == {True: [2], False: []}
