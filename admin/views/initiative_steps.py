"""Steps on an initiative's road, the need gate among them."""

from __future__ import annotations

from flask import redirect, request

from admin import initiative_words as words
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.initiative_room import address, blueprint, found
from admin.signed_in import member
from admin.step_form import StepForm
from admin.undo import say_done
from survey.initiative_parts import Initiative
from survey.initiatives import Heard, State, Step, showable, verdicts, ways_on
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.initiative_changes import take_step
from survey.store.initiative_queries import steps_of
from survey.store.need_queries import residents_heard

STEP = "admin/initiative_step.html"


@blueprint.route("/<int:initiative_id>/step", methods=["GET", "POST"])
@needs(Right.RUN)
def step(initiative_id: int) -> Answer:
    """Take the step that `?to=` names; without it the usual one."""
    parts = services()
    with parts.store.read() as connection:
        initiative = found(connection, initiative_id)
        steps = steps_of(connection, initiative.id)
        heard = residents_heard(connection, initiative.id)
    if initiative.archived_on:
        return redirect(address(initiative), 303)
    form, ways = StepForm(data={"revision": initiative.revision}), ways_on(initiative.state, steps)
    wanted = form.to.data if form.is_submitted() else request.args.get("to")
    to = next((way for way in ways if way == wanted), None)
    form.lead_to(to or ways[0], heard, parts.settings.smallest_group, verdicts(steps))
    if form.is_submitted() and to is None:
        return _meanwhile(form, initiative)
    if form.validate_on_submit():
        return _taken(form, initiative)
    return form_page(STEP, form, **_told(form, initiative))


def _taken(form: StepForm, initiative: Initiative) -> Answer:
    taken = form.step(services().clock.today(), member().name)
    if not take_step(services().store, initiative.id, form.seen_revision(), taken):
        return _meanwhile(form, initiative)
    state = gettext(words.STATES[taken.state])
    say_done(gettext("The step is taken. It now says: %(state)s.", state=state))
    return redirect(address(initiative), 303)


def _meanwhile(form: StepForm, initiative: Initiative) -> Answer:
    """The form as written, for the step that is open now, and what somebody else did meanwhile."""
    with services().store.read() as connection:
        now, steps = found(connection, initiative.id), steps_of(connection, initiative.id)
    ways = ways_on(now.state, steps)
    to = form.state if form.state in ways else ways[0]
    form.lead_to(to, form.heard, form.least, verdicts(steps))
    stands = {gettext("Where it is now"): gettext(words.STATES[now.state]), **_by_whom(steps)}
    return met_page(STEP, form, now.revision, stands, **_told(form, now))


def _by_whom(steps: tuple[Step, ...]) -> dict[str, object]:
    return {gettext("The newest step was taken by"): steps[-1].by} if steps else {}


def _told(form: StepForm, initiative: Initiative) -> dict[str, object]:
    """What the page of a step tells beside the form."""
    asks_who = form.state is State.NEED_CONFIRMED
    return {
        "initiative": initiative,
        "called": words.step_called(initiative.state, form.state),
        "counts": _counts(form.heard, form.least) if asks_who else {},
        "words": words,
    }


def _counts(heard: Heard, least: int) -> dict[str, object]:
    return {voice: showable(counts, least) for voice, counts in heard.by_voice().items()}
