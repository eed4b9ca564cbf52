"""Figures of what is asked for a measure: how the answers fall for each voice, and their curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from admin.report.answers import QuestionReport
from admin.report.beside import difference
from admin.report.involvement.curve import FROZEN_AT, PROVISIONAL_FROM, Trend, trend
from admin.report.involvement.model import Bar, Event, Figure, Stacked, Table
from admin.report.involvement.series import Point, Series
from admin.report.involvement.tell import Teller
from admin.report.numbers import Share
from admin.report.reader import AnswerLine
from survey.texts import N_

TOO_EARLY = N_(
    "Too early to speak of what is usual: %(waves)s of the 6 rounds that takes have been held."
)
PROVISIONAL = N_("The limits of what is usual are provisional until 12 rounds have been held.")
WITHIN = N_("The ups and downs are within what is usual.")
LOOK = N_("Something is worth talking about, but no change is confirmed.")
UPWARDS = N_("A confirmed change since %(day)s: more give the top answer than usual.")
DOWNWARDS = N_("A confirmed change since %(day)s: fewer give the top answer than usual.")
LINGERING = N_(
    "Rounds resemble the one before them here, so a change is easily seen where there is none."
)
NO_SURE_DIFFERENCE = N_("No sure difference from the round before.")
DIFFERENCE = N_("Between %(low)s and %(high)s percentage points from the round before.")
SEASON_ALIKE = N_("The same season last year: %(then)s. Now: %(now)s. No sure difference.")
SEASON_APART = N_(
    "The same season last year: %(then)s. Now: %(now)s. They differ by more than chance usually gives."
)
A_YEAR, ABOUT = timedelta(days=365), timedelta(days=46)
HIDDEN = N_("How the answers fall is not shown: too few, or too easily told apart.")
ASKED_ON, TOP = N_("Until"), N_("Top answer")
READING = N_("%(day)s: %(said)s")
CURVE_SAYS = N_("The top answer, round by round: %(readings)s.")
BAR_SAYS = N_("Of %(base)s: %(parts)s.")
PART = N_("%(answer)s %(share)s")
BREAKS_ON = N_("On %(day)s the curve breaks: %(why)s")


def split_figure(tell: Teller, series: Series) -> Figure:
    """How one voice's newest answers fall, as a stacked bar of one row with its table."""
    point = series.newest
    lines = answers(point.report)
    parts = _parts(lines)
    return Figure(
        key=f"split-{point.asked.key}-{series.speaker.voice}-{series.speaker.perspective}",
        title=point.report.text,
        voice=tell.voice(series.speaker),
        base=tell.base(point.report.base, point.group.column),
        waves=tell.waves([point.wave]),
        said=tuple(tell.material.say(one) for one in point.report.notes),
        chart=Stacked(
            legend=tuple(line.label for line in lines),
            bars=(Bar(label=tell.voice(series.speaker), parts=parts),),
        )
        if parts
        else None,
        alternative=_bar_says(tell, point, lines) if lines else tell(HIDDEN),
        table=tell.lines_table(point.report.text, point.report.lines)
        if point.report.lines
        else None,
        cannot_say=not lines,
        last_heard=point.wave.report.closes_on,
        stale=tell.material.is_stale(point.wave.report.closes_on),
    )


def answers(report: QuestionReport) -> tuple[AnswerLine, ...]:
    """The lines that exclude each other: without the one that takes the top answers together."""
    lines = report.lines
    if len(lines) > 2 and lines[0].label not in {line.label for line in lines[1:]}:
        together = lines[0].share.x
        others = [line.share.x for line in lines[1:]]
        n = lines[0].share.n
        if None not in (together, n, *others) and sum(one or 0 for one in others) == n:
            return lines[1:]
    return lines


def _parts(lines: Sequence[AnswerLine]) -> tuple[int, ...]:
    """Whole percents that make a hundred; none where one of them may not be shown."""
    shares = [line.share for line in lines]
    if not shares or any(one.x is None or not one.n or one.n < 10 for one in shares):
        return ()
    return _to_a_hundred([100 * (one.x or 0) / (one.n or 1) for one in shares])


def _to_a_hundred(exact: Sequence[float]) -> tuple[int, ...]:
    """Rounded so that the sum is a hundred: what is left goes to the largest remainders."""
    parts = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda i: parts[i] - exact[i])
    for i in order[: max(0, 100 - sum(parts))]:
        parts[i] += 1
    return tuple(parts)


