"""Charts as SVG: small, readable in grey, the same on the page and on paper.

`chart_svg` is a plain function: the same chart gives the same bytes. What draws is imported when the
first chart is drawn: it takes a process some 100 MB, and only the worker may grow by that.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from admin.printing.fonts import FOLDER

if TYPE_CHECKING:
    from admin.report.involvement.model import Chart

DRAWN = 1
"""Counted up when the same chart is drawn otherwise than before."""


def chart_digest(chart: Chart, language: str = "da") -> str:
    """What a drawn chart is known by: its content, its language and how charts are drawn."""
    told = f"{DRAWN}|{language}|{chart.model_dump_json()}"
    return hashlib.sha256(told.encode()).hexdigest()


def is_drawable(chart: Chart) -> bool:
    """False when all that may be shown is words: its table says as much."""
    from admin.report.involvement.model import Dots  # noqa: PLC0415 # a reader of reports has it

    if isinstance(chart, Dots):
        return any((one.percent, one.low) != (None, None) for one in chart.dots)
    return True


def chart_svg(chart: Chart, language: str = "da") -> str:
    """The chart as SVG of nothing but shapes and words, to be put into a page or a typeset sheet.

    It is hidden from screen readers: the figure's `alternative` stands beside it. Days are written
    in `language`.
    """
    from admin.report.charts.draw import specification  # noqa: PLC0415 # see above
    from admin.report.charts.tidy import tidy  # noqa: PLC0415

    drawn: str = _converter().vegalite_to_svg(specification(chart, language), allowed_base_urls=[])
    return tidy(drawn)


@cache
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 # see above

    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert
