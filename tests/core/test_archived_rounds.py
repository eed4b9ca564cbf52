"""An archived round asks nobody any more; what was under way when it was archived still counts."""

from __future__ import annotations

from datetime import timedelta

from survey.intake.accept import Result
from survey.store.round_edit_queries import archive_round, restore_round
from survey.store.round_queries import open_rounds_at
from tests.visiting import Pages
from tests.world import World, make_codes, relatives_answer


def offered(world: World) -> list[int]:
    with world.store.read() as connection:
        return [one.id for one in open_rounds_at(connection, world.centre_id, world.today)]


def test_tablets_no_longer_offer_it(world: World) -> None:
    assert offered(world) == [world.round_id]
    archive_round(world.store, world.round_id, world.today)
    assert offered(world) == []
    restore_round(world.store, world.round_id)
    assert offered(world) == [world.round_id]


def test_what_was_begun_before_is_still_taken(world: World) -> None:
    archive_round(world.store, world.round_id, world.today)
    tomorrow = world.today + timedelta(days=1)
    for channel in (world.device_token, world.link_code):
        made = world.submission() if channel == world.device_token else relatives_answer(world)
        assert world.deliver_on(tomorrow, made, token=channel).result is Result.STORED


def test_what_was_begun_later_is_kept_aside(world: World) -> None:
    archive_round(world.store, world.round_id, world.today)
    tomorrow = world.today + timedelta(days=1)
    late = world.deliver_on(tomorrow, world.submission(day=tomorrow.isoformat()))
    assert (late.result, late.reason) == (Result.QUARANTINED, "after_closing")


def test_archiving_long_after_closing_takes_nothing_more(world: World) -> None:
    closed = world.today + timedelta(days=14)
    archive_round(world.store, world.round_id, closed + timedelta(days=30))
    channel = world.channel(world.device_token, world.round_id)
    assert channel.round
    assert channel.round.closes_on == closed


def test_its_links_and_codes_are_closed(pages: Pages) -> None:
    (code,) = make_codes(pages.world, 1)
    for one in (pages.world.link_code, code):
        pages.open(f"/s/{one}")
    archive_round(pages.world.store, pages.world.round_id, pages.world.today)
    for one in (pages.world.link_code, code):
        pages.open(f"/s/{one}", 410)
    restore_round(pages.world.store, pages.world.round_id)
    pages.open(f"/s/{pages.world.link_code}")


def test_a_form_that_was_open_is_still_taken(pages: Pages) -> None:
    code = pages.world.link_code
    pages.open(f"/s/{code}")
    archive_round(pages.world.store, pages.world.round_id, pages.world.today)
    form = {"q.needs": ["company"], "version": pages.world.version.hash}
    path = f"/s/{code}/da/as_resident?id={'a' * 32}"
    assert pages.client.post(path, data=form).status_code == 303
