"""The pictures of every screen: all shown, all told, and small enough to keep beside the code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "docs" / "screens"
LARGEST = 60_000
"""Bytes of one picture."""
ALL = 4_500_000
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def test_the_page_shows_every_picture_and_no_other() -> None:
    shown = [file for _, file in SHOWN.findall((SCREENS / "README.md").read_text())]
    assert sorted(shown) == sorted(path.name for path in SCREENS.glob("*.png"))
    assert len(shown) > 100


def test_every_picture_is_told_in_words_of_its_own() -> None:
    told = [alt for alt, _ in SHOWN.findall((SCREENS / "README.md").read_text())]
    assert all(len(alt) > 10 for alt in told)
    assert len(set(told)) == len(told)


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SCREENS.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= ALL


def test_the_projects_first_page_shows_pictures_that_are_there() -> None:
    shown = [file for _, file in SHOWN.findall((ROOT / "README.md").read_text())]
    assert len(shown) >= 3
    assert [file for file in shown if not (ROOT / file).exists()] == []
