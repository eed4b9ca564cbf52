"""Asking again whether an action helped: the question itself, and where it is put."""

from __future__ import annotations

from datetime import date

import pytest

from survey.actions import Action, ActionState, Outcome, Place, Promise
from survey.asked_again import HELPED, TOLD, NotToldIn, helped_key, with_question
from survey.languages import LANGUAGES
from survey.questionnaire.library import library
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import changes
from survey.voices import Perspective
from tests.world import one_of_each_kind

SAID = {"da": "Vi savner sang", "en": "We miss singing."}
DONE = {"da": "Et kor kommer hver onsdag.", "en": "A choir comes every Wednesday."}
TODAY = date(2026, 11, 24)


def action(state: ActionState = ActionState.DONE, **changed: dict[str, str]) -> Action:
    """Something that was promised at a centre, and done."""
    promise = Promise(Place(1), changed.get("said", SAID), DONE, "Anna", None, True)
    became = None if state is ActionState.PROMISED else DONE
    return Action(5, promise, Outcome(state, became, TODAY), TODAY, "Solsikken")


GROWING = [
    key for key, one in library().items() if not one.pulse and findings_refusing(lint(one)) == []
]
"""Questionnaires of the library whose words are here, and that are no pulse."""


@pytest.mark.parametrize("key", GROWING)
def test_each_questionnaire_of_the_library_can_ask_it_last(key: str) -> None:
    before = library()[key]
    asked = with_question(before, action())
    assert findings_refusing(lint(asked)) == []
    assert [q.key for q in asked.questions] == [q.key for q in before.questions] + [helped_key(5)]
    assert [one.what for one in changes(before, asked)] == ["added"], "no trend is broken"
    assert Questionnaire.model_validate_json(asked.model_dump_json()) == asked


def test_it_tells_what_was_said_and_done_before_it_asks() -> None:
    question = with_question(one_of_each_kind(), action()).questions[-1]
    assert question.help
    assert question.help.say(Perspective.SELF, "da") == (
        "I sagde: Vi savner sang. Vi gjorde: Et kor kommer hver onsdag."
    )
    assert question.text.say(Perspective.SELF, "en") == "Has it helped you?"
    assert question.text.say(Perspective.AS_RESIDENT, "da") == "Tror du, det har hjulpet beboeren?"
    assert question.measure == "helped"


def test_what_is_only_promised_is_told_as_a_promise() -> None:
    question = with_question(one_of_each_kind(), action(ActionState.PROMISED)).questions[-1]
    assert question.help
    assert "Vi har lovet" in question.help.say(Perspective.SELF, "da")


def test_asked_for_twice_it_is_asked_once() -> None:
    once = with_question(one_of_each_kind(), action())
    assert with_question(once, action()) == once


def test_a_language_without_words_is_named() -> None:
    with pytest.raises(NotToldIn) as told:
        with_question(one_of_each_kind(), action(said={"da": "Vi savner sang."}))
    assert told.value.names == "English"


def test_there_are_words_in_every_language() -> None:
    for words in (*HELPED.values(), *TOLD.values()):
        assert set(words) == set(LANGUAGES)
    assert set(HELPED) == set(Perspective)
