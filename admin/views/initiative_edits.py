"""Making an initiative, and changing what it is, who owns it and its times."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import redirect, url_for

from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.forms import StaffForm
from admin.initiative_forms import (
    NAME_IS_TAKEN,
    AboutForm,
    OwnersForm,
    TimesForm,
    filled_about,
    filled_owners,
    filled_times,
)
from admin.initiative_room import (
    address,
    blueprint,
    found_now,
    named_needs,
    said_day,
)
from admin.signed_in import member, reach
from admin.undo import say_done
from survey.initiative_parts import Handover, Initiative, Owners
from survey.initiatives import State, Step
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.initiative_changes import (
    NameTaken,
    add_initiative,
    change_about,
    change_owners,
    change_times,
)
from survey.store.initiative_queries import centres_to_choose, name_is_taken
from survey.store.theme_queries import quotable_for, quotes_of_need
from survey.words.moderated import Quotable

Told = Callable[[Initiative], Mapping[str, object]]
"""What stands in each field of a form now."""


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add() -> Answer:
    """Write an idea down: the need that is presumed, and where."""
    parts, form = services(), _about_form(None)
    if form.validate_on_submit() and _is_free(form, None):
        first = Step(State.IDEA, parts.clock.today(), member().name)
        try:
            number = add_initiative(parts.store, form.about(), form.chosen_centres(), first)
        except NameTaken:
            _say_taken(form)
        else:
            say_done(gettext("The idea is written down."))
            return redirect(url_for("admin_initiatives.page", initiative_id=number), 303)
    return _shown("admin/initiative_about.html", form, None)


@blueprint.route("/<int:initiative_id>/about", methods=["GET", "POST"])
@needs(Right.RUN)
def about(initiative_id: int) -> Answer:
    """Say anew what it is."""
    initiative = found_now(initiative_id)
    form = _about_form(initiative)
    if form.validate_on_submit() and _is_free(form, initiative.id):
        try:
            if _saved_about(initiative, form):
                return _saved(initiative, "about")
        except NameTaken:
            _say_taken(form)
        else:
            return _meanwhile("admin/initiative_about.html", form, initiative, _about_now)
    return _shown("admin/initiative_about.html", form, initiative)


@blueprint.route("/<int:initiative_id>/times", methods=["GET", "POST"])
@needs(Right.RUN)
def times(initiative_id: int) -> Answer:
    """Say anew when the partners meet, and how long the money lasts."""
    initiative = found_now(initiative_id)
    form = TimesForm(data=filled_times(initiative))
    if form.validate_on_submit():
        if change_times(services().store, initiative.id, form.seen_revision(), form.times()):
            return _saved(initiative, "times")
        return _meanwhile("admin/initiative_times.html", form, initiative, _times_now)
    return _shown("admin/initiative_times.html", form, initiative)


@blueprint.route("/<int:initiative_id>/owners", methods=["GET", "POST"])
@needs(Right.RUN)
def owners(initiative_id: int) -> Answer:
    """Say anew who owns it. Where it changes hands, the hand-over pack comes next."""
    initiative = found_now(initiative_id)
    form = OwnersForm(data=filled_owners(initiative))
    if form.validate_on_submit():
        handover = _handover(initiative.owners, form.owners())
        saved = (initiative.id, form.seen_revision(), form.owners(), handover)
        if change_owners(services().store, *saved):
            if handover and handover.before:
                say_done(gettext("The new owner is written down. Here is what to hand over."))
                pack = "admin_initiatives.hand_over"
                return redirect(url_for(pack, initiative_id=initiative.id), 303)
            return _saved(initiative, "owners")
        return _meanwhile("admin/initiative_owners.html", form, initiative, _owners_now)
    return _shown("admin/initiative_owners.html", form, initiative)


def _handover(before: Owners, after: Owners) -> Handover | None:
    """What is written down of a change; None when the names stay."""
    if before.names == after.names:
        return None
    names = ", ".join(before.names), ", ".join(after.names)
    return Handover(services().clock.today(), member().name, *names)


def _about_form(initiative: Initiative | None) -> AboutForm:
    offered, carried = _quotes(initiative)
    filled = {**filled_about(initiative), "quotes": list(carried)} if initiative else {}
    form = AboutForm(data=filled)
    form.offer_quotes(offered)
    chosen = [one.id for one in initiative.centres] if initiative else []
    with services().store.read() as connection:
        centres = centres_to_choose(connection, reach(), chosen)
    form.offer(named_needs(), centres, initiative)
    form.hold_to(reach(), initiative.id if initiative else None)
    return form


def _quotes(initiative: Initiative | None) -> tuple[list[Quotable], dict[str, Quotable]]:
    """The quotes that may be carried in the need, and those that are, which stay to be chosen."""
    if initiative is None:
        return [], {}
    parts = services()
    with parts.store.read() as connection:
        carried = {one.comment_id: one for one in quotes_of_need(connection, initiative.id)}
        fresh = quotable_for(connection, initiative.id, parts.settings.smallest_group)
    return [*carried.values(), *(one for one in fresh if one.comment_id not in carried)], carried


def _is_free(form: AboutForm, initiative_id: int | None) -> bool:
    """True when no other initiative has the name; else the form says so."""
    with services().store.read() as connection:
        if name_is_taken(connection, form.name.data or "", initiative_id):
            _say_taken(form)
    return not form.errors


def _say_taken(form: AboutForm) -> None:
    form.name.errors = [NAME_IS_TAKEN]


def _saved_about(initiative: Initiative, form: AboutForm) -> bool:
    seen, centres = form.seen_revision(), form.chosen_centres()
    about, quotes = form.about(), form.chosen_quotes()
    return change_about(services().store, initiative.id, seen, about, centres, quotes)


def _saved(initiative: Initiative, anchor: str) -> Answer:
    say_done(gettext("It is saved."))
    return redirect(address(initiative, anchor), 303)


def _shown(template: str, form: StaffForm, initiative: Initiative | None) -> Answer:
    """The form, empty or with everything that was written and what is wrong with it."""
    return form_page(template, form, initiative=initiative)


def _meanwhile(template: str, form: StaffForm, before: Initiative, told: Told) -> Answer:
    """The form as written, and what somebody else saved meanwhile; saving once more works."""
    now = found_now(before.id)
    return met_page(template, form, now.revision, told(now), initiative=now)


def _about_now(now: Initiative) -> dict[str, object]:
    named = named_needs()
    return {
        gettext("What it is called"): now.about.name,
        gettext("The need"): now.about.need,
        gettext("Needs it answers"): ", ".join(named.get(key, key) for key in now.about.needs),
        gettext("For whom"): now.about.target_group,
        gettext("Centres"): ", ".join(one.name for one in now.centres),
    }


def _owners_now(now: Initiative) -> dict[str, object]:
    return {gettext("Who owns it"): ", ".join(now.owners.names) or None}


def _times_now(now: Initiative) -> dict[str, object]:
    return {
        gettext("Weeks between meetings"): now.times.meeting_weeks,
        gettext("Next meeting"): said_day(now.times.next_meeting_on),
        gettext("The money ends on"): said_day(now.times.funding_ends_on),
        gettext("How it goes on without the money"): now.times.goes_on or None,
    }
