"""Has what a voice asks for moved: two waves held against each other and against chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from admin.report.difference import fisher, holm
from admin.report.drift import Drift, js_drift
from admin.report.involvement.material import Material
from admin.report.involvement.picks import picked_in
from admin.report.involvement.series import Point, Series, newest_of
from admin.report.numbers import PERCENT_FROM
from survey.needs import NEED
from survey.questionnaire.kinds.pick import Pick

SURE_BELOW = 0.05


@dataclass(frozen=True)
class Moved:
    """What a voice picked in two waves. `drift` is None where too few answered or they must not be
    compared; `p` is adjusted for the family; `needs` are those that moved and by how much (0-1);
    `preliminary` until two waves in a row point the same way.
    """

    series: Series
    before: Point
    after: Point
    agreed: bool
    drift: Drift | None
    p: float = 1.0
    needs: Mapping[str, float] | None = None
    preliminary: bool = True

    @property
    def is_sure(self) -> bool:
        """True when chance hardly gives it."""
        return self.drift is not None and self.p < SURE_BELOW


def moved(material: Material) -> list[Moved]:
    """Each voice's newest picks against the wave before, and against that of the agreement."""
    found = [one for series in newest_of(material, NEED) for one in _held(material, series)]
    tested = [one.drift.p for one in found if one.drift]
    adjusted = iter(holm(tested))
    return [_followed(replace(one, p=next(adjusted))) if one.drift else one for one in found]


def against_before(series: Series) -> Drift | None:
    """The newest picks against the wave before; None where it cannot be told."""
    before = series.points[-2] if len(series.points) > 1 else None
    return _drift(series, before, series.newest) if before else None


def _held(material: Material, series: Series) -> Iterator[Moved]:
    if len(series.points) < 2:
        return
    newest, before = series.newest, series.points[-2]
    agreed = _agreed_at(material, series)
    yield Moved(series, before, newest, agreed is before, _drift(series, before, newest))
    if agreed is not None and agreed not in (before, newest):
        yield Moved(series, agreed, newest, True, _drift(series, agreed, newest))


def _agreed_at(material: Material, series: Series) -> Point | None:
    """The last wave that had closed when the need was agreed."""
    day = material.need.agreed_on
    if day is None:
        return None
    until = [point for point in series.points if point.wave.report.closes_on <= day]
    return until[-1] if until else None


def _drift(series: Series, before: Point, after: Point) -> Drift | None:
    comparable = series.since_break()
    asked = after.asked
    if before not in comparable or not isinstance(asked, Pick):
        return None
    if not all(_open(point) for point in (before, after)):
        return None
    waves = [picked_in(point).people() for point in (before, after)]
    return js_drift(waves[0], waves[1], [one.key for one in asked.choosable()])


def _open(point: Point) -> bool:
    report = point.report
    enough = (report.base or 0) >= PERCENT_FROM
    return enough and report.is_open and bool(report.lines) and not point.asked.sensitive


def _followed(one: Moved) -> Moved:
    if not one.is_sure:
        return one
    needs = _needs(one.before, one.after)
    return replace(one, needs=needs, preliminary=not _seen_before(one, needs))


def _needs(before: Point, after: Point) -> dict[str, float]:
    """The needs that moved by themselves, and how far: shares of people, after less before."""
    then, now = picked_in(before), picked_in(after)
    keys = [one.key for one in after.asked.choosable()] if isinstance(after.asked, Pick) else []
    counts = {key: (now.any_of([key]), then.any_of([key])) for key in keys}
    p = holm([fisher(a, now.n, b, then.n).p for a, b in counts.values()])
    return {
        key: a / now.n - b / then.n
        for (key, (a, b)), one in zip(counts.items(), p, strict=True)
        if one < SURE_BELOW
    }


def _seen_before(one: Moved, needs: Mapping[str, float]) -> bool:
    """True when the wave before the newest already pointed the same way."""
    between = one.series.points[-2]
    if between is one.before or not needs:
        return False
    earlier = _drift(one.series, one.before, between)
    if earlier is None or earlier.p >= SURE_BELOW:
        return False
    then = _needs(one.before, between)
    return any(then.get(key, 0) * far > 0 for key, far in needs.items())
