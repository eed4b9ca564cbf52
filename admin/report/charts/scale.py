"""Percent as a place along the width, with its quarters drawn behind."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.charts.paper import LINE, QUIET, WIDTH, Drawn, Rule, Words

LEFT, RIGHT = 8.0, WIDTH - 20.0
QUARTERS = (0, 25, 50, 75, 100)


def along(percent: float) -> float:
    """Where a percent lies."""
    return LEFT + (RIGHT - LEFT) * percent / 100


def quarters(top: float, bottom: float) -> Iterator[Drawn]:
    """Thin lines at the quarters."""
    for one in QUARTERS:
        yield Rule(along(one), top, along(one), bottom, LINE)


def numbers(y: float) -> Iterator[Drawn]:
    """What the outer lines and the middle stand for."""
    yield Words(along(0), y, "0", "center", QUIET)
    yield Words(along(50), y, "50 %", "center", QUIET)
    yield Words(WIDTH, y, "100 %", "right", QUIET)
