"""Two voices beside each other: a filled circle and an open diamond on one row."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.charts.lettering import lines_of
from admin.report.charts.paper import (
    DEEP,
    GREY,
    LEADING,
    QUIET,
    WHITE,
    WIDTH,
    Drawn,
    Rule,
    Spot,
    Words,
)
from admin.report.charts.scale import along, numbers, quarters
from admin.report.involvement.model import Pair, Pairs

MARK, GAP, ABOVE = 16.0, 8.0, 12.0


def drawn_pairs(chart: Pairs) -> tuple[list[Drawn], float]:
    """What to draw, and how high it is."""
    names = list(_names(chart))
    y = sum(LEADING for one in names if isinstance(one, Words)) + ABOVE
    rows: list[Drawn] = []
    behind: list[Drawn] = []
    for pair in chart.pairs:
        for line in lines_of(pair.label, WIDTH - 80):
            rows.append(Words(0, y + LEADING / 2, line))
            y += LEADING
        rows.append(Words(WIDTH, y - LEADING / 2, _numbers(pair), "right", QUIET))
        behind += quarters(y, y + MARK)
        rows += _marks(pair, y + MARK / 2)
        y += MARK + GAP
    return [*names, *behind, *rows, *numbers(y + LEADING / 2)], y + LEADING


def _names(chart: Pairs) -> Iterator[Drawn]:
    y = LEADING / 2
    for name, spot in ((chart.one, _one), (chart.other, _other)):
        yield spot(8, y)
        for line in lines_of(name, WIDTH - 22):
            yield Words(22, y, line)
            y += LEADING


def _one(x: float, y: float) -> Spot:
    return Spot(x, y, area=110)


def _other(x: float, y: float) -> Spot:
    return Spot(x, y, "diamond", 130, WHITE, DEEP, 2)


def _numbers(pair: Pair) -> str:
    told = [f"{one} %" if one is not None else "–" for one in (pair.one, pair.other)]
    return " / ".join(told)


def _marks(pair: Pair, y: float) -> Iterator[Drawn]:
    if pair.one is not None and pair.other is not None:
        yield Rule(along(pair.one), y, along(pair.other), y, GREY, 2)
    if pair.one is not None:
        yield _one(along(pair.one), y)
    if pair.other is not None:
        yield _other(along(pair.other), y)
