"""What gets in the way: of those who wanted to come but did not, and of those who had to call it off."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.answers import FEW_ANSWERED, NOBODY_ANSWERED
from admin.report.involvement.material import Material
from admin.report.involvement.model import Dots, Figure, Section, SectionKey
from admin.report.involvement.picks import picked_in
from admin.report.involvement.series import Point, Series, series_of
from admin.report.involvement.tell import Teller, section
from admin.report.involvement.top_choice import leading
from admin.report.numbers import PERCENT_FROM
from admin.report.reader import AnswerLine
from survey.texts import N_

BARRIER = "barrier"
TOOK_PART, WANTED_TO = "took_part", "wanted_to"
NOT_ASKED = N_("Nobody has been asked what gets in the way.")
TOO_FEW = N_(
    "Fewer than %(k)s have answered this, so we cannot say what got in the way. Ask them in person."
)
WANTED = N_("Of those who wanted to come but did not: what got in the way?")
NAMED_MOST = N_("Of those who wanted to come but did not, this was named most often: %(barrier)s.")
MOST_OF_ASKED = N_("Named most often: %(barrier)s.")
NO_LEADER = N_("Which of them is named most often, we cannot tell.")


def barriers(material: Material) -> Section:
    """A figure for each voice and question; no voice is added to another."""
    tell = Teller(material)
    asked = series_of(material, BARRIER)
    if not asked:
        return section(tell, SectionKey.BARRIERS, [tell(NOT_ASKED)], cannot_say=True)
    figures = [_figure(tell, one) for one in sorted(asked, key=_others_last)]
    unsaid = all(one.cannot_say for one in figures)
    return section(tell, SectionKey.BARRIERS, (), figures, cannot_say=unsaid)


def wanted_to_come(point: Point) -> bool:
    """True where only those were asked who would have liked to take part."""
    return any(
        one.question == TOOK_PART and list(one.answers) == [WANTED_TO] for one in point.asked.ask_if
    )


def top_barrier(material: Material, point: Point) -> str:
    """What is named most often, as a label; empty where nobody can tell."""
    if not point.report.is_open or (point.report.base or 0) < PERCENT_FROM:
        return ""
    view = point.group.column.speaker.perspective
    named = {one.key: one.label.say(view, material.language) for one in point.asked.choosable()}
    first = leading(picked_in(point), list(named))
    return named[first[0]] if len(first) == 1 else ""


def _others_last(series: Series) -> bool:
    return not wanted_to_come(series.newest)


def _figure(tell: Teller, series: Series) -> Figure:
    point, speaker = series.newest, series.speaker
    lines = sorted(point.report.lines, key=_most_first)
    dots = tuple(tell.dot(line) for line in lines)
    closes_on = point.wave.report.closes_on
    return Figure(
        key=f"barrier-{point.wave.counts.id}-{speaker.voice}-{speaker.perspective}-{point.asked.key}",
        title=tell(WANTED) if wanted_to_come(point) else _title(point),
        voice=tell.voice(speaker),
        base=tell.base(point.report.base, point.group.column) if lines else "",
        waves=tell.waves([point.wave]),
        said=tuple(_said(tell, point)),
        chart=Dots(dots=dots) if lines else None,
        alternative=tell.dots(dots) if lines else "",
        table=tell.lines_table(point.report.text, lines) if lines else None,
        cannot_say=not lines,
        last_heard=closes_on,
        stale=tell.material.is_stale(closes_on),
    )


def _title(point: Point) -> str:
    return f"{point.wave.report.title}: {point.report.text}"


def _most_first(line: AnswerLine) -> int:
    return -(line.share.x or 0)


def _said(tell: Teller, point: Point) -> Iterator[str]:
    if not point.report.lines:
        yield from _why_not(tell, point)
        return
    first = top_barrier(tell.material, point)
    if first:
        yield tell(NAMED_MOST if wanted_to_come(point) else MOST_OF_ASKED, barrier=first)
    else:
        yield tell(NO_LEADER)
    yield from (tell.material.say(one) for one in point.report.notes)


def _why_not(tell: Teller, point: Point) -> Iterator[str]:
    """Too few, or what else stops the numbers."""
    notes = point.report.notes
    if any(note.msgid in (FEW_ANSWERED, NOBODY_ANSWERED) for note in notes):
        yield tell(TOO_FEW, k=tell.material.k)
    else:
        yield from map(tell.material.say, notes)
