"""Rounds that repeat: the next one is made when it is due, once, and as the last one was."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.rounds import Days
from survey.store.repeat_queries import repeat_rounds
from survey.store.round_edit_queries import archive_round, delete_round, make_round
from survey.store.setup_queries import add_centre
from survey.store.tables import Centre, Round
from survey.store.versions import store_version
from tests.planning import kept, plan_of
from tests.visiting import Pages
from tests.world import World, one_of_each_kind


def repeating(world: World, first: int = -20, last: int = -1, weeks: int = 4) -> int:
    """A round that repeats, its days counted from today."""
    days = Days(world.today + timedelta(days=first), world.today + timedelta(days=last))
    changes = {"answers_on": days.closes_on + timedelta(days=10), "keeps_days": 90}
    return make_round(world.store, plan_of(world, days=days, repeats_weeks=weeks, **changes))


def test_the_next_one_is_as_the_last_one_was_but_later(world: World) -> None:
    round_id = repeating(world)
    (next_id,) = repeat_rounds(world.store, world.today)
    before, after = kept(world, round_id), kept(world, next_id)
    month = timedelta(weeks=4)
    assert after.plan == replace(
        before.plan,
        days=before.plan.days.moved(month),
        answers_on=(before.plan.answers_on or date.min) + month,
    )
    assert (after.follows, before.followed_by) == (round_id, next_id)
    assert (after.revision, after.has_links) == (1, False)


def test_it_is_made_once(world: World) -> None:
    repeating(world)
    assert len(repeat_rounds(world.store, world.today)) == 1
    assert repeat_rounds(world.store, world.today) == []


def test_two_ticks_at_once_make_one(world: World) -> None:
    round_id = repeating(world)
    made: list[list[int]] = []
    ready = threading.Barrier(4)

    def tick() -> None:
        ready.wait()
        made.append(repeat_rounds(world.store, world.today))

    ticks = [threading.Thread(target=tick) for _ in range(4)]
    for one in ticks:
        one.start()
    for one in ticks:
        one.join()
    assert sorted(map(len, made)) == [0, 0, 0, 1]
    with world.store.read() as connection:
        followers = select(Round.id).where(Round.repeats_round_id == round_id)
        assert len(connection.scalars(followers).all()) == 1


@pytest.mark.parametrize(("first", "last"), [(-20, 0), (-27, 9), (3, 20)])
def test_nothing_is_made_too_early(world: World, first: int, last: int) -> None:
    repeating(world, first, last)
    assert repeat_rounds(world.store, world.today) == []


def test_a_long_round_does_not_hold_up_the_next(world: World) -> None:
    repeating(world, -28, 9)
    (next_id,) = repeat_rounds(world.store, world.today)
    assert kept(world, next_id).plan.days.opens_on == world.today


def test_what_was_missed_is_not_made_up_for(world: World) -> None:
    repeating(world, -100, -90)
    (next_id,) = repeat_rounds(world.store, world.today)
    days = kept(world, next_id).plan.days
    assert world.today <= days.closes_on < world.today + timedelta(weeks=4)


def test_an_archived_round_is_not_repeated(world: World) -> None:
    archive_round(world.store, repeating(world), world.today)
    assert repeat_rounds(world.store, world.today) == []


def test_an_archived_next_round_ends_the_row(world: World) -> None:
    repeating(world)
    (next_id,) = repeat_rounds(world.store, world.today)
    archive_round(world.store, next_id, world.today)
    assert repeat_rounds(world.store, world.today + timedelta(weeks=20)) == []


def test_deleting_the_next_round_stops_the_repeating(world: World) -> None:
    round_id = repeating(world)
    (next_id,) = repeat_rounds(world.store, world.today)
    assert delete_round(world.store, next_id, world.today)
    assert repeat_rounds(world.store, world.today) == []
    assert kept(world, round_id).plan.repeats_weeks is None


def publish(world: World, **changes: object) -> int:
    newer = Questionnaire.model_validate(one_of_each_kind().model_dump() | changes)
    return store_version(world.store, freeze(newer), world.today)[0].id


def test_it_asks_the_newest_edition_of_those_it_has_words_for(world: World) -> None:
    repeating(world)
    newest = publish(world, voices=["resident", "resident_assisted"])
    (next_id,) = repeat_rounds(world.store, world.today)
    plan = kept(world, next_id).plan
    assert (plan.version_id, plan.voices) == (newest, {"resident": ["self"]})


def test_it_keeps_its_edition_where_the_newest_has_words_for_nobody_asked(world: World) -> None:
    repeating(world)
    publish(world, voices=["partner"])
    (next_id,) = repeat_rounds(world.store, world.today)
    assert kept(world, next_id).plan.version_id == world.version.id


def test_an_archived_centre_takes_no_part_in_the_next(world: World) -> None:
    with world.store.session() as session:
        other = add_centre(session, "Åhaven").id
    days = Days(world.today - timedelta(days=9), world.today - timedelta(days=1))
    both = frozenset({world.centre_id, other})
    make_round(world.store, plan_of(world, days=days, repeats_weeks=4, centre_ids=both))
    archive_centre(world, other)
    (next_id,) = repeat_rounds(world.store, world.today)
    assert set(kept(world, next_id).centres) == {world.centre_id}


def test_without_a_centre_there_is_no_next(world: World) -> None:
    repeating(world)
    archive_centre(world, world.centre_id)
    assert repeat_rounds(world.store, world.today) == []


def archive_centre(world: World, centre_id: int) -> None:
    with world.store.write() as connection:
        connection.execute(
            update(Centre).where(Centre.id == centre_id).values(archived_on=world.today)
        )


def test_due_work_makes_it(pages: Pages) -> None:
    round_id = repeating(pages.world)
    done = pages.client.application.test_cli_runner().invoke(args=["tick"])
    assert done.exit_code == 0
    assert kept(pages.world, round_id).followed_by
