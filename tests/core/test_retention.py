"""What is deleted because its time is up, and what stays: the counts, and every other answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from survey.channels import LATE_DAYS
from survey.intake.accept import Result
from survey.retention import ORPHANS_KEPT, Gone, Today, delete_due, what_is_due
from survey.store import retention_queries
from survey.store.audit_queries import append, check_chain
from survey.store.engine import Store
from survey.store.retention_queries import claim_day
from survey.store.setup_queries import Asking, add_link, add_round
from survey.store.tables import FreeText, Quarantine, Response, Round, Tally, Tombstone
from survey.store.tally_check import rebuild_tally, verify_tally
from survey.voices import Perspective, Voice
from tests.core.test_audit import DEED
from tests.world import KEY, NOW, World, relatives_answer

CLOSES = NOW.date() + timedelta(days=14)
"""The last day of the usual cast's round."""


def on(day: date) -> Today:
    """That day."""
    return Today(NOW + (day - NOW.date()), day, 730)


def keep_for(world: World, days: int) -> None:
    """Let every round keep its answers for so long."""
    with world.store.write() as connection:
        connection.execute(update(Round).values(keeps_days=days))


def how_many(store: Store, table: type) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def counts(world: World) -> list[tuple[object, ...]]:
    with world.store.read() as connection:
        rows = connection.execute(select(*Tally.__table__.columns))
        return sorted((tuple(row) for row in rows), key=repr)


def answer(world: World, count: int = 3) -> None:
    for number in range(count):
        assert world.deliver(world.submission(), f"{number:032x}").result is Result.STORED


def run(world: World, day: date) -> Gone:
    return delete_due(world.store, KEY, on(day))


def test_answers_go_when_their_time_is_up_and_counts_stay(world: World) -> None:
    answer(world)
    keep_for(world, 30)
    before = counts(world)
    assert not run(world, CLOSES + timedelta(days=30)), "the last day is a day of keeping"
    assert run(world, CLOSES + timedelta(days=31)) == Gone({world.round_id: 3}, 0, 0)
    assert how_many(world.store, Response) == how_many(world.store, FreeText) == 0
    assert counts(world) == before
    assert list(verify_tally(world.store, world.versions)) == []
    assert not run(world, CLOSES + timedelta(days=32))


def test_other_rounds_are_left_alone(world: World) -> None:
    keep_for(world, 30)
    answer(world)
    later = CLOSES + timedelta(days=31)
    with world.store.session() as session:
        asking = Asking(world.version.id, {Voice.RELATIVE: [Perspective.AS_RESIDENT]}, later, later)
        other = add_round(session, asking, [world.centre_id]).id
        code = add_link(session, other, world.centre_id, Voice.RELATIVE)
    said = relatives_answer(world, round=other, day=later.isoformat())
    assert world.deliver_on(later, said, "f" * 32, code).result is Result.STORED
    run(world, later)
    with world.store.read() as connection:
        assert list(connection.scalars(select(Response.round_id))) == [other]
    with world.store.write() as connection:
        connection.execute(update(Tally).where(Tally.round_id == other).values(n=7))
    assert list(verify_tally(world.store, world.versions)), "it is still recounted"


def test_a_rebuild_leaves_counts_whose_answers_are_gone(world: World) -> None:
    answer(world)
    keep_for(world, 30)
    before = counts(world)
    run(world, CLOSES + timedelta(days=31))
    rebuild_tally(world.store, world.versions)
    assert counts(world) == before


def test_broken_off_it_goes_on_and_counts_are_never_wrong(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention_queries, "BATCH", 2)
    monkeypatch.setattr("survey.retention.BATCH", 2)
    answer(world, 5)
    keep_for(world, 30)
    real = retention_queries.delete_some_answers
    calls: list[int] = []

    def fail_at_the_second(*given: object) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise OSError
        return real(*given)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr("survey.retention.delete_some_answers", fail_at_the_second)
    with pytest.raises(OSError):  # noqa: PT011 it has no words
        run(world, CLOSES + timedelta(days=31))
    assert how_many(world.store, Response) == 3
    assert list(verify_tally(world.store, world.versions)) == []
    assert run(world, CLOSES + timedelta(days=31)).answers == {world.round_id: 3}


