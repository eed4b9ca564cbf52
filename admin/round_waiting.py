"""Actions that wait for a round: found for its form, put into what it asks, and settled after."""

from __future__ import annotations

from sqlalchemy import Connection

from admin.asking_again import edition_for_one_round, waits_again, waits_no_more
from admin.round_forms import RoundForm
from admin.signed_in import reach
from survey.actions import Action
from survey.asked_again import asked_about
from survey.questionnaire.model import Questionnaire
from survey.services import services
from survey.store.action_queries import actions_to_ask_about
from survey.store.round_edit_queries import KeptRound


def actions_waiting(
    connection: Connection, questionnaire: Questionnaire, kept: KeptRound | None
) -> dict[int, Action]:
    """The actions a round may ask about, by number; one statement.

    None for a pulse, which stays at its few taps, and none once answers rest on what is asked.
    """
    if questionnaire.pulse or (kept is not None and kept.has_answers):
        return {}
    asked = asked_about(questionnaire) if kept else set()
    return {one.id: one for one in actions_to_ask_about(connection, reach(), asked)}


def edition_of(before_id: int, form: RoundForm) -> int:
    """The edition the round asks: one of its own where it asks whether an action helped."""
    before = services().versions.find_by_id(before_id)
    return edition_for_one_round(before, form.questionnaire()).id


def settle_waiting(form: RoundForm) -> None:
    """What the round asks about waits no more; what it asks about no longer waits again."""
    about = {one.id for one in form.about}
    asked = asked_about(form.setting.questionnaire)
    waiting = form.setting.waiting
    waits_no_more(one for id_, one in waiting.items() if id_ in about and one.asks_again)
    waits_again(one for id_, one in waiting.items() if id_ in asked - about)
