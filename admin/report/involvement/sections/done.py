"""What we did, and what happened then: promises on the curve of what residents say, and no cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from admin.report.cautions import RESIDENT
from admin.report.involvement.curve import trend
from admin.report.involvement.material import Material
from admin.report.involvement.measured import curve_figure
from admin.report.involvement.model import Event, Figure, Section, SectionKey, Table
from admin.report.involvement.series import Series, newest_of
from admin.report.involvement.tell import Teller, section, without
from survey.actions import Action, ActionState
from survey.due import said_in
from survey.texts import N_

FOLLOWED = ("satisfaction", "helped", "need_still_right")
POINTS_AFTER = 4
"""So many rounds must have closed after an action before anything is said of what followed."""
MOST_ACTIONS = 12
NOTHING_DONE = N_("Nothing has been promised or done yet.")
LOG = N_("What was said, promised and done")
WHEN, PROMISED, STANDS = N_("Day"), N_("What was promised"), N_("Where it stands")
STATES = {
    ActionState.PROMISED: N_("Promised"),
    ActionState.DONE: N_("Done: %(became)s"),
    ActionState.DROPPED: N_("Could not be done: %(became)s"),
}
LATE = N_("Promised, and late")
TOO_SOON = N_(
    "It is too early to say what has happened after “%(what)s”: 4 rounds must have closed since."
)
AFTER_UPWARDS = N_(
    "After “%(what)s” more give the top answer to “%(question)s”. We cannot know whether it was the action."
)
AFTER_DOWNWARDS = N_(
    "After “%(what)s” fewer give the top answer to “%(question)s”. We cannot know whether it was the action."
)
AFTER_NOTHING = N_("No confirmed change at “%(question)s” after “%(what)s”.")


def done(material: Material) -> Section | None:
    """The section; None where a centre or an organisation has neither promised nor done anything."""
    tell = Teller(material)
    actions = sorted(material.actions, key=lambda one: one.promised_on)[-MOST_ACTIONS:]
    if not actions:
        return without(tell, SectionKey.DONE, NOTHING_DONE)
    curves = [*_curves(tell, actions)]
    said = [line for action in actions for line in _after(tell, action)]
    figures = [_log(tell, actions), *curves]
    return section(tell, SectionKey.DONE, dict.fromkeys(said), figures, cannot_say=not curves)


def _residents(material: Material) -> Iterator[Series]:
    for measure in FOLLOWED:
        for series in newest_of(material, measure):
            if series.speaker == RESIDENT:
                yield series


def _curves(tell: Teller, actions: Sequence[Action]) -> Iterator[Figure]:
    events = [Event(day=_day(one), label=_promised(tell, one)) for one in actions]
    for series in _residents(tell.material):
        found = curve_figure(tell, series, events)
        if found:
            yield found.model_copy(update={"key": f"done-{found.key}"})


def _day(action: Action) -> date:
    return action.outcome.settled_on or action.promised_on


def _promised(tell: Teller, action: Action) -> str:
    return said_in(action.promise.promised, tell.material.language)


def _after(tell: Teller, action: Action) -> Iterator[str]:
    """What followed one that was done, on each curve that is followed."""
    if action.outcome.state is not ActionState.DONE:
        return
    what = _promised(tell, action)
    for series in _residents(tell.material):
        later = [p for p in series.since_break() if p.wave.report.closes_on >= _day(action)]
        if len(later) < POINTS_AFTER:
            yield tell(TOO_SOON, what=what)
            continue
        change = trend(series).change
        values = {"what": what, "question": series.newest.report.text}
        if change is None or change.since < _day(action):
            yield tell(AFTER_NOTHING, **values)
        else:
            yield tell(AFTER_UPWARDS if change.upwards else AFTER_DOWNWARDS, **values)


def _log(tell: Teller, actions: Sequence[Action]) -> Figure:
    return Figure(
        key="actions",
        title=tell(LOG),
        table=Table(
            caption=tell(LOG),
            columns=tuple(tell(one) for one in (WHEN, PROMISED, STANDS)),
            rows=tuple(
                (tell.day(_day(one)), _promised(tell, one), _stands(tell, one)) for one in actions
            ),
        ),
    )


def _stands(tell: Teller, action: Action) -> str:
    if action.is_late(tell.material.today):
        return tell(LATE)
    became = said_in(action.outcome.became or {}, tell.material.language)
    return tell(STATES[action.outcome.state], became=became)
