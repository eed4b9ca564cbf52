"""Every formula gives the values worked out elsewhere, case by case.

`LYDHOER_GOLDEN` names another file of cases in the same form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from admin.report.disclosure import Band
from admin.report.statistics import FUNCTIONS

OURS = Path(__file__).parents[1] / "data" / "golden-statistics.json"


def cases_in(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cases"]
    return cases


CASES = cases_in(Path(os.environ.get("LYDHOER_GOLDEN") or OURS))

NOTES = frozenset({"basis", "index", "label", "note"})
"""What a case says to its reader rather than to the function."""

UNORDERED = frozenset({"primary", "secondary", "hidden_row_totals", "hidden_col_totals"})
"""What is hidden is a set; in which order it is listed means nothing."""


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c['id']}-{c['fn']}") for c in CASES])
def test_golden_value(case: dict[str, Any]) -> None:
    asked = {name: value for name, value in case["input"].items() if name not in NOTES}
    got = plain(FUNCTIONS[case["fn"]](**asked))
    wrong = list(differences(case["expected"], got, case["tol"]))
    assert wrong == []


def test_every_formula_is_there_under_its_name() -> None:
    assert {case["fn"] for case in CASES} <= FUNCTIONS.keys()


def test_every_function_done_has_a_case() -> None:
    assert {case["fn"] for case in cases_in(OURS)} >= FUNCTIONS.keys()


def plain(value: Any) -> Any:
    """A result as JSON would hold it."""
    if isinstance(value, Band):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def differences(expected: Any, got: Any, tol: float, at: str = "") -> list[str]:
    """Where the result is not what was expected; more than was expected is no difference."""
    if isinstance(expected, dict):
        wrong = [f"{at}.{key} is missing" for key in expected if key not in got]
        pairs = [(f"{at}.{key}", expected[key], got[key]) for key in expected if key in got]
        return wrong + [w for where, e, g in pairs for w in differences(e, g, tol, where)]
    if isinstance(expected, list):
        return list_differences(expected, got, tol, at)
    same = (
        got == pytest.approx(expected, rel=0, abs=tol)
        if is_number(expected) and is_number(got)
        else got == expected and isinstance(got, bool) == isinstance(expected, bool)
    )
    return [] if same else [f"{at}: {got!r}, not {expected!r}"]


def list_differences(expected: list[Any], got: Any, tol: float, at: str) -> list[str]:
    if not isinstance(got, list) or len(got) != len(expected):
        return [f"{at}: {got!r}, not {expected!r}"]
    if at.lstrip(".") in UNORDERED:
        expected, got = sorted(expected), sorted(got)
    pairs = enumerate(zip(expected, got, strict=True))
    return [w for i, (e, g) in pairs for w in differences(e, g, tol, f"{at}[{i}]")]


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
