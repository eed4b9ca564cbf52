"""Which actions a round asks about: offered in its form as ticks, those that wait ticked already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from admin.asking_again import asking_too
from survey.actions import Action
from survey.asked_again import asked_about, without_question
from survey.due import said_in
from survey.pages.locale import page_language
from survey.questionnaire.model import Questionnaire


def tick_names(actions: Iterable[Action]) -> dict[str, str]:
    """What each tick says: what people said, and where."""
    return {
        str(one.id): f"{said_in(one.promise.said, page_language())} – {one.place_name}"
        for one in actions
    }


def belonging(
    actions: Iterable[Action], centres: Collection[int], initiative: int | None
) -> list[Action]:
    """Those of a centre where the round asks, or of the initiative it is part of."""
    return [
        one
        for one in actions
        if one.promise.place.centre_id in centres
        or (initiative is not None and one.promise.place.initiative_id == initiative)
    ]


def asking_about(
    questionnaire: Questionnaire, offered: Mapping[int, Action], wanted: Iterable[Action]
) -> Questionnaire:
    """The questionnaire, asking about these of the actions offered and about no others of them.

    What it asks already stays in its words. Raises `CannotAsk`.
    """
    chosen = {one.id: one for one in wanted}
    asks = asked_about(questionnaire)
    shorter = questionnaire
    for id_ in asks & (offered.keys() - chosen.keys()):
        shorter = without_question(shorter, id_)
    return asking_too(shorter, [one for id_, one in chosen.items() if id_ not in asks])
