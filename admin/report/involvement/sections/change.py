"""What has changed: have the needs moved, further than chance alone moves them?

Each voice by itself: now against the round before, and against the round in which the need was
agreed. The family of tests is held together by Holm; only where the whole has moved is it said which
need did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from admin.report.cautions import RESIDENT
from admin.report.difference import fisher, holm
from admin.report.drift import Drift, js_drift
from admin.report.involvement.material import Material
from admin.report.involvement.model import Figure, Section, SectionKey, Slope, Slopes, Table
from admin.report.involvement.picks import Picked, picked_in
from admin.report.involvement.series import Point, Series, newest_of
from admin.report.involvement.tell import ANSWER, Teller, section
from admin.report.numbers import PERCENT_FROM
from admin.report.reader import AnswerLine
from survey.needs import NEED
from survey.questionnaire.kinds.choices import SeveralOf
from survey.texts import N_

SURE_BELOW = 0.05
ONE_ROUND = N_("Needs have been asked about once only. Ask again to see whether they move.")
NOT_ASKED = N_("Nobody has been asked twice what they need.")
TOO_FEW = N_("Too few to tell: 10 must have answered in both rounds.")
BROKEN = N_("The rounds must not be compared. %(why)s")
NO_SURE_CHANGE = N_("No sure change: the difference is no larger than chance usually gives.")
MOVED = N_(
    "The needs have moved further than chance usually moves them. This is provisional until the next round points the same way."
)
MOVED_AGAIN = N_(
    "The needs have moved further than chance usually moves them, two rounds in a row."
)
HOW_FAR = N_(
    "The distance is %(distance)s. Chance alone gives up to %(median)s half of the time, and up to %(most)s in nineteen of twenty times."
)
WHICH = N_("Most sure of it: %(needs)s.")
SINCE_BEFORE = N_("Since the round before")
SINCE_AGREED = N_("Since the need was agreed")
TITLE = N_("%(since)s: %(question)s")
SLOPES_SAY = N_("%(need)s: from %(before)s to %(after)s")


@dataclass(frozen=True)
class Compared:
    """Two rounds of one voice: how far apart, and how often chance gives as much (adjusted)."""

    series: Series
    since: str
    before: Point
    after: Point
    drift: Drift
    p: float

    @property
    def moved(self) -> bool:
        """True when chance hardly gives so much."""
        return self.p < SURE_BELOW


def change(material: Material) -> Section | None:
    """The section; None where a centre or an organisation never asked about needs."""
    tell = Teller(material)
    asked = newest_of(material, NEED)
    if not asked and material.about.kind != "initiative":
        return None
    if not any(len(one.points) > 1 for one in asked):
        said = [tell(ONE_ROUND if asked else NOT_ASKED)]
        return section(tell, SectionKey.CHANGE, said, cannot_say=True)
    found = [(one, compared(material, one)) for one in asked if len(one.points) > 1]
    figures = [_figure(tell, pair) for _, pairs in found for pair in pairs]
    said = [_verdict(tell, one, pairs) for one, pairs in found if one.speaker == RESIDENT]
    why_not = [_why_not(tell, one) for one, pairs in found if not pairs]
    return section(
        tell, SectionKey.CHANGE, [*said, *dict.fromkeys(why_not)], figures, cannot_say=not figures
    )


def compared(material: Material, series: Series) -> list[Compared]:
    """The newest round against the one before, and against that of the agreement; none where they
    must not be compared or too few answered.
    """
    pairs = [
        (since, before, series.newest)
        for since, before in _before(material, series).items()
        if _enough(before) and _enough(series.newest)
    ]
    drifts = [_drift(before, after) for _, before, after in pairs]
    adjusted = holm([one.p for one in drifts])
    return [
        Compared(series, *pair, drift, p)
        for pair, drift, p in zip(pairs, drifts, adjusted, strict=True)
    ]


def needs_have_moved(material: Material) -> bool:
    """True when residents ask for something else than in the round before or when it was agreed."""
    residents = (one for one in newest_of(material, NEED) if one.speaker == RESIDENT)
    return any(pair.moved for one in residents for pair in compared(material, one))


def _before(material: Material, series: Series) -> dict[str, Point]:
    points = series.since_break()
    if len(points) < 2:
        return {}
    found = {SINCE_BEFORE: points[-2]}
    agreed_on = material.need.agreed_on
    if agreed_on is not None:
        agreed = [one for one in points[:-2] if one.wave.report.closes_on <= agreed_on]
        if agreed:
            found[SINCE_AGREED] = agreed[-1]
    return found


def _enough(point: Point) -> bool:
    return (point.report.base or 0) >= PERCENT_FROM


def _drift(before: Point, after: Point) -> Drift:
    asked = after.asked
    keys = [one.key for one in asked.choosable()] if isinstance(asked, SeveralOf) else []
    return js_drift(picked_in(before).people(), picked_in(after).people(), keys)


def _verdict(tell: Teller, series: Series, pairs: Sequence[Compared]) -> str:
    if not pairs:
        return _why_not(tell, series)
    if not any(pair.moved for pair in pairs):
        return tell(NO_SURE_CHANGE)
    return tell(MOVED_AGAIN if _moved_before(series) else MOVED)


def _moved_before(series: Series) -> bool:
    """True when the round before had moved from the one before that, too."""
    points = series.since_break()
    if len(points) < 3 or not (_enough(points[-3]) and _enough(points[-2])):
        return False
    return _drift(points[-3], points[-1]).p < SURE_BELOW and (
        _drift(points[-3], points[-2]).p < SURE_BELOW
    )


def _why_not(tell: Teller, series: Series) -> str:
    breaks = series.newest.breaks
    if breaks:
        return tell(BROKEN, why=" ".join(tell.material.say(one) for one in breaks))
    return tell(TOO_FEW)


def _figure(tell: Teller, pair: Compared) -> Figure:
    lines = list(_lines(pair))
    slopes = tuple(
        Slope(label=now.label, before=_percent(then), after=_percent(now)) for then, now in lines
    )
    series = pair.series
    days = [tell.day(one.wave.report.closes_on) for one in (pair.before, pair.after)]
    title = tell(TITLE, since=tell(pair.since), question=pair.after.report.text)
    return Figure(
        key=f"drift-{pair.before.wave.counts.id}-{series.speaker.voice}-{series.speaker.perspective}",
        title=title,
        voice=tell.voice(series.speaker),
        base=tell.base(pair.after.report.base, pair.after.group.column),
        waves=tell.waves([pair.before.wave, pair.after.wave]),
        said=tuple(_said(tell, pair)),
        chart=Slopes(before=days[0], after=days[1], slopes=slopes),
        alternative="; ".join(_slope_says(tell, then, now) for then, now in lines),
        table=Table(
            caption=title,
            columns=(tell(ANSWER), *days),
            rows=tuple((now.label, _share(tell, then), _share(tell, now)) for then, now in lines),
        ),
        last_heard=pair.after.wave.report.closes_on,
        stale=tell.material.is_stale(pair.after.wave.report.closes_on),
    )


def _said(tell: Teller, pair: Compared) -> Iterator[str]:
    again = pair.moved and _moved_before(pair.series)
    yield tell(MOVED_AGAIN if again else MOVED if pair.moved else NO_SURE_CHANGE)
    drift = pair.drift
    yield tell(
        HOW_FAR,
        distance=_decimals(drift.js_distance),
        median=_decimals(drift.chance_median),
        most=_decimals(drift.chance_95),
    )
    needs = _which(pair)
    if pair.moved and needs:
        yield tell(WHICH, needs="; ".join(needs))


def _decimals(distance: float) -> str:
    """A distance with two decimals, which no language writes otherwise than with a comma or point."""
    return f"{distance:.2f}"


def _which(pair: Compared) -> list[str]:
    """The needs whose shares differ surely, by Fisher's test held together by Holm."""
    before, after = picked_in(pair.before), picked_in(pair.after)
    options = pair.after.asked.choosable()
    keys = [one.key for one in options]
    adjusted = holm([_p(before, after, key) for key in keys])
    labels = dict(zip(keys, (now.label for _, now in _lines(pair)), strict=False))
    return [labels[key] for key, p in zip(keys, adjusted, strict=True) if p < SURE_BELOW]


def _p(before: Picked, after: Picked, key: str) -> float:
    return fisher(before.any_of([key]), before.n, after.any_of([key]), after.n).p


def _lines(pair: Compared) -> Iterator[tuple[AnswerLine, AnswerLine]]:
    yield from zip(pair.before.report.lines, pair.after.report.lines, strict=False)


def _percent(line: AnswerLine) -> int | None:
    share = line.share
    if share.x is None or not share.n or share.n < PERCENT_FROM:
        return None
    return round(100 * share.x / share.n)


def _share(tell: Teller, line: AnswerLine) -> str:
    return tell.share(line.share)[0]


def _slope_says(tell: Teller, then: AnswerLine, now: AnswerLine) -> str:
    return tell(SLOPES_SAY, need=now.label, before=_share(tell, then), after=_share(tell, now))
