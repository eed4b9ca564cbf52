"""Asking again: whether an action helped, put into a round that is to come."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin.action_room import address, blueprint, found
from admin.asking_again import CannotAsk, asking_too, edition_for_one_round, waits_no_more
from admin.doors import needs
from admin.form_page import Answer
from admin.signed_in import reach
from admin.undo import say_done
from survey.actions import Action, ActionState
from survey.pages.locale import gettext
from survey.rounds import still_asked
from survey.services import services
from survey.staff import Right
from survey.store.action_queries import ask_in_the_next_round
from survey.store.asked_again_queries import RoundToAsk, rounds_to_ask
from survey.store.round_edit_queries import ask_version, find_kept_round
from survey.texts import N_

CHOOSE_A_ROUND = N_("Choose a round, or to wait for the next one.")
WAIT = "wait"


@dataclass(frozen=True)
class Choice:
    """What was chosen, and what is in the way of it, in words; nothing where it was done."""

    round: str = ""
    fault: str = ""


@blueprint.route("/<int:action_id>/ask", methods=["GET", "POST"])
@needs(Right.RUN)
def ask(action_id: int) -> Answer:
    """Choose the round that asks whether it helped."""
    parts, today = services(), services().clock.today()
    with parts.store.read() as connection:
        action = found(connection, action_id)
        offered = _longer(rounds_to_ask(connection, reach(), action, today))
    if action.outcome.state is ActionState.DROPPED:
        say_done(gettext("What could not be done is not asked about."))
        return redirect(address(action.id), 303)
    choice = Choice()
    if request.method == "POST":
        choice = _chosen(action, offered)
        if not choice.fault:
            return redirect(address(action.id), 303)
    page = render_template("admin/action_ask.html", action=action, rounds=offered, choice=choice)
    return (page, 400) if choice.fault else page


@blueprint.post("/<int:action_id>/ask/no-more")
@needs(Right.RUN)
def ask_no_more(action_id: int) -> Response:
    """Wait for the next round no more. Rounds that ask it already go on asking."""
    ask_in_the_next_round(services().store, action_id, wanted=False)
    say_done(gettext("It does not wait for the next round any more."))
    return redirect(address(action_id), 303)


def _longer(rounds: list[RoundToAsk]) -> list[RoundToAsk]:
    """Those whose questionnaire may grow: a pulse stays at its few taps."""
    versions = services().versions
    return [one for one in rounds if not versions.find_by_id(one.version_id).questionnaire.pulse]


def _chosen(action: Action, offered: list[RoundToAsk]) -> Choice:
    """Do what was chosen, or say what is in the way."""
    wanted = request.form.get("round", "")
    if wanted == WAIT:
        ask_in_the_next_round(services().store, action.id, wanted=True)
        undo = url_for("admin_actions.ask_no_more", action_id=action.id)
        say_done(gettext("It waits for the next round."), undo)
        return Choice(wanted)
    chosen = next((one for one in offered if str(one.id) == wanted), None)
    fault = _put_into(chosen, action) if chosen else gettext(CHOOSE_A_ROUND)
    return Choice(wanted, fault)


def _put_into(chosen: RoundToAsk, action: Action) -> str:
    """Let the round ask it, in an edition of its own; returns what is in the way, in words."""
    parts = services()
    before = parts.versions.find_by_id(chosen.version_id)
    try:
        longer = asking_too(before.questionnaire, [action])
    except CannotAsk as fault:
        return str(fault)
    version = edition_for_one_round(before, longer)
    with parts.store.read() as connection:
        kept = find_kept_round(connection, chosen.id)
    voices = still_asked(kept.plan.voices, longer) if kept else {}
    if not (kept and voices and ask_version(parts.store, kept.id, version.id, voices)):
        return gettext("Answers have come in to this round meanwhile. Choose another one.")
    waits_no_more([action])
    undo = url_for("admin_rounds.edition", round_id=kept.id, to=before.id)
    say_done(gettext("The round now asks whether it helped."), undo)
    return ""
