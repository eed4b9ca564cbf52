"""What all pages of the room of actions share: its blueprint, how one is found, and its origin."""

from __future__ import annotations

from flask import Blueprint, abort, request, url_for
from sqlalchemy import Connection

from admin.action_forms import draft_of
from admin.idea_actions import idea_asked_of
from admin.signed_in import member, reach
from survey.actions import NO_ORIGIN, Action, Origin, Place
from survey.due import WRITTEN_IN
from survey.services import services
from survey.staff import Belonging, Right
from survey.store.action_queries import find_action
from survey.store.place_queries import FINDERS, LARGEST_ID
from survey.store.round_edit_queries import KeptRound, find_kept_round

blueprint = Blueprint(
    "admin_actions", __name__, template_folder="templates", url_prefix="/admin/actions"
)


def found(connection: Connection, action_id: int) -> Action:
    """The action of this number, or the page that says there is none."""
    return find_action(connection, action_id) or abort(404)


def found_now(action_id: int) -> Action:
    """The same, as it is at this moment."""
    with services().store.read() as connection:
        return found(connection, action_id)


def address(action_id: int) -> str:
    """The page of an action."""
    return url_for("admin_actions.show", action_id=action_id)


def drafted(connection: Connection) -> tuple[dict[str, object], Origin]:
    """What a new promise is filled with when it is made of something, and which finding that is.

    The address names an idea (`?idea=7`) or a finding (`?round=3&question=needs`). One that is not
    there, or not to be read by whoever asks, gives an empty form.
    """
    idea = idea_asked_of(connection)
    if idea is not None:
        given = idea.given
        place = Place(None if given.initiative_id else given.centre_id, given.initiative_id)
        return draft_of(idea.reply.said or {WRITTEN_IN: given.words}, place), NO_ORIGIN
    round_ = _round_within(connection, request.args.get("round", 0, int))
    key = request.args.get("question", "")
    if round_ is None:
        return {}, NO_ORIGIN
    questionnaire = services().versions.find_by_id(round_.plan.version_id).questionnaire
    question = questionnaire.find(key)
    if question is None:
        return {}, NO_ORIGIN
    wording = questionnaire.wordings[0]
    said = {code: question.text.say(wording, code) for code in questionnaire.languages}
    said = {code: text for code, text in said.items() if code == WRITTEN_IN}
    return draft_of(said, _place(round_)), Origin(round_.id, question.key)


def _round_within(connection: Connection, number: int) -> KeptRound | None:
    """The round, where its report may be read by whoever asks."""
    there = FINDERS["round_id"](connection, number) if 0 < number <= LARGEST_ID else None
    if there is None or not member().reach(Right.REPORTS).covers(there):
        return None
    return find_kept_round(connection, number)


def _place(round_: KeptRound) -> Place | None:
    """Where what came of a round belongs: its initiative, else its only centre, if within reach."""
    initiative, centres = round_.plan.initiative_id, sorted(round_.plan.centre_ids)
    if initiative is not None and reach().covers(Belonging(frozenset(centres), initiative)):
        return Place(initiative_id=initiative)
    within = [one for one in centres if reach().covers(Belonging(frozenset({one})))]
    return Place(centre_id=within[0]) if len(within) == 1 else None
