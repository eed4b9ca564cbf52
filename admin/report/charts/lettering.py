"""How wide words are, so that they can be broken into lines and kept apart."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from admin.printing.fonts import FOLDER
from admin.report.charts.paper import SIZE


@cache
def _letters() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / "lydhoer-latin-400.ttf", SIZE)


def width_of(text: str) -> float:
    """Pixels."""
    return float(_letters().getlength(text))


def lines_of(text: str, widest: float) -> list[str]:
    """The text in lines no wider than that; a word that is wider by itself stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def apart(wanted: list[float], least: float, lowest: float) -> list[float]:
    """Places in ascending order near those wanted, each at least so far below the one before it, and
    none below `lowest` as far as there is room.
    """
    placed: list[float] = []
    for one in wanted:
        placed.append(max(one, placed[-1] + least) if placed else one)
    floor = lowest
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], floor)
        floor = placed[i] - least
    return placed
