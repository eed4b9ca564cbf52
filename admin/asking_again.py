"""Asking again in a round: its questionnaire with the questions whether actions helped."""

from __future__ import annotations

from collections.abc import Iterable

from admin.signed_in import reach
from survey.actions import Action
from survey.asked_again import NotToldIn, asked_about, with_question
from survey.pages.locale import gettext
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.services import services
from survey.store.action_queries import actions_to_ask_about, ask_in_the_next_round
from survey.store.versions import KnownVersion, store_version


class CannotAsk(ValueError):
    """A questionnaire that cannot take the question; says why, in words."""


def asking_too(questionnaire: Questionnaire, actions: Iterable[Action]) -> Questionnaire:
    """The questionnaire, asking last of all whether these helped. Raises `CannotAsk`."""
    longer = questionnaire
    for action in actions:
        longer = _asking(longer, action)
    return longer


def _asking(questionnaire: Questionnaire, action: Action) -> Questionnaire:
    try:
        longer = with_question(questionnaire, action)
    except NotToldIn as fault:
        raise CannotAsk(
            gettext(
                "The round asks in %(languages)s too, and the action has no words there. Write them, or choose another round.",
                languages=fault.names,
            )
        ) from fault
    refused = findings_refusing(lint(longer))
    if refused:
        raise CannotAsk(
            gettext(
                "The questionnaire of this round cannot take the question: %(why)s",
                why=refused[0].say(gettext),
            )
        )
    return longer


def edition_for_one_round(before: KnownVersion, longer: Questionnaire) -> KnownVersion:
    """`longer` as an edition that no other round takes; the one before where nothing was added."""
    if longer == before.questionnaire:
        return before
    parts = services()
    version, _changes = store_version(
        parts.store, freeze(longer), parts.clock.today(), made_of=before
    )
    return version


def newer_still_asking(before: KnownVersion, newer: KnownVersion) -> KnownVersion:
    """`newer` for a round that asks `before`: whether actions helped is still asked.

    Going back to an older edition takes it as it was. Raises `CannotAsk`.
    """
    asked = asked_about(before.questionnaire) if newer.number > before.number else set()
    if not asked:
        return newer
    with services().store.read() as connection:
        offered = actions_to_ask_about(connection, reach(), asked)
    still = (action for action in offered if action.id in asked)
    return edition_for_one_round(newer, asking_too(newer.questionnaire, still))


def waits_no_more(actions: Iterable[Action]) -> None:
    """These have found their round."""
    for action in actions:
        ask_in_the_next_round(services().store, action.id, wanted=False)


def waits_again(actions: Iterable[Action]) -> None:
    """These are asked about in the round no more, and are offered to the next one."""
    for action in actions:
        ask_in_the_next_round(services().store, action.id, wanted=True)
