"""How satisfied people are: how the answers fall in each voice, and residents' top answers over time."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.cautions import RESIDENT
from admin.report.involvement.curve import (
    Trend,
    apart_words,
    change_words,
    curve_figure,
    trend_of,
    trend_words,
)
from admin.report.involvement.material import Material
from admin.report.involvement.model import Bar, Dots, Figure, Section, SectionKey, Stacked
from admin.report.involvement.series import Series, newest_of
from admin.report.involvement.tell import Teller, section
from survey.texts import N_

SATISFACTION = "satisfaction"
NOT_ASKED = N_("Residents have not been asked how satisfied they are.")
TWO_UNSURE = N_("Compared with the round before: no sure difference.")
TWO_APART = N_("Compared with the round before: a difference of %(low)s to %(high)s points.")
AMONG_RESIDENTS = N_("among residents, to “%(question)s”: %(change)s")


def satisfaction(material: Material) -> Section | None:
    """The section; None where nobody was ever asked."""
    asked = newest_of(material, SATISFACTION)
    if not asked:
        return None
    tell = Teller(material)
    trend = residents_trend(material)
    said = list(_said(tell, trend)) if trend else [tell(NOT_ASKED)]
    figures = [_answers(tell, one) for one in asked]
    if trend and len(trend.series.points) > 1:
        figures.append(curve_figure(tell, trend, "satisfaction-curve", said))
    unsure = trend is None or not trend.told
    return section(tell, SectionKey.SATISFACTION, said, figures, cannot_say=unsure)


def residents_trend(material: Material) -> Trend | None:
    """How residents who answered for themselves go on answering; None when never asked."""
    asked = (one for one in newest_of(material, SATISFACTION) if one.speaker == RESIDENT)
    found = next(asked, None)
    return trend_of(found, material.closed) if found else None


def confirmed_changes(material: Material) -> list[str]:
    """The changes that the curves confirm, in words."""
    trend, tell = residents_trend(material), Teller(material)
    if trend is None or not trend.side:
        return []
    words = change_words(tell, trend).rstrip(".")
    return [tell(AMONG_RESIDENTS, question=trend.series.newest.report.text, change=words)]


def _said(tell: Teller, trend: Trend) -> Iterator[str]:
    points = trend.series.since_break()
    if len(points) == 2 and points[0].top and points[1].top:
        yield from apart_words(tell, points[0].top, points[1].top, TWO_UNSURE, TWO_APART)
    yield from trend_words(tell, trend)


def _answers(tell: Teller, series: Series) -> Figure:
    point, lines = series.newest, series.newest.report.lines
    dots = tuple(tell.dot(line) for line in lines)
    day = point.wave.report.closes_on
    return Figure(
        key=f"satisfaction-{series.speaker.voice}-{series.speaker.perspective}",
        title=point.report.text,
        voice=tell.voice(series.speaker),
        base=tell.base(point.report.base, point.group.column),
        waves=tell.waves([point.wave]),
        said=tuple(tell.material.say(one) for one in point.report.notes),
        chart=fall(tell, series),
        alternative=tell.dots(dots) if lines else "",
        table=tell.lines_table(point.report.text, lines) if lines else None,
        cannot_say=not lines,
        last_heard=day,
        stale=tell.material.is_stale(day),
    )


def fall(tell: Teller, series: Series) -> Stacked | Dots | None:
    """How the newest answers fall: a stacked bar where every part is a percentage, else dots."""
    lines, asked = series.newest.report.lines, series.newest.asked
    # The top answers taken together stand before the answers themselves.
    parts = lines[-len(asked.choosable()) :]
    if not lines:
        return None
    whole = tuple(one.share.percent for one in parts if one.share.percent is not None)
    if len(whole) < len(asked.choosable()):
        return Dots(dots=tuple(tell.dot(one) for one in lines))
    bar = Bar(label=tell.voice(series.speaker), parts=whole)
    return Stacked(legend=tuple(one.label for one in parts), bars=(bar,))
