"""Asking again whether an action helped: the question itself, and where it is put."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from survey.actions import Action, ActionState, Outcome, Place, Promise
from survey.asked_again import HELPED, TOLD, NotToldIn, helped_key, with_question
from survey.languages import LANGUAGES
from survey.questionnaire.library import library
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import changes, freeze
from survey.rounds import Days
from survey.store.offer_queries import newest_published
from survey.store.repeat_queries import repeat_rounds
from survey.store.round_edit_queries import make_round
from survey.store.versions import KnownVersion, store_version
from survey.voices import Perspective
from tests.planning import kept, plan_of
from tests.world import World, one_of_each_kind

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


def branched(world: World, made_of: KnownVersion | None = None) -> KnownVersion:
    """An edition that asks about the action, made for one round."""
    before = made_of or world.version
    longer = with_question(before.questionnaire, action())
    return store_version(world.store, freeze(longer), world.today, made_of=before)[0]


def newest(world: World) -> int:
    with world.store.read() as connection:
        return newest_published(connection, world.version.questionnaire.key)[
            world.version.questionnaire.key
        ].version_id


def shorter(world: World) -> KnownVersion:
    """The next edition of the row: one question fewer."""
    fewer = world.version.questionnaire.model_dump(exclude_defaults=True)
    fewer["questions"] = [one for one in fewer["questions"] if one["key"] != "visits"]
    again = freeze(Questionnaire.model_validate(fewer))
    return store_version(world.store, again, world.today)[0]


def test_no_new_round_elsewhere_takes_what_one_round_asks_again(world: World) -> None:
    longer = branched(world)
    assert longer.number == 2
    assert newest(world) == world.version.id
    assert kept(world, world.round_id).newest_version_id == world.version.id


def test_a_repeating_round_does_not_ask_about_it_for_ever(world: World) -> None:
    over = Days(world.today - timedelta(days=20), world.today - timedelta(days=1))
    plan = plan_of(world, version_id=branched(world).id, days=over, repeats_weeks=4)
    make_round(world.store, plan)
    (next_id,) = repeat_rounds(world.store, world.today)
    assert kept(world, next_id).plan.version_id == world.version.id


def test_nor_where_the_newest_edition_is_not_worded_for_its_people(world: World) -> None:
    over = Days(world.today - timedelta(days=20), world.today - timedelta(days=1))
    plan = plan_of(world, version_id=branched(world).id, days=over, repeats_weeks=4)
    make_round(world.store, plan)
    others = world.version.questionnaire.model_dump() | {"voices": ["partner"]}
    store_version(world.store, freeze(Questionnaire.model_validate(others)), world.today)
    (next_id,) = repeat_rounds(world.store, world.today)
    assert kept(world, next_id).plan.version_id == world.version.id


def test_trends_run_past_an_edition_of_one_round(world: World) -> None:
    longer, next_ = branched(world), shorter(world)
    assert (longer.number, next_.number) == (2, 3)
    assert longer.trends["needs"] == next_.trends["needs"] == 1
    assert newest(world) == next_.id


def test_an_edition_that_asks_again_is_compared_with_the_one_it_was_made_of(world: World) -> None:
    shorter(world)
    assert branched(world).trends["visits"] == 1, (
        "the newest edition does not ask it; this one does"
    )


def test_published_for_all_it_is_for_all(world: World) -> None:
    longer = branched(world)
    again, changed = store_version(world.store, freeze(longer.questionnaire), world.today)
    assert (again.id, changed) == (longer.id, [])
    assert newest(world) == longer.id
