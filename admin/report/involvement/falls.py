"""Which curves confirm a change, over everything residents are asked again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from admin.report.cautions import RESIDENT
from admin.report.involvement.curve import FROZEN_AT, Change, trend
from admin.report.involvement.material import Material
from admin.report.involvement.series import Series, newest_of

FOLLOWED = ("satisfaction", "helped", "need_still_right", "acquaintance", "took_part")
"""Measures of which more is better, so that fewer top answers are a fall."""


@dataclass(frozen=True)
class Confirmed:
    """A series whose curve confirms a change."""

    series: Series
    change: Change


def confirmed(material: Material) -> list[Confirmed]:
    """All confirmed changes of what residents themselves say."""
    found = ((one, trend(one).change) for one in _followed(material))
    return [Confirmed(series, change) for series, change in found if change]


def confirmed_falls(material: Material) -> tuple[date, ...] | None:
    """The days of confirmed falls; None while there are too few waves to confirm any."""
    if not any(trend(one).waves > FROZEN_AT for one in _followed(material)):
        return None
    falls = (one.change.since for one in confirmed(material) if not one.change.upwards)
    return tuple(sorted(set(falls)))


def _followed(material: Material) -> Iterator[Series]:
    for measure in FOLLOWED:
        for series in newest_of(material, measure):
            if series.speaker == RESIDENT:
                yield series
