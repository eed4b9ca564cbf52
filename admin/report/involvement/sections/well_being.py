"""Loneliness and well-being: how many are past a cut-off, guarded as the sensitive matter it is."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.answers import QuestionReport
from admin.report.group_report import GroupReport
from admin.report.involvement.curve import curve_figure, trend_of, trend_words
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Dots, Figure, Section, SectionKey
from admin.report.involvement.series import newest_of
from admin.report.involvement.tell import Teller, section
from admin.report.numbers import PERCENT_FROM
from survey.tally import SCALE
from survey.texts import N_

MEASURES = ("loneliness", "well_being")
TOO_FEW = N_("We cannot say: fewer than 10 have answered. Ask more people, or talk about it.")
GROUPS_ONLY = N_("The numbers are about groups. No single person's score is shown to anybody.")
NOTICED = N_("On WHO-5, a change of 10 points or more is one that a person notices.")
WHO5 = "who5"


def well_being(material: Material) -> Section | None:
    """Scales and single questions, each voice by itself; None where nobody was asked."""
    tell = Teller(material)
    figures = [*_scales(tell), *_questions(tell)]
    if not figures:
        return None
    said = [tell(GROUPS_ONLY)]
    unsure = all(one.cannot_say for one in figures)
    return section(tell, SectionKey.WELL_BEING, said, figures, cannot_say=unsure)


def _scales(tell: Teller) -> Iterator[Figure]:
    newest = {
        (wave.edition.questionnaire.key, group.column.speaker): (wave, group)
        for wave in tell.material.closed
        for group in wave.report.groups
        if group.edition is None
    }
    for wave, group in newest.values():
        for report in group.questions:
            if report.key.startswith(SCALE):
                yield _figure(tell, wave, group, report)


def _questions(tell: Teller) -> Iterator[Figure]:
    for measure in MEASURES:
        for series in newest_of(tell.material, measure):
            point = series.newest
            scales = point.wave.edition.questionnaire.scales
            if any(point.asked.key in one.items for one in scales):
                continue
            yield _figure(tell, point.wave, point.group, point.report)
            trend = trend_of(series, tell.material.closed)
            # A curve of guarded numbers would be a row of gaps.
            if len(trend.told) > 1:
                said = tuple(trend_words(tell, trend))
                yield curve_figure(tell, trend, f"{point.asked.key}-curve", said)


def _figure(tell: Teller, wave: Wave, group: GroupReport, report: QuestionReport) -> Figure:
    enough = (report.base or 0) >= PERCENT_FROM
    lines = report.lines if enough else ()
    dots, day = tuple(tell.dot(line) for line in lines), wave.report.closes_on
    speaker = group.column.speaker
    return Figure(
        key=f"{report.key.removeprefix(SCALE)}-{speaker.voice}-{speaker.perspective}",
        title=report.text,
        voice=tell.voice(speaker),
        base=tell.base(report.base, group.column),
        waves=tell.waves([wave]),
        said=tuple(_said(tell, report, enough)),
        chart=Dots(dots=dots) if lines else None,
        alternative=tell.dots(dots) if lines else "",
        table=tell.lines_table(report.text, lines) if lines else None,
        cannot_say=not lines,
        last_heard=day,
        stale=tell.material.is_stale(day),
    )


def _said(tell: Teller, report: QuestionReport, enough: bool) -> Iterator[str]:
    if not enough:
        yield tell(TOO_FEW)
        return
    yield from (tell.material.say(note) for note in report.notes)
    if report.key == SCALE + WHO5:
        yield tell(NOTICED)
