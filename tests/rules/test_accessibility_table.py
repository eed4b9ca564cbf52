"""docs/accessibility.md: every point has a row, and every test it names is one of ours."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POINTS = {"K": 41, "S": 4, "V": 4, "Q": 5}
ROW = re.compile(r"^\| ([KSVQ]\d+) \|.*\| (.*) \|$", re.MULTILINE)


def rows() -> dict[str, str]:
    """What proves each point."""
    return dict(ROW.findall((ROOT / "docs" / "accessibility.md").read_text()))


def test_every_point_has_a_row() -> None:
    wanted = {f"{letter}{n + 1}" for letter, last in POINTS.items() for n in range(last)}
    assert rows().keys() == wanted


def test_every_test_that_is_named_is_there() -> None:
    ours = "\n".join(file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
    named = {name for proof in rows().values() for name in re.findall(r"`(test_\w+)`", proof)}
    assert len(named) > 40
    assert [name for name in sorted(named) if f"def {name}(" not in ours] == []


def test_every_point_is_proved_by_a_test_or_by_hand() -> None:
    unproved = [point for point, proof in rows().items() if not re.search("`test_|by hand", proof)]
    assert unproved == []
