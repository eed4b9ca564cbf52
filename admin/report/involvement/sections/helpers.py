"""Volunteers, staff and partners: felt expected and welcome, informed, with time, wanting to go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from admin.report.grid import CellKind
from admin.report.involvement.material import Material
from admin.report.involvement.model import Bar, Figure, Section, SectionKey, Stacked, Table
from admin.report.involvement.sections.heard import newest
from admin.report.involvement.series import Point, series_of
from admin.report.involvement.tell import ANSWER, HOW_MANY, HOW_SURE, SHARE, Teller, section
from admin.report.involvement.welcome_watch import Warned, Watch, watched
from admin.report.reader import AnswerLine
from survey.texts import N_
from survey.visit_counts import EXPECTED
from survey.voices import Voice

HELPER_VOICES = (Voice.STAFF, Voice.VOLUNTEER, Voice.PARTNER)
MEASURES = ("expected", "welcome", "informed", "time", "come_again", "cooperation")
NOT_ASKED = N_("Neither volunteers, staff nor partners have been asked.")
TOO_FEW = N_("Fewer than %(k)s of these have answered, so raise it in person: %(voices)s.")
VOLUNTEERS_SAY: Mapping[str, str] = MappingProxyType(
    {
        "expected": N_("%(x)s of %(n)s volunteers felt expected."),
        "welcome": N_("%(x)s of %(n)s volunteers felt welcome."),
        "come_again": N_("%(x)s of %(n)s volunteers want to come again."),
    }
)
FEWER_WELCOME = N_(
    "%(partner)s at %(centre)s: %(x)s of %(n)s felt welcome on the second visit, %(x1)s of %(n1)s on the first. So few cannot prove anything, but ask now."
)
FEWER_EXPECTED = N_(
    "%(partner)s at %(centre)s: %(x)s of %(n)s felt expected on the second visit, %(x1)s of %(n1)s on the first. So few cannot prove anything, but ask now."
)
FEWER_ANSWERED = N_(
    "%(partner)s at %(centre)s: fewer than %(k)s answered after the second visit. Ask them how it went."
)
ONE_BAR = N_("%(label)s: %(said)s.")


def helpers(material: Material) -> Section:
    """What each says by itself, and visits that are worth asking about now."""
    tell = Teller(material)
    figures = [
        _figure(tell, measure, one.newest)
        for measure in MEASURES
        for one in series_of(material, measure)
        if one.speaker.voice in HELPER_VOICES
    ]
    figures.sort(key=lambda one: one.voice)
    said = [*_warnings(tell), *_too_few(tell)]
    nothing = not figures and not said
    unsaid = all(one.cannot_say for one in figures)
    lines = [tell(NOT_ASKED)] if nothing else said
    return section(tell, SectionKey.HELPERS, lines, figures, cannot_say=unsaid)


def _warnings(tell: Teller) -> Iterator[str]:
    for one in watched(tell.material.welcomes, tell.material.k):
        yield _warning(tell, one)


def _warning(tell: Teller, one: Watch) -> str:
    where = {"partner": one.partner, "centre": one.centre}
    if one.why is Warned.SILENT or one.first is None or one.second is None:
        return tell(FEWER_ANSWERED, k=tell.material.k, **where)
    msgid = FEWER_EXPECTED if one.question == EXPECTED else FEWER_WELCOME
    shares = {"x": one.second.x, "n": one.second.n, "x1": one.first.x, "n1": one.first.n}
    return tell(msgid, **where, **shares)


def _too_few(tell: Teller) -> Iterator[str]:
    few = dict.fromkeys(
        tell.voice(column.speaker)
        for wave in newest(tell.material)
        for column in wave.report.grid.columns
        if column.speaker.voice in HELPER_VOICES and column.whole.kind is CellKind.FEW
    )
    if few:
        yield tell(TOO_FEW, k=tell.material.k, voices="; ".join(few))


def _figure(tell: Teller, measure: str, point: Point) -> Figure:
    speaker, lines = point.group.column.speaker, point.report.lines
    closes_on = point.wave.report.closes_on
    chart = _bar(point.report.text, lines)
    columns = tuple(tell(one) for one in (ANSWER, HOW_MANY, SHARE, HOW_SURE))
    rows = tuple((line.label, *tell.share(line.share)) for line in lines)
    said = "; ".join(f"{label} {many}" for label, many, *_ in rows)
    return Figure(
        key=f"helpers-{point.wave.counts.id}-{speaker.voice}-{point.asked.key}",
        title=point.report.text,
        voice=tell.voice(speaker),
        base=tell.base(point.report.base, point.group.column),
        waves=tell.waves([point.wave]),
        said=(*_said(tell, measure, point), *map(tell.material.say, point.report.notes)),
        chart=chart,
        alternative=tell(ONE_BAR, label=point.report.text, said=said) if rows else "",
        table=Table(caption=point.report.text, columns=columns, rows=rows) if rows else None,
        cannot_say=not rows,
        last_heard=closes_on,
        stale=tell.material.is_stale(closes_on),
    )


def _said(tell: Teller, measure: str, point: Point) -> Iterator[str]:
    top = point.top
    volunteers = point.group.column.speaker.voice is Voice.VOLUNTEER
    if volunteers and measure in VOLUNTEERS_SAY and top and top.x is not None:
        yield tell(VOLUNTEERS_SAY[measure], x=top.x, n=top.n or 0)


def _bar(label: str, lines: tuple[AnswerLine, ...]) -> Stacked | None:
    """One bar; none where a share may not be shown in percent."""
    parts = [line.share.percent for line in lines]
    told = tuple(part for part in parts if part is not None)
    if not told or len(told) < len(parts):
        return None
    return Stacked(legend=tuple(line.label for line in lines), bars=(Bar(label=label, parts=told),))
