"""What of a report's material must be talked about: the flags that become questions of the agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from admin.report.involvement.flags import Flag, FlagKind
from admin.report.involvement.material import Material
from admin.report.involvement.sections.barriers import BARRIER, top_barrier, wanted_to_come
from admin.report.involvement.sections.change import residents_drifted
from admin.report.involvement.sections.heard import newest, silent_places
from admin.report.involvement.sections.need import residents_match
from admin.report.involvement.sections.satisfaction import residents_trend
from admin.report.involvement.sections.short import residents_are_heard
from admin.report.involvement.sections.views import gaps
from admin.report.involvement.sections.words import waits_to_be_read
from admin.report.involvement.series import series_of
from admin.report.involvement.tell import Teller
from admin.report.involvement.welcome_watch import watched
from admin.report.needs import NeedVerdict
from survey.due import said_in
from survey.initiative_dates import funding_end

Raise = Callable[[Material], Iterator[Flag]]
NEED_FLAGS = {
    NeedVerdict.NO_LONGER: FlagKind.NEED_GONE,
    NeedVerdict.CANNOT_TELL: FlagKind.NEED_UNSURE,
}

TALKED_OF_WITHIN = 9
"""Months before the money runs out from which on it is on every agenda."""


def raised(material: Material) -> Iterator[Flag]:
    """Everything that is raised."""
    for check in CHECKS:
        yield from check(material)


def _residents(material: Material) -> Iterator[Flag]:
    if not residents_are_heard(material):
        yield Flag(FlagKind.RESIDENTS_NOT_HEARD)


def _silent(material: Material) -> Iterator[Flag]:
    places = dict.fromkeys(
        place for wave in newest(material) for place in silent_places(wave.report.grid)
    )
    if places:
        yield Flag(FlagKind.SILENT, {"places": "; ".join(places)})


def _need(material: Material) -> Iterator[Flag]:
    found = residents_match(material)
    verdict = found.verdict if found else None
    if verdict in NEED_FLAGS:
        yield Flag(NEED_FLAGS[verdict])


def _stale(material: Material) -> Iterator[Flag]:
    if material.waves:
        last = max(wave.report.closes_on for wave in material.waves)
        if material.is_stale(last):
            yield Flag(FlagKind.STALE, {"day": Teller(material).day(last)})


def _late(material: Material) -> Iterator[Flag]:
    for action in material.actions:
        due_on = action.promise.due_on
        if due_on and action.is_late(material.today):
            promise = said_in(action.promise.promised, material.language)
            values = {"promise": promise, "day": Teller(material).day(due_on)}
            yield Flag(FlagKind.LATE, values)


def _money(material: Material) -> Iterator[Flag]:
    ends_on = material.funding_ends_on
    if ends_on is None or material.about.kind != "initiative":
        return
    end = funding_end(ends_on, material.today)
    if end and end.within is not None and end.within <= TALKED_OF_WITHIN:
        yield Flag(FlagKind.MONEY_ENDS, {"day": Teller(material).day(ends_on)})


def _welcome(material: Material) -> Iterator[Flag]:
    for one in watched(material.welcomes, material.k):
        yield Flag(FlagKind.WELCOME_FELL, {"partner": one.partner, "centre": one.centre})


def _fell(material: Material) -> Iterator[Flag]:
    trend = residents_trend(material)
    if trend and trend.side < 0:
        yield Flag(FlagKind.FELL, {"question": trend.series.newest.report.text})


def _drifted(material: Material) -> Iterator[Flag]:
    if residents_drifted(material):
        yield Flag(FlagKind.DRIFTED)


def _views(material: Material) -> Iterator[Flag]:
    for one in gaps(material):
        if one.gap.is_sure:
            yield Flag(FlagKind.VIEWS_APART, {"question": one.question.text})


def _barrier(material: Material) -> Iterator[Flag]:
    for one in series_of(material, BARRIER):
        first = top_barrier(material, one.newest)
        if first and wanted_to_come(one.newest):
            yield Flag(FlagKind.BARRIER, {"barrier": first})


def _unread(material: Material) -> Iterator[Flag]:
    if waits_to_be_read(material):
        yield Flag(FlagKind.UNREAD)


CHECKS: tuple[Raise, ...] = (
    _residents,
    _silent,
    _need,
    _money,
    _welcome,
    _fell,
    _drifted,
    _stale,
    _late,
    _views,
    _barrier,
    _unread,
)
