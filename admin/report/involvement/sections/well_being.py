"""Loneliness and well-being: bands where a number would give somebody away, and never a person."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.answers import QuestionReport
from admin.report.group_report import GroupReport
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.measured import curve_figure
from admin.report.involvement.model import Dots, Figure, Section, SectionKey
from admin.report.involvement.series import Series, newest_of
from admin.report.involvement.tell import Teller, section, without
from admin.report.numbers import PERCENT_FROM
from survey.tally import SCALE
from survey.texts import N_

MEASURES = ("loneliness", "enough")
NOT_ASKED = N_("Nobody has been asked about loneliness or well-being.")
TOO_FEW = N_("Fewer than 10 have answered, so no conclusion can be drawn.")
NOBODY_IS_SHOWN = N_(
    "These are shares of a group. Nobody's own answer is shown or kept as a score."
)


def well_being(material: Material) -> Section | None:
    """The section; None where a centre or an organisation never asked about it."""
    tell = Teller(material)
    figures = [*_scales(tell), *_questions(tell)]
    if not figures:
        return without(tell, SectionKey.WELL_BEING, NOT_ASKED)
    unsure = all(one.cannot_say for one in figures)
    said = [tell(NOBODY_IS_SHOWN)]
    return section(tell, SectionKey.WELL_BEING, said, figures, cannot_say=unsure)


def _questions(tell: Teller) -> Iterator[Figure]:
    for measure in MEASURES:
        for series in newest_of(tell.material, measure):
            point = series.newest
            if not _in_a_scale(point.wave, point.asked.key):
                yield _figure(tell, point.wave, point.group, point.report)
                yield from _curve(tell, series)


def _curve(tell: Teller, series: Series) -> Iterator[Figure]:
    """A curve only where every wave tells its count."""
    if all(point.top and point.top.x is not None for point in series.points):
        found = curve_figure(tell, series)
        if found:
            yield found


def _in_a_scale(wave: Wave, key: str) -> bool:
    return any(key in scale.items for scale in wave.edition.questionnaire.scales)


def _scales(tell: Teller) -> Iterator[Figure]:
    newest: dict[tuple[str, object, object], tuple[Wave, GroupReport, QuestionReport]] = {}
    for wave in tell.material.closed:
        for group in wave.report.groups:
            for report in group.questions:
                if group.edition is None and report.key.startswith(SCALE):
                    key = (report.key, group.column.speaker, wave.counts.initiative)
                    newest[key] = (wave, group, report)
    for found in newest.values():
        yield _figure(tell, *found)


def _figure(tell: Teller, wave: Wave, group: GroupReport, report: QuestionReport) -> Figure:
    speaker = group.column.speaker
    few = report.base is not None and report.base < PERCENT_FROM
    dots = tuple(tell.dot(line) for line in report.lines)
    said = [tell.material.say(note) for note in report.notes]
    return Figure(
        key=f"well-being-{report.key.removeprefix(SCALE)}-{speaker.voice}-{speaker.perspective}",
        title=report.text,
        voice=tell.voice(speaker),
        base=tell.base(report.base, group.column),
        waves=tell.waves([wave]),
        said=(*said, *([tell(TOO_FEW)] if few else [])),
        chart=Dots(dots=dots) if any(dot.percent is not None for dot in dots) else None,
        alternative=tell.dots(dots) if dots else " ".join(said),
        table=tell.lines_table(report.text, report.lines) if report.lines else None,
        cannot_say=few or not report.lines,
        last_heard=wave.report.closes_on,
        stale=tell.material.is_stale(wave.report.closes_on),
    )
