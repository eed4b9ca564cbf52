"""A share over waves: its points in order, the usual around them, and what was done on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from babel.dates import format_date

from admin.report.charts.lettering import width_of
from admin.report.charts.paper import (
    DASHED,
    DEEP,
    GREY,
    INK,
    LEADING,
    LINE,
    PALE,
    QUIET,
    WHITE,
    WIDTH,
    Box,
    Drawn,
    Rule,
    Spot,
    Words,
)
from admin.report.involvement.model import Curve, Mark, Reading

LEFT, RIGHT = 36.0, WIDTH - 40.0
TOP, HIGH = 26.0, 140.0
BOTTOM = TOP + HIGH
HEIGHT = BOTTOM + LEADING + 10
DOTTED = (2.0, 3.0)


def drawn_curve(chart: Curve, language: str) -> tuple[list[Drawn], float]:
    """What to draw, and how high it is. Days are in that language."""
    if not chart.readings:
        return [], HEIGHT
    across = _Across(chart)
    drawn = [
        *_usual(chart),
        *_frame(),
        *_events(chart, across),
        *_line(chart.readings, across),
        *_points(chart.readings, across),
        *_ends(chart.readings, across, language),
    ]
    return drawn, HEIGHT


class _Across:
    """Days as places along the width."""

    def __init__(self, chart: Curve) -> None:
        days = [*(one.day for one in chart.readings), *(one.day for one in chart.events)]
        self.first, self.span = min(days), max((max(days) - min(days)).days, 1)
        self.alone = min(days) == max(days)

    def __call__(self, day: date) -> float:
        part = 0.5 if self.alone else (day - self.first).days / self.span
        return LEFT + 8 + (RIGHT - LEFT - 16) * part


def _up(percent: float) -> float:
    return BOTTOM - HIGH * percent / 100


def _frame() -> Iterator[Drawn]:
    for one in (0, 50, 100):
        yield Rule(LEFT, _up(one), RIGHT, _up(one), LINE)
        yield Words(LEFT - 6, _up(one), str(one), "right", QUIET)


def _usual(chart: Curve) -> Iterator[Drawn]:
    if chart.low is None or chart.high is None:
        return
    dash = DASHED if chart.provisional else (1.0, 0.0)
    if not chart.provisional:
        yield Box(LEFT, _up(chart.high), RIGHT, _up(chart.low), "#eef3f3", WHITE)
    for limit in (chart.low, chart.high):
        yield Rule(LEFT, _up(limit), RIGHT, _up(limit), QUIET, 1, dash)
    if chart.mean is not None:
        yield Rule(LEFT, _up(chart.mean), RIGHT, _up(chart.mean), PALE, 2)
    for limit, off in ((chart.low, 8), (chart.high, -8)):
        y = min(max(_up(limit), TOP + 4), BOTTOM - 4) + (
            off if abs(chart.high - chart.low) < 14 else 0
        )
        yield Words(RIGHT + 6, y, f"{limit:.0f}", colour=QUIET)


def _events(chart: Curve, across: _Across) -> Iterator[Drawn]:
    taken = -20.0
    for number, event in enumerate(sorted(chart.events, key=lambda one: one.day), start=1):
        x = across(event.day)
        yield Rule(x, TOP - 6, x, BOTTOM, INK, 1, DOTTED)
        taken = max(x, taken + width_of(str(number)) + 7)
        yield Words(taken, TOP - 14, str(number), "center", INK, 700)


def _line(readings: Sequence[Reading], across: _Across) -> Iterator[Drawn]:
    """A piece between neighbours that may be compared; where they may not, two strokes."""
    told = [one for one in readings if one.percent is not None]
    for before, after in pairwise(told):
        x, x2 = across(before.day), across(after.day)
        if any(one.breaks for one in readings if before.day < one.day <= after.day):
            middle = (x + x2) / 2
            for off in (-2.5, 2.5):
                yield Rule(middle + off - 2, BOTTOM + 5, middle + off + 2, BOTTOM - 9, INK, 1.5)
        else:
            yield Rule(x, _up(before.percent or 0), x2, _up(after.percent or 0), DEEP, 2)


SPOTS = {
    Mark.PLAIN: {"area": 50.0},
    Mark.LOOK: {"area": 150.0, "fill": WHITE, "edge": GREY, "width": 3.0},
    Mark.CONFIRMED: {"area": 220.0, "fill": INK, "edge": INK, "shape": "diamond"},
}


def _points(readings: Sequence[Reading], across: _Across) -> Iterator[Drawn]:
    for one in readings:
        if one.percent is not None:
            yield Spot(across(one.day), _up(one.percent), **SPOTS[one.mark])  # type: ignore[arg-type]


def _ends(readings: Sequence[Reading], across: _Across, language: str) -> Iterator[Drawn]:
    told = [one for one in readings if one.percent is not None]
    for one in told[-1:]:
        y = _up(one.percent or 0) - 16
        yield Words(across(one.day), max(y, TOP - 8), f"{one.percent} %", "center", INK, 700)
    y = BOTTOM + LEADING / 2 + 6
    yield Words(LEFT, y, _month(readings[0].day, language), colour=QUIET)
    if len(readings) > 1:
        yield Words(RIGHT + 36, y, _month(readings[-1].day, language), "right", QUIET)


def _month(day: date, language: str) -> str:
    return str(format_date(day, "MMM y", locale=language))
