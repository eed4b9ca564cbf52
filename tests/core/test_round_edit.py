"""Making and changing rounds: what answers rest on stays, and nobody overwrites another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.questionnaire.versions import freeze
from survey.store.round_edit_queries import (
    archive_round,
    ask_version,
    change_round,
    delete_round,
    make_round,
    move_closing,
    restore_round,
)
from survey.store.setup_queries import add_centre, add_link
from survey.store.tables import Round
from survey.store.versions import store_version
from survey.voices import Voice
from tests.planning import kept, plan_of
from tests.world import World, one_of_each_kind


def another_centre(world: World) -> int:
    with world.store.session() as session:
        return add_centre(session, "Åhaven").id


def later(world: World, days: int = 9) -> Any:
    plan = plan_of(world)
    return replace(plan, days=plan.days.moved(timedelta(days=days)))


def test_a_round_is_made_as_planned(world: World) -> None:
    plan = plan_of(world, repeats_weeks=4, answers_on=world.today, offers_receipts=True)
    round_ = kept(world, make_round(world.store, plan))
    assert (round_.plan, round_.revision, round_.archived_on) == (plan, 1, None)
    assert (round_.has_answers, round_.has_links) == (False, False)


def test_two_who_change_at_once_do_not_overwrite_each_other(world: World) -> None:
    round_id = make_round(world.store, plan_of(world))
    assert change_round(world.store, round_id, plan_of(world, answered_by="Bo"), 1)
    assert not change_round(world.store, round_id, plan_of(world, answered_by="Eva"), 1)
    assert kept(world, round_id).plan.answered_by == "Bo"
    assert change_round(world.store, round_id, plan_of(world, answered_by="Eva"), 2)


def test_centres_come_and_go_while_nobody_has_answered(world: World) -> None:
    other = another_centre(world)
    round_id = make_round(world.store, plan_of(world))
    assert change_round(world.store, round_id, plan_of(world, centre_ids=frozenset({other})), 1)
    assert set(kept(world, round_id).centres) == {other}


@pytest.mark.parametrize("change", ["voices", "centre", "version"])
def test_what_answers_rest_on_stays(world: World, change: str) -> None:
    world.deliver(world.submission())
    round_ = kept(world, world.round_id)
    assert round_.has_answers
    plan = {
        "voices": replace(round_.plan, voices={"resident": ["self"]}),
        "centre": replace(round_.plan, centre_ids=frozenset({another_centre(world)})),
        "version": replace(round_.plan, version_id=newer(world)),
    }[change]
    assert not change_round(world.store, world.round_id, plan, round_.revision)
    assert kept(world, world.round_id).plan == round_.plan


def test_days_and_further_centres_may_change_after_answers(world: World) -> None:
    world.deliver(world.submission())
    before = kept(world, world.round_id)
    centres = before.plan.centre_ids | {another_centre(world)}
    plan = replace(before.plan, days=later(world).days, centre_ids=centres)
    assert change_round(world.store, world.round_id, plan, before.revision)
    assert kept(world, world.round_id).plan == plan


def test_a_centre_with_a_link_cannot_leave(world: World) -> None:
    before = kept(world, world.round_id)
    plan = replace(before.plan, centre_ids=frozenset({another_centre(world)}))
    assert not change_round(world.store, world.round_id, plan, before.revision)


def newer(world: World) -> int:
    again = one_of_each_kind().model_copy(update={"five_steps": True})
    return store_version(world.store, freeze(again), world.today)[0].id


def test_a_newer_edition_is_asked_until_somebody_answers(world: World) -> None:
    version_id = newer(world)
    round_ = kept(world, world.round_id)
    assert (round_.newest_version_id, round_.newest_number) == (version_id, 2)
    voices = dict(round_.plan.voices)
    assert ask_version(world.store, world.round_id, version_id, voices)
    assert kept(world, world.round_id).version_number == 2
    world.deliver(world.submission())
    assert not ask_version(world.store, world.round_id, round_.plan.version_id, voices)


def test_another_questionnaire_is_no_edition(world: World) -> None:
    other = one_of_each_kind().model_copy(update={"key": "other"})
    version_id = store_version(world.store, freeze(other), world.today)[0].id
    assert not ask_version(world.store, world.round_id, version_id, {"resident": ["self"]})


def test_the_closing_day_moves_only_from_where_it_was_seen(world: World) -> None:
    days = kept(world, world.round_id).plan.days
    assert move_closing(world.store, world.round_id, days.closes_on, world.today)
    assert not move_closing(world.store, world.round_id, days.closes_on, days.closes_on)
    assert kept(world, world.round_id).plan.days.closes_on == world.today


def test_it_never_closes_before_it_opens(world: World) -> None:
    days = kept(world, world.round_id).plan.days
    before = days.opens_on - timedelta(days=1)
    assert not move_closing(world.store, world.round_id, days.closes_on, before)


def test_archiving_is_undone(world: World) -> None:
    assert archive_round(world.store, world.round_id, world.today)
    assert not archive_round(world.store, world.round_id, world.today)
    assert kept(world, world.round_id).archived_on == world.today
    assert restore_round(world.store, world.round_id)
    assert kept(world, world.round_id).archived_on is None


def test_a_round_without_anything_is_deleted(world: World) -> None:
    round_id = make_round(world.store, later(world))
    assert delete_round(world.store, round_id, world.today)
    with world.store.read() as connection:
        assert round_id not in connection.scalars(select(Round.id)).all()


@pytest.mark.parametrize("what", ["answers", "link", "tablet"])
def test_a_round_with_anything_is_not_deleted(world: World, what: str) -> None:
    plan = plan_of(world, on_devices=what == "tablet")
    round_id = make_round(world.store, plan)
    if what == "answers":
        world.deliver(world.submission(round=round_id))
    if what == "link":
        with world.store.session() as session:
            add_link(session, round_id, world.centre_id, Voice.RELATIVE)
    assert not delete_round(world.store, round_id, world.today)
    assert kept(world, round_id).id == round_id
