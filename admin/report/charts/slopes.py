"""Shares in two waves: a line each, its numbers and its name at its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from admin.report.charts.lettering import apart, lines_of
from admin.report.charts.paper import (
    DEEP,
    INK,
    LEADING,
    LINE,
    QUIET,
    WIDTH,
    Drawn,
    Rule,
    Spot,
    Words,
)
from admin.report.involvement.model import Slope, Slopes

LEFT, RIGHT = 34.0, 104.0
NAMES = RIGHT + 14
LEAST = 150.0


def drawn_slopes(chart: Slopes) -> tuple[list[Drawn], float]:
    """What to draw, and how high it is."""
    shown = [one for one in chart.slopes if (one.before, one.after) != (None, None)]
    said = {id(one): lines_of(_named(one), WIDTH - NAMES - 6) for one in shown}
    rows = sum(len(lines) for lines in said.values())
    head = list(_head(chart))
    top = LEADING * 3 + 8.0
    high = max(LEAST, LEADING * rows + 16)
    scale = _Scale(top, high, max((v for s in shown for v in (s.before, s.after) if v), default=1))
    drawn = [*head, *_posts(top, high), *_lines(shown, scale)]
    drawn += _befores(shown, scale)
    drawn += _afters(shown, said, scale)
    # The lowest name stands a little below the lowest line, and is as high as any.
    return drawn, top + high + LEADING + 4


class _Scale:
    def __init__(self, top: float, high: float, most: int) -> None:
        self.bottom, self.high, self.most = top + high, high, max(most, 1)

    def __call__(self, percent: int) -> float:
        return self.bottom - self.high * percent / self.most


def _named(one: Slope) -> str:
    number = f"{one.after} %" if one.after is not None else "–"
    return f"{number} {one.label}"


def _head(chart: Slopes) -> Iterator[Drawn]:
    for i, line in enumerate(lines_of(chart.before, RIGHT - 24)[:3]):
        yield Words(0, LEADING * (i + 0.5), line, colour=QUIET)
    for i, line in enumerate(lines_of(chart.after, WIDTH - RIGHT + 8)[:3]):
        yield Words(RIGHT - 8, LEADING * (i + 0.5), line, colour=QUIET)


def _posts(top: float, high: float) -> Iterator[Drawn]:
    for x in (LEFT, RIGHT):
        yield Rule(x, top, x, top + high, LINE)


def _lines(shown: Sequence[Slope], scale: _Scale) -> Iterator[Drawn]:
    for one in shown:
        if one.before is not None and one.after is not None:
            yield Rule(LEFT, scale(one.before), RIGHT, scale(one.after), DEEP, 2)
    for one in shown:
        for x, value in ((LEFT, one.before), (RIGHT, one.after)):
            if value is not None:
                yield Spot(x, scale(value), area=60)


def _befores(shown: Sequence[Slope], scale: _Scale) -> Iterator[Drawn]:
    values = sorted({one.before for one in shown if one.before is not None}, reverse=True)
    places = apart([scale(one) for one in values], LEADING - 3, scale.bottom)
    for value, y in zip(values, places, strict=True):
        yield Words(LEFT - 8, y, str(value), "right", INK)


def _afters(shown: Sequence[Slope], said: dict[int, list[str]], scale: _Scale) -> Iterator[Drawn]:
    ranked = sorted(shown, key=lambda one: -1 if one.after is None else one.after, reverse=True)
    rows = [(one, line, i) for one in ranked for i, line in enumerate(said[id(one)])]
    wanted = [scale(one.after or 0) + i * LEADING for one, _, i in rows]
    places = apart(wanted, LEADING, scale.bottom + 6)
    for (_, line, _i), y in zip(rows, places, strict=True):
        yield Words(NAMES, y, line)
