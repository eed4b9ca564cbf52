"""What gets in the way: of those who would have liked to come and did not, where that was asked."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.cautions import RESIDENT
from admin.report.involvement.material import Material
from admin.report.involvement.model import Dots, Figure, Section, SectionKey
from admin.report.involvement.series import Point, Series, newest_of
from admin.report.involvement.tell import Teller, section, without
from admin.report.involvement.top_choice import leaders, top_choice
from admin.report.reader import AnswerLine
from survey.texts import N_

BARRIER = "barrier"
WANTED_TO = "wanted_to"
NOT_ASKED = N_("Nobody has been asked what gets in the way.")
TOO_FEW = N_("Too few have said what gets in the way. Ask those who did not come.")
OF_THOSE_WHO_WANTED = N_("Of those who would have liked to come but did not.")


def barriers(material: Material) -> Section | None:
    """The section; None where a centre or an organisation never asked about it."""
    tell = Teller(material)
    asked = newest_of(material, BARRIER)
    if not asked:
        return without(tell, SectionKey.BARRIERS, NOT_ASKED)
    figures = [_figure(tell, one) for one in asked]
    unsure = all(one.cannot_say for one in figures)
    return section(
        tell, SectionKey.BARRIERS, [tell(TOO_FEW)] if unsure else [], figures, cannot_say=unsure
    )


def leading_barriers(material: Material) -> Iterator[str]:
    """What residents who wanted to come name most often, where one leads alone."""
    tell = Teller(material)
    for series in newest_of(material, BARRIER):
        if series.speaker == RESIDENT and _of_those_who_wanted(series.newest):
            first = leaders(tell, series.newest)
            yield from first if len(first) == 1 else ()


def _figure(tell: Teller, series: Series) -> Figure:
    point = series.newest
    lines = sorted(point.report.lines, key=_rank)
    dots = tuple(tell.dot(line) for line in lines)
    return Figure(
        key=f"barriers-{point.wave.counts.id}-{series.speaker.voice}-{series.speaker.perspective}",
        title=point.report.text,
        voice=tell.voice(series.speaker),
        base=tell.base(point.report.base, point.group.column),
        waves=tell.waves([point.wave]),
        said=tuple(_said(tell, point)),
        chart=Dots(dots=dots) if any(dot.percent is not None for dot in dots) else None,
        alternative=tell.dots(dots) if dots else tell(TOO_FEW),
        table=tell.lines_table(point.report.text, lines) if lines else None,
        cannot_say=not lines,
        last_heard=point.wave.report.closes_on,
        stale=tell.material.is_stale(point.wave.report.closes_on),
    )


def _said(tell: Teller, point: Point) -> Iterator[str]:
    if _of_those_who_wanted(point):
        yield tell(OF_THOSE_WHO_WANTED)
    yield from top_choice(tell, point)
    yield from (tell.material.say(one) for one in point.report.notes)


def _of_those_who_wanted(point: Point) -> bool:
    return any(WANTED_TO in condition.answers for condition in point.asked.ask_if)


def _rank(line: AnswerLine) -> tuple[int, str]:
    return -(line.share.x or 0), line.label
