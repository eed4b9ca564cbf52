"""Initiatives: the list of them, the page of one, its hand-over pack, and putting it away."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin import initiative_words as words
from admin import meeting_words
from admin.doors import needs
from admin.initiative_room import address, blueprint, found, found_now, may_change, named_needs
from admin.paging import PER_PAGE, Page, asked
from admin.report.words import VOICES
from admin.signed_in import member, reach
from admin.undo import say_done
from admin.views import (
    initiative_choices,
    initiative_edits,
    initiative_partners,
    initiative_steps,
    initiative_visits,
    meeting_edits,
    meetings,
    role_cards,
)
from survey.attachments import drop_file
from survey.door_codes import ending
from survey.due import by_partners, by_promises, by_rounds, by_times, in_order
from survey.initiative_dates import funding_end, next_meeting
from survey.initiatives import State, need_stands, ways_on
from survey.meetings import days_of, warnings
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.action_queries import open_promises
from survey.store.due_queries import all_due
from survey.store.idea_queries import ideas_of
from survey.store.initiative_changes import delete_initiative, has_anything, put_away
from survey.store.initiative_list_queries import Wanted, Which, list_initiatives
from survey.store.initiative_queries import (
    history_of,
    rounds_of,
)
from survey.store.meeting_queries import meetings_of, open_decisions
from survey.store.partner_queries import partners_of
from survey.store.theme_queries import quotes_of_need

IDEAS_SHOWN = 5
"""How many of its ideas the page of an initiative shows; the rest are one press away."""
__all__ = [
    "blueprint",
    "initiative_choices",
    "initiative_edits",
    "initiative_partners",
    "initiative_steps",
    "initiative_visits",
    "meeting_edits",
    "meetings",
    "role_cards",
]
"""The blueprint, and the files that add their pages to it."""


@blueprint.get("/")
@needs(Right.REPORTS)
def listed() -> str:
    """A page of the initiatives: going on, closed or all, and those that a word is found in."""
    parts, page, which = services(), asked(), _which()
    today = parts.clock.today()
    wanted = Wanted(which, page.word, page.skipped, PER_PAGE)
    with parts.store.read() as connection:
        items, total = list_initiatives(connection, reach(), wanted)
        due = all_due(connection, items, today, page_language())
    run = member().reach(Right.RUN)
    return render_template(
        "admin/initiatives.html",
        page=Page(items, total, page),
        which=which,
        due=due,
        money={one.id: funding_end(one.times.funding_ends_on, today) for one in items},
        may_add=run.everywhere or bool(run.centres),
        words=words,
        today=today,
    )


@blueprint.get("/<int:initiative_id>")
@needs(Right.REPORTS)
def page(initiative_id: int) -> str:
    """Where an initiative is on its road, and everything that was written down of it."""
    parts = services()
    with parts.store.read() as connection:
        today = parts.clock.today()
        told = _told(connection, initiative_id, today)
        ideas = ideas_of(connection, initiative_id, IDEAS_SHOWN)
    initiative, steps = told["initiative"], told["history"].steps
    doors = (door for one in told["rounds"] for door in one.doors)
    ways = () if initiative.archived_on else ways_on(initiative.state, steps)
    return render_template(
        "admin/initiative.html",
        **told,
        ideas=ideas,
        doors=ending(doors, today) if may_change(initiative) and not initiative.is_closed else [],
        may_change=may_change(initiative),
        onward=ways,
        road=tuple(State),
        stands=need_stands(steps),
    )


@blueprint.get("/<int:initiative_id>/hand-over")
@needs(Right.RUN)
def hand_over(initiative_id: int) -> str:
    """All that whoever takes over needs, to print; no answer of anybody is in it."""
    parts = services()
    with parts.store.read() as connection:
        told = _told(connection, initiative_id, parts.clock.today())
        decisions = open_decisions(connection, initiative_id)
    return render_template("admin/initiative_hand_over.html", **told, decisions=decisions)


@blueprint.post("/<int:initiative_id>/away")
@needs(Right.RUN)
def away(initiative_id: int) -> Response:
    """Put it away. Nothing of it is lost."""
    initiative = found_now(initiative_id)
    put_away(services().store, initiative.id, services().clock.today())
    undo = url_for("admin_initiatives.back", initiative_id=initiative.id)
    say_done(gettext("%(name)s is put away.", name=initiative.about.name), undo=undo)
    return redirect(address(initiative), 303)


@blueprint.post("/<int:initiative_id>/back")
@needs(Right.RUN)
def back(initiative_id: int) -> Response:
    """Take it out again."""
    initiative = found_now(initiative_id)
    put_away(services().store, initiative.id, None)
    say_done(gettext("%(name)s is on the list again.", name=initiative.about.name))
    return redirect(address(initiative), 303)


@blueprint.post("/<int:initiative_id>/delete")
@needs(Right.RUN)
def delete(initiative_id: int) -> Response:
    """Delete one that is put away and that no round, promise or person belongs to."""
    parts, initiative = services(), found_now(initiative_id)
    files = delete_initiative(parts.store, initiative.id)
    if files is None:
        say_done(gettext("%(name)s is kept: something belongs to it.", name=initiative.about.name))
        return redirect(address(initiative), 303)
    for key in files:
        drop_file(parts.settings.instance, key)
    say_done(gettext("%(name)s is deleted.", name=initiative.about.name))
    return redirect(url_for("admin_initiatives.listed"), 303)


def _told(connection: Connection, initiative_id: int, today: date) -> dict[str, Any]:
    """What both pages of an initiative tell; nine statements."""
    initiative = found(connection, initiative_id)
    partners = partners_of(connection, initiative.id)
    promises = open_promises(connection, initiative.id)
    rounds = rounds_of(connection, initiative.id, member().reach(Right.REPORTS))
    times, language = initiative.times, page_language()
    met = meetings_of(connection, initiative.id)
    days = days_of((one.plan.day, one.state) for one in met)
    due = (
        *by_times(times, today, days),
        *by_partners(one.partner for one in partners),
        *by_promises((one.promise for one in promises), language),
        *by_rounds(rounds, language),
    )
    return {
        "initiative": initiative,
        "meetings": met,
        "warnings": ()
        if initiative.is_closed
        else warnings(met, times.meeting_weeks, times.next_meeting_on, today),
        "meeting_words": meeting_words,
        "history": history_of(connection, initiative.id),
        "partners": partners,
        "promises": promises,
        "rounds": rounds,
        "due": in_order(due, today),
        "meeting": next_meeting(times.next_meeting_on, times.meeting_weeks, today, days),
        "money": funding_end(times.funding_ends_on, today),
        "may_delete": bool(initiative.archived_on) and not has_anything(connection, initiative.id),
        "needs": named_needs(),
        "quotes": quotes_of_need(connection, initiative.id),
        "voices": VOICES,
        "words": words,
        "today": today,
    }


def _which() -> Which:
    wanted = request.args.get("show", "")
    return Which(wanted) if wanted in list(Which) else Which.GOING_ON