def _bar_says(tell: Teller, point: Point, lines: Sequence[AnswerLine]) -> str:
    parts = (tell(PART, answer=line.label, share=tell.share(line.share)[0]) for line in lines)
    base = tell.base(point.report.base, point.group.column)
    return tell(BAR_SAYS, base=base, parts="; ".join(parts))


def curve_figure(tell: Teller, series: Series, events: Sequence[Event] = ()) -> Figure | None:
    """The curve of a series of two waves and more; None before that."""
    if len(series.points) < 2:
        return None
    told = trend(series, events)
    return Figure(
        key=f"curve-{series.newest.asked.key}-{series.speaker.voice}-{series.speaker.perspective}",
        title=series.newest.report.text,
        voice=tell.voice(series.speaker),
        base=tell.base(series.newest.report.base, series.newest.group.column),
        waves=tell.waves(series.waves),
        said=tuple(_curve_said(tell, series, told)),
        chart=told.curve,
        alternative=_curve_says(tell, series),
        table=Table(
            caption=series.newest.report.text,
            columns=(tell(ASKED_ON), tell(TOP)),
            rows=tuple(_row(tell, point) for point in series.points),
        ),
        cannot_say=told.is_too_early,
        last_heard=series.newest.wave.report.closes_on,
        stale=tell.material.is_stale(series.newest.wave.report.closes_on),
    )


def _curve_said(tell: Teller, series: Series, told: Trend) -> Iterator[str]:
    yield from _breaks(tell, series)
    if told.is_too_early:
        yield tell(TOO_EARLY, waves=told.waves)
        yield from _two_waves(tell, series)
        return
    yield _verdict(tell, told)
    yield from _season(tell, series)
    if PROVISIONAL_FROM <= told.waves < FROZEN_AT:
        yield tell(PROVISIONAL)
    if told.lingering:
        yield tell(LINGERING)


def _verdict(tell: Teller, told: Trend) -> str:
    if told.change:
        words = UPWARDS if told.change.upwards else DOWNWARDS
        return tell(words, day=tell.day(told.change.since))
    return tell(LOOK if told.worth_a_look else WITHIN)


def _breaks(tell: Teller, series: Series) -> Iterator[str]:
    for point in series.points:
        if point.breaks:
            why = " ".join(tell.material.say(one) for one in point.breaks)
            yield tell(BREAKS_ON, day=tell.day(point.wave.report.closes_on), why=why)


def _two_waves(tell: Teller, series: Series) -> Iterator[str]:
    """The newest against the one before it, where both tell a count."""
    points = series.since_break()
    if len(points) < 2:
        return
    before, after = points[-2].top, points[-1].top
    found = difference(before, after) if before and after else None
    if found is None:
        return
    if not found.is_sure:
        yield tell(NO_SURE_DIFFERENCE)
        return
    low, high = sorted((abs(found.low), abs(found.high)))
    yield tell(DIFFERENCE, low=int(100 * low), high=-int(-100 * high // 1))


def _season(tell: Teller, series: Series) -> Iterator[str]:
    """The newest against the same season a year ago, in words; nothing is adjusted for it."""
    now = series.newest
    for then in series.since_break():
        apart = now.wave.report.closes_on - then.wave.report.closes_on
        if abs(apart - A_YEAR) <= ABOUT and then.top and now.top:
            found = difference(then.top, now.top)
            if found:
                words = SEASON_APART if found.is_sure else SEASON_ALIKE
                yield tell(words, then=_top(tell, then.top), now=_top(tell, now.top))
            return


def _curve_says(tell: Teller, series: Series) -> str:
    readings = (
        tell(READING, day=tell.day(point.wave.report.closes_on), said=_row(tell, point)[1])
        for point in series.points
    )
    return tell(CURVE_SAYS, readings="; ".join(readings))


def _row(tell: Teller, point: Point) -> tuple[str, str]:
    return tell.day(point.wave.report.closes_on), _top(tell, point.top)


def _top(tell: Teller, share: Share | None) -> str:
    if share is None:
        return tell(HIDDEN)
    many, large, _ = tell.share(share)
    return many if large == "–" else f"{many} ({large})"
