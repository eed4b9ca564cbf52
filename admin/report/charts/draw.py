"""Which kind of chart is drawn by what."""

from __future__ import annotations

from typing import Any, assert_never

from admin.report.charts import paper
from admin.report.charts.curve import drawn_curve
from admin.report.charts.dots import drawn_dots
from admin.report.charts.pairs import drawn_pairs
from admin.report.charts.slopes import drawn_slopes
from admin.report.charts.stacked import drawn_stacked
from admin.report.involvement.model import Chart, Curve, Dots, Pairs, Slopes, Stacked


def specification(chart: Chart, language: str) -> dict[str, Any]:
    """The chart as Vega-Lite has it."""
    return paper.chart(*_drawn(chart, language))


def _drawn(chart: Chart, language: str) -> tuple[list[paper.Drawn], float]:
    match chart:
        case Dots():
            return drawn_dots(chart)
        case Stacked():
            return drawn_stacked(chart)
        case Curve():
            return drawn_curve(chart, language)
        case Slopes():
            return drawn_slopes(chart)
        case Pairs():
            return drawn_pairs(chart)
        case _:
            assert_never(chart)
