"""How the answers fall: a bar a row, each part with its number, the first bar's parts named below.

Parts beside each other differ in lightness, five from dark to light, with a white line between: they
are told apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from admin.report.charts.lettering import lines_of, width_of
from admin.report.charts.paper import INK, LEADING, QUIET, WHITE, WIDTH, Box, Drawn, Words
from admin.report.involvement.model import Bar, Stacked

HIGH, GAP, SQUARE = 26.0, 10.0, 12.0
RAMPS: dict[int, tuple[str, ...]] = {
    1: ("#0b4753",),
    2: ("#0b4753", "#b9cfd1"),
    3: ("#0b4753", "#6d9aa1", "#dbe6e7"),
    4: ("#0b4753", "#4a7f88", "#9dbcc1", "#e4eced"),
}
MANY = (
    "#0b4753",
    "#33707a",
    "#6d9aa1",
    "#a5c2c6",
    "#d3e1e3",
    "#a08f70",
    "#efe7d8",
    "#b3aa98",
)
LIGHT_ON = frozenset({"#0b4753", "#33707a", "#4a7f88"})
"""Fills that take white numbers."""


def drawn_stacked(chart: Stacked) -> tuple[list[Drawn], float]:
    """What to draw, and how high it is."""
    fills = fills_for(len(chart.legend))
    y, drawn = 0.0, list[Drawn]()
    for bar in chart.bars:
        for line in lines_of(bar.label, WIDTH):
            drawn.append(Words(0, y + LEADING / 2, line))
            y += LEADING
        drawn += _bar(bar, fills, y + 2)
        y += HIGH + GAP
    drawn += _key(chart.legend, fills, y)
    return drawn, y + LEADING * sum(len(_lines(one)) for one in chart.legend)


def fills_for(parts: int) -> Sequence[str]:
    """A fill for each part, from dark to light; from the ninth on they begin anew."""
    ramp = RAMPS.get(parts, MANY)
    return [ramp[i % len(ramp)] for i in range(parts)]


def _bar(bar: Bar, fills: Sequence[str], y: float) -> Iterator[Drawn]:
    whole = sum(bar.parts) or 1
    x = 0.0
    for part, fill in zip(bar.parts, fills, strict=False):
        wide = WIDTH * part / whole
        if part:
            yield Box(x, y, x + wide, y + HIGH, fill)
        if wide > width_of(str(part)) + 6:
            yield Words(x + wide / 2, y + HIGH / 2, str(part), "center", _on(fill))
        x += wide


def _on(fill: str) -> str:
    return WHITE if fill in LIGHT_ON else INK


def _key(legend: Sequence[str], fills: Sequence[str], y: float) -> Iterator[Drawn]:
    for name, fill in zip(legend, fills, strict=True):
        lines = _lines(name)
        middle = y + LEADING / 2
        yield Box(0, middle - SQUARE / 2, SQUARE, middle + SQUARE / 2, fill, QUIET)
        for i, line in enumerate(lines):
            yield Words(SQUARE + 8, middle + i * LEADING, line)
        y += LEADING * len(lines)


def _lines(name: str) -> list[str]:
    return lines_of(name, WIDTH - SQUARE - 8) or [""]
