"""Planning meetings and writing them down: when, who came, what was seen, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import redirect
from werkzeug.wrappers import Response

from admin import meeting_words as words
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.forms import StaffForm
from admin.freezing import freeze_for
from admin.initiative_room import blueprint, found_now, said_day
from admin.meeting_forms import (
    DecisionForm,
    HeldForm,
    NotesForm,
    OffForm,
    PlanForm,
    filled_decision,
    filled_held,
    filled_plan,
    names_of,
)
from admin.meeting_room import (
    ALL,
    OF_DECISION,
    OF_ONE,
    address_of,
    decision_now,
    meeting_now,
    saved,
)
from admin.undo import say_done
from survey.initiative_dates import MeetingDays, next_meeting
from survey.initiative_parts import Initiative
from survey.meetings import Group, Meeting, MeetingState, Plan, proposed_next
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.meeting_queries import (
    add_decision,
    call_off,
    change_decision,
    change_meeting,
    change_notes,
    hold,
    meeting_days,
    plan_again,
    plan_meeting,
    settle_decision,
)


@blueprint.route(f"{ALL}/new", methods=["GET", "POST"])
@needs(Right.RUN)
def plan_one(initiative_id: int) -> Answer:
    """Plan a meeting; the day is proposed from how often they meet."""
    initiative, parts = found_now(initiative_id), services()
    times = initiative.times
    days, today = _days(initiative), parts.clock.today()
    taken = MeetingDays(called_off=days.planned | days.called_off)
    proposed = next_meeting(times.next_meeting_on, times.meeting_weeks, today, taken)
    form = PlanForm(data={"planned_on": proposed})
    if form.validate_on_submit():
        number = plan_meeting(parts.store, initiative.id, form.plan())
        _initiative, made = meeting_now(initiative.id, number)
        say_done(gettext("The meeting is planned."))
        return redirect(address_of(made), 303)
    return form_page("admin/meetings/plan.html", form, initiative=initiative, meeting=None)


@blueprint.route(f"{OF_ONE}/plan", methods=["GET", "POST"])
@needs(Right.RUN)
def change_plan(initiative_id: int, meeting_id: int) -> Answer:
    """Say anew when and where."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    form = PlanForm(data=filled_plan(one))
    if form.validate_on_submit():
        if change_meeting(services().store, one.id, form.seen_revision(), form.plan()):
            return _moved(initiative, one)
        return _meanwhile("plan", form, one)
    return form_page("admin/meetings/plan.html", form, initiative=initiative, meeting=one)


@blueprint.route(f"{OF_ONE}/held", methods=["GET", "POST"])
@needs(Right.RUN)
def held(initiative_id: int, meeting_id: int) -> Answer:
    """Write down who came, and when they meet again."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    if one.plan.day > services().clock.today():
        say_done(gettext("The meeting has not been yet. Write it down when it has."))
        return redirect(address_of(one), 303)
    form = HeldForm(data=filled_held(one, _proposed(initiative, one)))
    form.held_on = one.plan.day
    if form.validate_on_submit():
        if _hold(one, form):
            return saved(one)
        return _meanwhile("held", form, one)
    return form_page("admin/meetings/held.html", form, **_told(initiative, one))


@blueprint.route(f"{OF_ONE}/notes", methods=["GET", "POST"])
@needs(Right.RUN)
def meeting_notes(initiative_id: int, meeting_id: int) -> Answer:
    """Write down what was seen. It is nobody's answer, and no report has it."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    form = NotesForm(data={"revision": one.revision, "notes": one.notes})
    if form.validate_on_submit():
        notes = form.notes.data or ""
        if change_notes(services().store, one.id, form.seen_revision(), notes):
            return saved(one, "notes")
        return _meanwhile("notes", form, one)
    return form_page("admin/meetings/notes.html", form, **_told(initiative, one))


@blueprint.route(f"{OF_ONE}/off", methods=["GET", "POST"])
@needs(Right.RUN)
def off(initiative_id: int, meeting_id: int) -> Answer:
    """Say that it was not held, and why."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    if one.state is MeetingState.HELD:
        say_done(gettext("The meeting was held, and stays so."))
        return redirect(address_of(one), 303)
    filled = {"revision": one.revision, "state": one.state.value, "reason": one.reason}
    form = OffForm(data=filled)
    if form.validate_on_submit():
        said = MeetingState(form.state.data), form.reason.data or ""
        if call_off(services().store, one.id, form.seen_revision(), *said):
            undo = f"{address_of(one)}/on-again"
            say_done(gettext("It is written down that the meeting was not held."), undo=undo)
            return redirect(address_of(one), 303)
        return _meanwhile("off", form, one)
    return form_page("admin/meetings/off.html", form, **_told(initiative, one))


@blueprint.post(f"{OF_ONE}/on-again")
@needs(Right.RUN)
def on_again(initiative_id: int, meeting_id: int) -> Response:
    """Plan it again."""
    _initiative, one = meeting_now(initiative_id, meeting_id)
    plan_again(services().store, one.id)
    say_done(gettext("The meeting is planned again."))
    return redirect(address_of(one), 303)


@blueprint.route(f"{OF_ONE}/decisions/new", methods=["GET", "POST"])
@needs(Right.RUN)
def decide(initiative_id: int, meeting_id: int) -> Answer:
    """Write a decision down."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    form = DecisionForm()
    if form.validate_on_submit():
        add_decision(services().store, one.id, form.decision())
        return saved(one, "decisions")
    return form_page("admin/meetings/decision.html", form, kept=None, **_told(initiative, one))