def test_a_late_answer_is_counted_and_goes_at_the_next_run(world: World) -> None:
    keep_for(world, 30)
    answer(world)
    late = CLOSES + timedelta(days=31)
    run(world, late)
    assert world.deliver_on(late, world.submission(), "e" * 32).result is Result.STORED
    finished = select(Tally.n).where(Tally.question == "response", Tally.status == "finished")
    with world.store.read() as connection:
        assert connection.scalar(finished) == 4
    assert list(verify_tally(world.store, world.versions)) == []
    assert run(world, late + timedelta(days=1)).answers == {world.round_id: 1}
    with world.store.read() as connection:
        assert connection.scalar(finished) == 4


def test_what_is_sent_again_after_it_went_is_not_counted_twice(world: World) -> None:
    keep_for(world, 30)
    answer(world)
    before = counts(world)
    late = CLOSES + timedelta(days=31)
    run(world, late)
    again = world.deliver_on(late, world.submission(), f"{0:032x}")
    assert again.result is Result.ERASED
    assert counts(world) == before


def test_no_stone_is_left_where_nothing_can_come_again(world: World) -> None:
    answer(world)
    run(world, CLOSES + timedelta(days=731))
    assert LATE_DAYS < 731
    assert how_many(world.store, Response) == how_many(world.store, Tombstone) == 0


def test_what_was_kept_aside_goes_with_its_round(world: World) -> None:
    world.deliver(world.submission(version="f" * 64), "a" * 32)
    world.deliver(world.submission(), "b" * 32, world.link_code)
    keep_for(world, 30)
    assert how_many(world.store, Quarantine) == 2
    run(world, CLOSES + timedelta(days=30))
    assert how_many(world.store, Quarantine) == 2
    assert run(world, CLOSES + timedelta(days=31)).aside == 2
    assert how_many(world.store, Quarantine) == 0


@pytest.mark.parametrize("round_id", [None, 999])
def test_what_was_kept_aside_for_no_known_round_goes_after_two_years(
    world: World, round_id: int | None
) -> None:
    world.deliver({"round": round_id}, "a" * 32)
    keep_for(world, 9999)
    run(world, world.today + ORPHANS_KEPT)
    assert how_many(world.store, Quarantine) == 1
    run(world, world.today + ORPHANS_KEPT + timedelta(days=1))
    assert how_many(world.store, Quarantine) == 0


def test_what_would_go_is_told_and_left(world: World) -> None:
    answer(world)
    world.deliver(world.submission(version="f" * 64), "a" * 32)
    for days in (0, 1, 1000):
        append(world.store, DEED, NOW + timedelta(days=days))
    keep_for(world, 30)
    day = on(CLOSES + timedelta(days=900))
    told = what_is_due(world.store, day)
    assert told == Gone({world.round_id: 3}, 1, 2)
    assert how_many(world.store, Response) == 3
    assert delete_due(world.store, KEY, day) == told
    assert check_chain(world.store).damage is None


def test_a_day_is_claimed_once(store: Store) -> None:
    assert [claim_day(store, NOW.date()) for _ in range(3)] == [True, False, False]
    assert claim_day(store, NOW.date() + timedelta(days=1))


def test_a_round_that_is_opened_again_keeps_its_new_answers(world: World) -> None:
    keep_for(world, 30)
    answer(world)
    later = CLOSES + timedelta(days=31)
    run(world, later)
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=later + timedelta(days=9)))
    said = world.submission(day=later.isoformat())
    assert world.deliver_on(later, said, "e" * 32).result is Result.STORED
    assert not run(world, later + timedelta(days=1))
    assert how_many(world.store, Response) == 1
