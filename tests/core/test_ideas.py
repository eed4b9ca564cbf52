"""Ideas: taken in once, answered, shown; and the box that stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from survey.ideas import UNANSWERED_FOR, CameBy, Given, Idea, IdeaKind, IdeaState, Reply
from survey.questionnaire.library import library
from survey.questionnaire.lint import lint
from survey.questionnaire.versions import freeze
from survey.retention import IDEAS_KEPT, Gone, Today, delete_due, what_is_due
from survey.rounds import OPEN_END, RoundState, state_on
from survey.staff import EVERYWHERE, Reach
from survey.store.headcount_queries import _asked
from survey.store.idea_queries import (
    Answerer,
    Wanted,
    add_idea,
    answer_idea,
    find_idea,
    listed_ideas,
    suggested_at,
    take_idea,
    waiting,
)
from survey.store.round_edit_queries import find_kept_round, move_closing
from survey.store.round_queries import open_rounds_at
from survey.store.standing_queries import open_box, open_box_at
from survey.store.tables import Centre
from survey.store.versions import store_version
from survey.voices import Voice
from tests.world import World

ANSWERED = Reply(IdeaState.WILL_DO, {"da": "Et kor"}, {"da": "Koret kommer i maj."}, shown=True)


def given(world: World, words: str = "Et kor", came_on: date | None = None) -> Given:
    day = came_on or world.today
    return Given(IdeaKind.IDEA, words, world.centre_id, None, Voice.RESIDENT, day)


def take(world: World, comment_id: str | None, words: str = "Et kor") -> int | None:
    with world.store.write() as connection:
        came = replace(given(world, words), came_by=CameBy.ANSWER, comment_id=comment_id)
        return take_idea(connection, came)


def kept(world: World, number: int) -> Idea:
    with world.store.read() as connection:
        idea = find_idea(connection, number)
    assert idea
    return idea


def listed(world: World, **wanted: object) -> list[str]:
    with world.store.read() as connection:
        found, _ = listed_ideas(connection, EVERYWHERE, Wanted(**wanted), world.today)  # type: ignore[arg-type]
    return [one.given.words for one in found]


def box(world: World) -> int:
    version, _ = store_version(world.store, freeze(library()["ideas"]), world.today)
    number = open_box(world.store, version.id, world.centre_id, world.today)
    assert number
    return number


def ideas_answer(world: World, round_id: int, day: date) -> dict[str, object]:
    version = freeze(library()["ideas"])
    return world.submission(
        round=round_id,
        version=version.hash,
        day=day.isoformat(),
        answers={
            "idea": {"status": "answered", "value": "Et kor"},
            "offer": {"status": "skipped"},
        },
    )


def test_a_comment_becomes_one_idea_however_often_it_is_approved(world: World) -> None:
    first = take(world, "a" * 32)
    assert first
    assert take(world, "a" * 32, "something else") is None
    assert listed(world) == ["Et kor"]
    assert kept(world, first).given.came_by is CameBy.ANSWER


def test_what_came_from_no_comment_is_always_new(world: World) -> None:
    assert take(world, None) != take(world, None)


def test_whoever_saw_an_older_answer_overwrites_nothing(world: World) -> None:
    number = add_idea(world.store, given(world))
    before, by = kept(world, number), Answerer("Anna", world.today)
    assert answer_idea(world.store, before, 1, ANSWERED, by)
    other = Reply(IdeaState.CANNOT, {"da": "Et kor"}, {"da": "Nej."})
    assert not answer_idea(world.store, before, 1, other, by)
    now = kept(world, number)
    assert (now.reply, now.answered_by, now.answered_on) == (ANSWERED, "Anna", world.today)


def test_an_answer_in_better_words_keeps_its_day_and_new_takes_it_away(world: World) -> None:
    number = add_idea(world.store, given(world))
    later = Answerer("Bo", world.today + timedelta(days=5))
    answer_idea(world.store, kept(world, number), 1, ANSWERED, Answerer("Anna", world.today))
    answer_idea(world.store, kept(world, number), 2, ANSWERED, later)
    assert kept(world, number).answered_on == world.today
    answer_idea(world.store, kept(world, number), 3, Reply(), later)
    assert kept(world, number).answered_on is None


def test_what_has_waited_too_long_stands_first(world: World) -> None:
    long_ago = world.today - UNANSWERED_FOR - timedelta(days=1)
    answered = add_idea(world.store, given(world, "answered"))
    answer_idea(world.store, kept(world, answered), 1, ANSWERED, Answerer("Anna", world.today))
    add_idea(world.store, given(world, "new"))
    add_idea(world.store, given(world, "old", long_ago))
    assert listed(world) == ["old", "new", "answered"]
    assert listed(world, word="NEW") == ["new"]
    assert listed(world, kind=IdeaKind.OFFER) == []
    with world.store.read() as connection:
        wait = {
            reach: tuple(connection.execute(select(*waiting(reach, world.today))).one())
            for reach in (EVERYWHERE, Reach())
        }
    assert wait == {EVERYWHERE: (2, 1), Reach(): (0, 0)}


def test_on_the_last_of_its_days_nothing_has_waited_too_long(world: World) -> None:
    number = add_idea(world.store, given(world, came_on=world.today - UNANSWERED_FOR))
    assert not kept(world, number).waits_long(world.today)
    assert kept(world, number).waits_long(world.today + timedelta(days=1))


@pytest.mark.parametrize(
    "reply", [Reply(ANSWERED.state, ANSWERED.said, ANSWERED.answer), Reply(shown=True)]
)
def test_only_what_is_answered_and_may_be_shown_is_told(world: World, reply: Reply) -> None:
    number = add_idea(world.store, given(world))
    by = Answerer("Anna", world.today)
    answer_idea(world.store, kept(world, number), 1, reply, by)
    with world.store.read() as connection:
        assert suggested_at(connection, world.centre_id, 3) == []
    answer_idea(world.store, kept(world, number), 2, ANSWERED, by)
    with world.store.read() as connection:
        (told,) = suggested_at(connection, world.centre_id, 3)
        assert suggested_at(connection, world.centre_id + 1, 3) == []
    assert told.languages == ["da"]


def test_the_questions_of_the_box_have_no_fault() -> None:
    assert list(lint(library()["ideas"])) == []


def test_a_box_stays_open_until_somebody_closes_it(world: World) -> None:
    number = box(world)
    with world.store.read() as connection:
        found = find_kept_round(connection, number)
        far = date(2090, 1, 1)
        assert number in [one.id for one in open_rounds_at(connection, world.centre_id, far)]
        asked = _asked(connection, select(Centre.id), far)
    assert found
    assert found.plan.is_standing
    assert found.plan.days.has_no_end
    assert state_on(far, found.plan.days, None) is RoundState.OPEN
    assert asked == {}, "nobody has to be counted for it"
    assert move_closing(world.store, number, OPEN_END, world.today)
    with world.store.read() as connection:
        tomorrow = world.today + timedelta(days=1)
        assert open_box_at(connection, world.centre_id, tomorrow) is None
    assert move_closing(world.store, number, world.today, OPEN_END)


def test_a_box_is_opened_once(world: World) -> None:
    box(world)
    version, _ = store_version(world.store, freeze(library()["ideas"]), world.today)
    assert open_box(world.store, version.id, world.centre_id, world.today) is None


def test_no_other_round_is_without_an_end(world: World) -> None:
    with world.store.read() as connection:
        found = find_kept_round(connection, world.round_id)
    assert found
    assert not move_closing(world.store, world.round_id, found.plan.days.closes_on, OPEN_END)


def test_each_answer_of_a_box_goes_when_its_own_days_are_over(world: World) -> None:
    number = box(world)
    today, later = world.today, world.today + timedelta(days=100)
    world.deliver(ideas_answer(world, number, today), "a" * 32)
    world.deliver_on(later, ideas_answer(world, number, later), "b" * 32)

    def run(day: date) -> Gone:
        when = Today(world.clock.now(), day, 730)
        told = what_is_due(world.store, when)
        assert delete_due(world.store, world.intake.tombstones, when) == told
        return told

    assert not run(today + timedelta(days=730)).answers
    assert run(today + timedelta(days=731)).answers == {number: 1}
    assert run(today + timedelta(days=731)).answers == {}
    assert run(later + timedelta(days=731)).answers == {number: 1}


def test_an_answer_that_went_is_not_counted_again(world: World) -> None:
    number = box(world)
    body = ideas_answer(world, number, world.today)
    world.deliver(body, "a" * 32)
    day = world.today + timedelta(days=731)
    delete_due(world.store, world.intake.tombstones, Today(world.clock.now(), day, 730))
    world.deliver_on(day, body, "a" * 32)
    assert not what_is_due(world.store, Today(world.clock.now(), day, 730)).answers


def test_ideas_go_two_years_after_their_answer(world: World) -> None:
    number = add_idea(world.store, given(world))
    later = world.today + timedelta(days=60)
    answer_idea(world.store, kept(world, number), 1, ANSWERED, Answerer("Anna", later))

    def run(day: date) -> int:
        when = Today(world.clock.now(), day, 730)
        return delete_due(world.store, world.intake.tombstones, when).ideas

    assert run(world.today + IDEAS_KEPT + timedelta(days=1)) == 0
    assert run(later + IDEAS_KEPT) == 0
    assert run(later + IDEAS_KEPT + timedelta(days=1)) == 1
    assert listed(world) == []
