"""docs/security.md: every point of the checklist has a row, and every test it names is one of ours."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POINTS = (
    "8.2.1/8.2.2, 8.4.1",
    "8.2.3, 15.3.3",
    "6.3.3, 6.5.1, 6.3.1, 6.2.12",
    "6.4.3",
    "7.2.4, 7.4.1, 7.4.2, 7.3.1, 7.4.5, 7.5.1",
    "3.3.1, 3.3.2–3.3.4, 3.4.1, 3.4.3–3.4.6",
    "3.5.1–3.5.3",
    "11.5.1",
    "2.3.3/2.3.4",
    "2.4.1, 15.3.4",
    "1.2.10",
    "1.5.1, 5.2.1–5.2.3",
    "1.3.6, 15.3.2",
    "1.2.4, 1.3.7, 1.5.2",
    "9.1.1/9.1.2, 11.3.3",
    "14.2.1, 14.3.2, 16.2.5, 16.4.1",
    "16.5.1/16.5.3, 13.4.2/13.4.5, 12.1.1",
)
PRIVACY = tuple(f"P{number}" for number in range(22, 32))
ROW = re.compile(r"^\| ([^|]+?) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
UNPROVED = ("not yet", "by hand", "other room")


def rows() -> dict[str, str]:
    """What shows each point."""
    return dict(ROW.findall((ROOT / "docs" / "security.md").read_text()))


def test_every_point_has_a_row() -> None:
    assert set(POINTS) | set(PRIVACY) <= rows().keys()


def test_every_test_that_is_named_is_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text()
    named = NAMED.findall(text)
    assert len(named) > 40
    gone = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or f"def {name}" not in (ROOT / file).read_text()
    ]
    assert gone == []


def test_every_point_is_shown_or_says_that_it_is_not() -> None:
    silent = [
        point
        for point, proof in rows().items()
        if point[0] in "P0123456789" and not NAMED.search(proof)
        if not any(word in proof for word in UNPROVED)
    ]
    assert silent == []
