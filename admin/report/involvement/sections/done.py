"""What we did, and what happened then: the action log on residents' curve, and never a cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from admin.report.difference import newcombe
from admin.report.involvement.curve import counted, curve_figure
from admin.report.involvement.material import Material
from admin.report.involvement.model import Event, Figure, Section, SectionKey, Table
from admin.report.involvement.sections.satisfaction import residents_trend
from admin.report.involvement.series import Point
from admin.report.involvement.tell import Teller, section
from survey.actions import Action, ActionState
from survey.due import said_in
from survey.texts import N_

LEAST_AFTER = 4
NOTHING_DONE = N_("No promise has been written down yet.")
STATES = {
    ActionState.PROMISED: N_("promised"),
    ActionState.DONE: N_("kept"),
    ActionState.DROPPED: N_("dropped"),
}
LOG = N_("What was promised, and what became of it")
DAY, WHAT, WHERE, STATE = N_("Day"), N_("What"), N_("Where"), N_("What became of it")
EVENT = N_("%(what)s (%(state)s)")
TOO_FEW_AFTER = N_(
    "After “%(what)s”: we cannot say what happened then. It takes 4 rounds after it; ask on."
)
NO_BEFORE = N_(
    "After “%(what)s”: we cannot say what happened then, as residents were not asked before it."
)
UNSURE = N_("Before and after “%(what)s”: no sure difference, which is not the same as none.")
APART = N_(
    "“%(answer)s” before “%(what)s”: %(before)s %%, after it: %(after)s %%. We cannot know whether it is the action."
)


def done(material: Material) -> Section:
    """The log, the curve with the days it was done, and before and after each that was kept."""
    tell = Teller(material)
    actions = sorted(material.actions, key=_day)
    if not actions:
        return section(tell, SectionKey.DONE, [tell(NOTHING_DONE)], cannot_say=True)
    trend = residents_trend(material)
    said = list(_said(tell, actions))
    figures = [_log(tell, actions)]
    if trend and len(trend.series.points) > 1:
        events = [_event(tell, one) for one in actions]
        figures.append(curve_figure(tell, trend, "done", said, events))
    return section(tell, SectionKey.DONE, said, figures)


def _day(action: Action) -> date:
    return action.outcome.settled_on or action.promised_on


def _what(tell: Teller, action: Action) -> str:
    return said_in(action.promise.promised, tell.material.language)


def _event(tell: Teller, action: Action) -> Event:
    state = tell(STATES[action.outcome.state])
    return Event(day=_day(action), label=tell(EVENT, what=_what(tell, action), state=state))


def _said(tell: Teller, actions: Sequence[Action]) -> Iterator[str]:
    trend = residents_trend(tell.material)
    points = trend.series.since_break() if trend else ()
    for action in actions:
        if action.outcome.state is ActionState.DONE:
            yield _before_and_after(tell, action, points)


def _before_and_after(tell: Teller, action: Action, points: Sequence[Point]) -> str:
    day, what = _day(action), _what(tell, action)
    told = [point for point in points if counted(point.top)]
    before = [point for point in told if point.wave.report.closes_on < day]
    # A round that was open on the day belongs to neither side.
    after = [point for point in told if point.wave.report.opens_on >= day]
    if len(after) < LEAST_AFTER:
        return tell(TOO_FEW_AFTER, what=what)
    if not before:
        return tell(NO_BEFORE, what=what)
    (x1, n1), (x2, n2) = _together(before), _together(after)
    if not newcombe(x2, n2, x1, n1).is_sure:
        return tell(UNSURE, what=what)
    answer = points[-1].report.lines[0].label
    shares = {"before": round(100 * x1 / n1), "after": round(100 * x2 / n2)}
    return tell(APART, answer=answer, what=what, **shares)


def _together(points: Sequence[Point]) -> tuple[int, int]:
    counts = [found for point in points if (found := counted(point.top))]
    return sum(x for x, _ in counts), sum(n for _, n in counts)


def _log(tell: Teller, actions: Sequence[Action]) -> Figure:
    rows = tuple(
        (
            tell.day(_day(one)),
            _what(tell, one),
            one.place_name,
            tell(STATES[one.outcome.state]),
        )
        for one in actions
    )
    columns = tuple(tell(one) for one in (DAY, WHAT, WHERE, STATE))
    return Figure(
        key="action-log",
        title=tell(LOG),
        table=Table(caption=tell(LOG), columns=columns, rows=rows),
    )
