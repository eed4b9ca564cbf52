"""Charts as SVG: small, readable in grey, the same on the page and on paper.

`chart_svg` is a plain function: the same chart gives the same bytes. What draws runs in a process
of its own: it takes some 130 MB, which are given back when the drawing is over.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from admin.report.charts.drawer import Drawer

if TYPE_CHECKING:
    from admin.report.involvement.model import Chart

DRAWN = 2
"""Counted up when the same chart is drawn otherwise than before."""


def chart_digest(chart: Chart, language: str = "da") -> str:
    """What a drawn chart is known by: its content, its language and how charts are drawn."""
    told = f"{DRAWN}|{language}|{chart.model_dump_json()}"
    return hashlib.sha256(told.encode()).hexdigest()


def chart_svg(chart: Chart, language: str = "da") -> str:
    """The chart as SVG of nothing but shapes and words, to be put into a page or a typeset sheet.

    It is hidden from screen readers: the figure's `alternative` stands beside it. Days are written
    in `language`.
    """
    from admin.report.charts.draw import specification  # noqa: PLC0415 # see above
    from admin.report.charts.tidy import tidy  # noqa: PLC0415

    return tidy(_DRAWER.draw(specification(chart, language)))


def end_drawing() -> None:
    """Give back what drawing took; the next chart takes it again."""
    _DRAWER.close()


_DRAWER = Drawer()
