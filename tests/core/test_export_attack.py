"""An attack on the tables: everything shown, taken together, must not give a hidden count away.

The attacker is given every number that is shown and knows how the questions hang together: who
can be asked what, and how a scale adds up. She looks for the lowest and the highest value that
each hidden count of 1 to k-1 can have. The tables hold when at least two whole numbers are left.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from admin.export.group_table import safe_lines
from admin.export.hide import Name
from admin.export.line import count_line
from admin.export.ties import SafeLine
from survey.questionnaire.model import Questionnaire
from survey.tally import cells_of
from tests.world import one_of_each_kind

K = 5
ASKED = ("enough", "again", "where")
SAID: dict[str, list[dict[str, Any]]] = {
    "enough": [
        *({"status": "answered", "value": v} for v in ("enough", "little", "none")),
        *({"status": "answered", "value": v, "format": "simple"} for v in ("yes", "no")),
    ],
    "again": [{"status": "answered", "value": v} for v in ("yes", "no")],
    "where": [{"status": "answered", "value": v} for v in ("garden", "lounge")],
}
UNSAID: list[dict[str, Any]] = [{"status": "dont_know"}, {"status": "skipped"}]
GONE = {"status": "not_reached"}

Person = tuple[tuple[tuple[str, str], ...], ...]
"""What one person did with each question of `ASKED`."""


def questionnaire(*, sensitive: bool) -> Questionnaire:
    """The usual one, cut down to what hangs together: a scale of two, and one asked after `yes`."""
    raw = one_of_each_kind().model_dump(mode="json")
    raw["questions"] = [q for q in raw["questions"] if q["key"] in ASKED]
    for question in raw["questions"]:
        question["sensitive"] = sensitive and question["key"] == "again"
        question["offer_not_relevant"] = False
    return Questionnaire.model_validate(raw)


def kinds_of_people() -> list[Person]:
    """Everything a person can have done; after the first question not reached none is."""
    return [tuple(tuple(sorted(a.items())) for a in said) for said in _ways()]


def _ways() -> Iterator[tuple[dict[str, Any], ...]]:
    for enough in [*SAID["enough"], *UNSAID, GONE]:
        for again in [*SAID["again"], *UNSAID, GONE]:
            if enough == GONE and again != GONE:
                continue
            for where in _where(again):
                yield enough, again, where


def _where(again: dict[str, Any]) -> list[dict[str, Any]]:
    if again == GONE:
        return [GONE]
    if again.get("value") != "yes":
        return [{"status": "not_relevant"}]
    return [*SAID["where"], *UNSAID, GONE]


def counted(person: Person, asked: Questionnaire) -> Counter[tuple[str, str, str]]:
    """What one person adds to the tally."""
    answers = {key: dict(said) for key, said in zip(ASKED, person, strict=True)}
    cells = cells_of(asked, answers, "finished", None, None)
    return Counter((one.question, one.status, one.answer) for one in cells)


def crowd(dice: random.Random, people: list[Person]) -> Counter[Person]:
    """A crowd with tastes of its own, most of whom do much the same."""
    liked = dice.sample(people, dice.randint(3, 12))
    weights = [dice.random() ** 3 for _ in liked]
    return Counter(dice.choices(liked, weights, k=dice.randint(K, 45)))


def counts_of(crowd: Mapping[Person, int], asked: Questionnaire) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for person, n in crowd.items():
        for cell in counted(person, asked):
            counts[cell] += n
    return counts


def stands_for(line: str, name: Name, person: Person, asked: Questionnaire) -> int:
    """1 when this person is counted under this name of this line."""
    said = counted(person, asked)
    key = line + ":simple" if name.simple else line
    if name.answer or name.status != "answered":
        return said[key, name.status, name.answer]
    return sum(n for (q, s, _), n in said.items() if (q, s) == (key, "answered"))


def found_out(
    lines: Mapping[str, SafeLine], crowd: Mapping[Person, int], asked: Questionnaire
) -> list[str]:
    """The hidden counts of 1 to k-1 for which the attacker is left with one value."""
    people = kinds_of_people()
    row = {
        (line, name): np.array([stands_for(line, name, p, asked) for p in people])
        for line, safe in lines.items()
        for name in safe.shown
    }
    known = [
        (row[line, n], c) for line, s in lines.items() for n, c in s.shown.items() if c is not None
    ]
    known.append((np.ones(len(people)), sum(crowd.values())))
    left, right = np.array([a for a, _ in known]), np.array([b for _, b in known])
    truth = np.array([crowd.get(p, 0) for p in people])
    # Nobody is never hidden in a line of its own right, so what is hidden there is one at least.
    at_least_one = [
        row[line, name]
        for line, safe in lines.items()
        for name, count in safe.shown.items()
        if count is None and _never_zero(line, name, safe, asked)
    ]
    hidden = [
        at for at, r in row.items() if lines[at[0]].shown[at[1]] is None and 0 < r @ truth < K
    ]
    rules = {"A_eq": left, "b_eq": right}
    if at_least_one:
        rules |= {"A_ub": -np.array(at_least_one), "b_ub": -np.ones(len(at_least_one))}
    return [f"{line} {name}" for line, name in hidden if _pinned(row[line, name], rules)]


def _never_zero(line: str, name: Name, safe: SafeLine, asked: Questionnaire) -> bool:
    question = asked.find(line)
    subtotal = name.status == "answered" and not name.answer
    whole = all(count is None for count in safe.shown.values())
    return bool(question and not question.sensitive and not subtotal and not whole)


def _pinned(wanted: Any, rules: dict[str, Any]) -> bool:
    low = linprog(wanted, method="highs", **rules)
    high = linprog(-wanted, method="highs", **rules)
    assert low.success
    assert high.success
    return bool(math.floor(-high.fun + 1e-6) <= math.ceil(low.fun - 1e-6))


def attacked(sensitive: bool, seed: int, crowds: int) -> list[str]:
    dice, asked = random.Random(seed), questionnaire(sensitive=sensitive)
    people, found = kinds_of_people(), []
    for _ in range(crowds):
        some = crowd(dice, people)
        lines = dict(safe_lines(asked, counts_of(some, asked), K))
        found += found_out({k: v for k, v in lines.items() if "response" not in k}, some, asked)
    return found


@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_no_hidden_count_can_be_worked_out(sensitive: bool, seed: int) -> None:
    assert attacked(sensitive, seed, 30) == []


def test_the_attack_finds_what_a_careless_table_gives_away() -> None:
    """Small counts alone are hidden here, and nothing that covers them."""
    dice, asked = random.Random(0), questionnaire(sensitive=False)
    crowds = [crowd(dice, kinds_of_people()) for _ in range(10)]
    assert any(found_out(careless(some, asked), some, asked) for some in crowds)


def careless(some: Mapping[Person, int], asked: Questionnaire) -> dict[str, SafeLine]:
    counts, lines = counts_of(some, asked), {}
    for question in asked.asked():
        line = count_line(question, counts)
        cells = {**line.answers, **line.simple, **line.others}
        lines[question.key] = SafeLine({n: None if 0 < c < K else c for n, c in cells.items()})
    return lines