@blueprint.route(OF_DECISION, methods=["GET", "POST"])
@needs(Right.RUN)
def decision_of_meeting(initiative_id: int, meeting_id: int, decision_id: int) -> Answer:
    """Write a decision anew."""
    initiative, one, kept = decision_now(initiative_id, meeting_id, decision_id)
    form, template = DecisionForm(data=filled_decision(kept)), "admin/meetings/decision.html"
    if form.validate_on_submit():
        if change_decision(services().store, kept.id, form.seen_revision(), form.decision()):
            return saved(one, "decisions")
        _initiative, _one, now = decision_now(initiative_id, meeting_id, decision_id)
        stands = {
            gettext("What was decided"): now.decision.what,
            gettext("Who sees to it"): now.decision.who,
            gettext("By when"): said_day(now.decision.due_on),
        }
        told = _told(initiative, one)
        return met_page(template, form, now.revision, stands, kept=now, **told)
    return form_page(template, form, kept=kept, **_told(initiative, one))


@blueprint.post(f"{OF_DECISION}/done")
@needs(Right.RUN)
def decision_done(initiative_id: int, meeting_id: int, decision_id: int) -> Response:
    """Say that it is done."""
    _initiative, one, kept = decision_now(initiative_id, meeting_id, decision_id)
    settle_decision(services().store, kept.id, services().clock.today())
    undo = f"{address_of(one)}/decisions/{kept.id}/open"
    say_done(gettext("It is written down that this is done."), undo=undo)
    return redirect(address_of(one, "decisions"), 303)


@blueprint.post(f"{OF_DECISION}/open")
@needs(Right.RUN)
def decision_open(initiative_id: int, meeting_id: int, decision_id: int) -> Response:
    """Say that it is open again."""
    _initiative, one, kept = decision_now(initiative_id, meeting_id, decision_id)
    settle_decision(services().store, kept.id, None)
    say_done(gettext("It is open again."))
    return redirect(address_of(one, "decisions"), 303)


def _moved(initiative: Initiative, before: Meeting) -> Response:
    """Back to the meeting; where the initiative's next day moved along, that is said."""
    now = found_now(initiative.id).times.next_meeting_on
    if now and now != initiative.times.next_meeting_on:
        say_done(gettext("The next meeting of the initiative is now %(day)s.", day=said_day(now)))
    return saved(before)


def _hold(one: Meeting, form: HeldForm) -> bool:
    """Keep what was written; the reports are frozen at the latest now."""
    parts, next_on = services(), form.next_on.data
    next_ = Plan(next_on, one.plan.starts_at, one.plan.place) if next_on else None
    if not hold(parts.store, one.id, form.seen_revision(), form.attendance(), next_):
        return False
    if one.frozen_at is None:
        freeze_for(parts, one.id, one.initiative_id)
    return True


def _proposed(initiative: Initiative, one: Meeting) -> date | None:
    times, today = initiative.times, services().clock.today()
    asked = one.plan.day, times.meeting_weeks, times.next_meeting_on, today
    return proposed_next(*asked, _days(initiative))


def _days(initiative: Initiative) -> MeetingDays:
    """The days of its meetings as they are now."""
    with services().store.read() as connection:
        return meeting_days(connection, [initiative.id])[initiative.id]


def _told(initiative: Initiative, one: Meeting) -> dict[str, object]:
    """What the templates of the forms are given."""
    return {
        "initiative": initiative,
        "meeting": one,
        "words": words,
        "names_of": names_of,
        "Group": Group,
    }


def _meanwhile(page: str, form: StaffForm, before: Meeting) -> Answer:
    """The form as written, and what somebody else saved meanwhile; saving once more works."""
    initiative, now = meeting_now(before.initiative_id, before.id)
    template, told = f"admin/meetings/{page}.html", _told(initiative, now)
    return met_page(template, form, now.revision, _stands(now), **told)


def _stands(now: Meeting) -> Mapping[str, object]:
    came = {
        gettext(words.GROUPS[group]): _came(now, group)
        for group in Group
        if not now.of(group).is_empty
    }
    return {
        gettext("Day"): said_day(now.plan.day),
        gettext("Begins at"): now.plan.starts_at or None,
        gettext("Place"): now.plan.place or None,
        gettext("State"): gettext(words.MEETING_STATES[now.state]),
        gettext("Why it was not held"): now.reason or None,
        gettext("What was seen"): now.notes or None,
        **came,
    }


def _came(now: Meeting, group: Group) -> str:
    one = now.of(group)
    return gettext(
        "%(present)s came, %(absent)s did not. %(why)s",
        present="–" if one.present is None else one.present,
        absent="–" if one.absent is None else one.absent,
        why=one.why,
    ).strip()
