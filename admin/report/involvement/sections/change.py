"""What has changed: what each voice asks for, held against earlier waves and against chance."""

from __future__ import annotations

from collections.abc import Iterator

from admin.report.cautions import RESIDENT
from admin.report.involvement.drifted import Moved, moved
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Section, SectionKey, Slope, Slopes, Table
from admin.report.involvement.scan import centres_to_look_at
from admin.report.involvement.series import Point
from admin.report.involvement.tell import Teller, section
from admin.report.reader import AnswerLine
from survey.questionnaire.kinds.pick import Pick
from survey.texts import N_

ONE_ROUND = N_("We cannot say what has changed: needs have been asked about in one round only.")
CANNOT_HOLD = N_(
    "We cannot say whether it has moved: 10 must have answered in both rounds, in the same way. Ask again, and ask more people."
)
BREAKS = N_("We cannot hold the rounds against each other: %(why)s")
LARGER = N_("The difference is larger than chance usually gives.")
NOT_LARGER = N_(
    "The difference is not larger than chance usually gives. No sure change, which is not the same as no change."
)
CHANCE = N_(
    "The distance is %(distance)s. Chance alone gives about %(median)s, and above %(most)s one time in twenty."
)
MOVED_AT = N_("It has moved at: %(needs)s.")
NO_SINGLE = N_("No single need stands out.")
PRELIMINARY = N_("Provisional, until the next round points the same way.")
AGAIN = N_("The round before pointed the same way.")
SINCE_BEFORE = N_("What is asked for, against the round before")
SINCE_AGREED = N_("What is asked for, against the round when the need was agreed")
NOW, A_NEED = N_("Until %(day)s"), N_("Need")
ONE_SLOPE = N_("%(label)s: %(before)s, then %(after)s")
LOOK_AT = N_(
    "Centres to look at more closely: %(places)s. Among many centres, some stand out by chance."
)
NONE_TO_LOOK_AT = N_("No centre stands out from what chance usually gives.")
SLOPES_SAY = N_("A line for each: %(slopes)s.")


def change(material: Material) -> Section:
    """The section; of one round alone it says that nothing can be said."""
    tell = Teller(material)
    found = moved(material)
    places = list(_places(tell))
    if not found:
        return section(tell, SectionKey.CHANGE, [tell(ONE_ROUND), *places], cannot_say=True)
    residents = [one for one in found if one.series.speaker == RESIDENT]
    said = list(dict.fromkeys(line for one in residents[:1] for line in _verdict(tell, one)))
    figures = [_figure(tell, one) for one in found]
    unsure = not any(one.drift for one in residents)
    return section(
        tell, SectionKey.CHANGE, [*(said or [tell(CANNOT_HOLD)]), *places], figures, unsure
    )


def _places(tell: Teller) -> Iterator[str]:
    """Of the whole organisation: where to go and ask."""
    if tell.material.about.kind == "organisation":
        places = centres_to_look_at(tell.material)
        yield tell(LOOK_AT, places="; ".join(places)) if places else tell(NONE_TO_LOOK_AT)


def residents_drifted(material: Material) -> bool:
    """True when what residents themselves ask for has moved more than chance gives."""
    return any(one.is_sure for one in moved(material) if one.series.speaker == RESIDENT)


def _verdict(tell: Teller, one: Moved) -> Iterator[str]:
    if one.drift is None:
        yield _why_not(tell, one)
    elif not one.is_sure:
        yield tell(NOT_LARGER)
    else:
        yield tell(LARGER)
        yield tell(PRELIMINARY if one.preliminary else AGAIN)


def _why_not(tell: Teller, one: Moved) -> str:
    places = one.series.points[one.series.points.index(one.before) + 1 :]
    why = dict.fromkeys(tell.material.say(each) for point in places for each in point.breaks)
    return tell(BREAKS, why=" ".join(why)) if why else tell(CANNOT_HOLD)


def _said(tell: Teller, one: Moved) -> Iterator[str]:
    yield from _verdict(tell, one)
    if one.is_sure:
        named = _named(tell, one)
        yield tell(MOVED_AT, needs="; ".join(named)) if named else tell(NO_SINGLE)
    if one.drift:
        drift = one.drift
        numbers = (drift.js_distance, drift.chance_median, drift.chance_95)
        distance, median, most = (_decimal(tell, number) for number in numbers)
        yield tell(CHANCE, distance=distance, median=median, most=most)


def _decimal(tell: Teller, number: float) -> str:
    mark = "," if tell.material.language == "da" else "."
    return f"{number:.2f}".replace(".", mark)


def _named(tell: Teller, one: Moved) -> list[str]:
    asked = one.after.asked
    view = one.series.speaker.perspective
    options = asked.choosable() if isinstance(asked, Pick) else []
    moved_needs = one.needs or {}
    return [o.label.say(view, tell.material.language) for o in options if o.key in moved_needs]


def _figure(tell: Teller, one: Moved) -> Figure:
    before, after = one.before, one.after
    pairs = list(_pairs(before, after)) if one.drift else []
    column = after.group.column
    days = [tell(NOW, day=tell.day(p.wave.report.closes_on)) for p in (before, after)]
    rows = tuple((label, tell.share(b.share)[0], tell.share(a.share)[0]) for label, b, a in pairs)
    title = tell(SINCE_AGREED if one.agreed else SINCE_BEFORE)
    slopes = "; ".join(tell(ONE_SLOPE, label=r[0], before=r[1], after=r[2]) for r in rows)
    return Figure(
        key=f"change-{one.series.speaker.voice}-{one.series.speaker.perspective}-{before.wave.counts.id}",
        title=title,
        voice=tell.voice(one.series.speaker),
        base=tell.base(after.report.base, column),
        waves=tell.waves([before.wave, after.wave]),
        said=tuple(_said(tell, one)),
        chart=_slopes(days, pairs) if pairs else None,
        alternative=tell(SLOPES_SAY, slopes=slopes) if pairs else "",
        table=Table(caption=title, columns=(tell(A_NEED), *days), rows=rows) if pairs else None,
        cannot_say=one.drift is None,
        last_heard=after.wave.report.closes_on,
        stale=tell.material.is_stale(after.wave.report.closes_on),
    )


def _pairs(before: Point, after: Point) -> Iterator[tuple[str, AnswerLine, AnswerLine]]:
    then = {line.label: line for line in before.report.lines}
    for line in after.report.lines:
        if line.label in then:
            yield line.label, then[line.label], line


def _slopes(days: list[str], pairs: list[tuple[str, AnswerLine, AnswerLine]]) -> Slopes:
    lines = tuple(
        Slope(label=label, before=b.share.percent, after=a.share.percent) for label, b, a in pairs
    )
    return Slopes(before=days[0], after=days[1], slopes=lines)
