"""Shares in a column of rows: a dot on its interval, the words above it, a line at the floor."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.charts.lettering import lines_of, width_of
from admin.report.charts.paper import (
    DASHED,
    DEEP,
    INK,
    LEADING,
    QUIET,
    WIDTH,
    Drawn,
    Rule,
    Spot,
    Words,
)
from admin.report.charts.scale import LEFT, along, numbers, quarters
from admin.report.involvement.model import Dot, Dots

MARK, GAP = 14.0, 8.0
"""How high the row of a mark is, and the room below it."""


def drawn_dots(chart: Dots) -> tuple[list[Drawn], float]:
    """What to draw, and how high it is."""
    rows: list[Drawn] = []
    marks: list[tuple[float, float]] = []
    floor = lines_of(chart.floor_said, WIDTH - 16) if chart.floor is not None else []
    y = len(floor) * LEADING + (GAP if floor else 0)
    for dot in chart.dots:
        rows += _words(dot, y)
        y += LEADING * len(_label(dot))
        if is_marked(dot):
            rows += _mark(dot, y + MARK / 2)
            marks.append((y, y + MARK))
            y += MARK
        y += GAP
    behind = [one for between in marks for one in quarters(*between)]
    line = list(_floor(chart, floor, marks))
    scale = numbers(y + LEADING / 2) if marks else ()
    return [*behind, *line, *rows, *scale], y + LEADING


def is_marked(dot: Dot) -> bool:
    """True when more than words may be shown of it."""
    return dot.percent is not None or dot.low is not None


def _label(dot: Dot) -> list[str]:
    taken = width_of(dot.said) + 16 if dot.said else 0
    if width_of(dot.label) + taken <= WIDTH:
        return [dot.label]
    lines = lines_of(dot.label, WIDTH - 4)
    return lines if width_of(lines[-1]) + taken <= WIDTH else [*lines, ""]


def _words(dot: Dot, y: float) -> Iterator[Drawn]:
    lines = _label(dot)
    for i, line in enumerate(lines):
        yield Words(0, y + LEADING * (i + 0.5), line)
    last = y + LEADING * (len(lines) - 0.5)
    yield Words(WIDTH, last, dot.said, "right", QUIET)


def _mark(dot: Dot, y: float) -> Iterator[Drawn]:
    """A dot on its interval; the interval alone, with its ends, where it is too wide for a dot."""
    if dot.low is not None and dot.high is not None and dot.high > dot.low:
        yield Rule(
            along(dot.low), y, along(dot.high), y, DEEP, 3 if dot.percent is not None else 1.5
        )
    if dot.percent is not None:
        yield Spot(along(dot.percent), y, area=110)
        return
    for end in (dot.low, dot.high):
        if end is not None:
            yield Rule(along(end), y - 5, along(end), y + 5, DEEP, 1.5)


def _floor(chart: Dots, said: list[str], marks: list[tuple[float, float]]) -> Iterator[Drawn]:
    if chart.floor is None:
        return
    x = along(chart.floor)
    for i, line in enumerate(said):
        at_end = x + width_of(line) > WIDTH
        align, near = ("right", max(x, width_of(line))) if at_end else ("left", max(x, LEFT))
        yield Words(near, LEADING * (i + 0.5), line, align, INK, 700)
    for high, low in marks:
        yield Rule(x, high - 2, x, low + 2, INK, 2, DASHED)
