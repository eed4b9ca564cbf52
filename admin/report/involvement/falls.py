"""Whether anything has confirmedly gone down, for those who decide."""

from __future__ import annotations

from datetime import date

from admin.report.involvement.curve import FROZEN_AT
from admin.report.involvement.material import Material
from admin.report.involvement.sections.satisfaction import residents_trend


def confirmed_falls(material: Material) -> tuple[date, ...] | None:
    """The day of a fall that the newest round confirms; None while it is too early to confirm any."""
    trend = residents_trend(material)
    if trend is None or len(trend.told) <= FROZEN_AT:
        return None
    return (trend.series.newest.wave.report.closes_on,) if trend.side < 0 else ()
