"""Accept once, count once, lose nothing; on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from survey.intake.accept import Result
from survey.intake.erase import erase
from survey.store.tables import Device, FreeText, Link, Quarantine, Response, Round, Tally
from survey.store.tally_check import verify_tally
from tests.world import EVERY_ANSWER, KEY, World

ID = "0123456789abcdef0123456789abcdef"


def rows(world: World, table: type[Any]) -> int:
    with world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def reasons(world: World) -> list[str]:
    with world.store.read() as connection:
        return list(connection.scalars(select(Quarantine.reason).order_by(Quarantine.id)))


def received(world: World, table: type[Device] | type[Link] = Device) -> int:
    """What the channel's counter says."""
    with world.store.read() as connection:
        return connection.scalar(select(table.received)) or 0


def assert_counts_are_right(world: World) -> None:
    assert list(verify_tally(world.store, world.versions)) == []


def test_a_submission_is_stored_counted_and_acknowledged(world: World) -> None:
    receipt = world.deliver(world.submission(), ID)
    assert receipt.result is Result.STORED
    assert receipt.body() == {"id": ID, "sha256": receipt.sha256, "result": "stored"}
    with world.store.read() as connection:
        kept = connection.execute(select(Response)).one()
        words = connection.execute(select(FreeText)).one()
        counts = {
            (row.question, row.status, row.answer): row.n
            for row in connection.execute(select(Tally))
        }
    assert kept.answers["needs"] == {"status": "answered", "value": ["company", "music"]}
    assert kept.answers["matters"] == {"status": "answered"}, "free words live apart"
    assert words.words == EVERY_ANSWER["matters"]["value"]
    assert counts["needs", "answered", "company+music"] == 1
    assert counts["visits", "answered", "3"] == 1
    assert counts["scale:mood", "answered", "2"] == 1
    assert counts["response", "finished", ""] == 1
    assert_counts_are_right(world)


def test_the_same_again_is_stored_once(world: World) -> None:
    world.deliver(world.submission(), ID)
    assert world.deliver(world.submission(), ID).result is Result.ALREADY_STORED
    assert rows(world, Response) == 1
    assert_counts_are_right(world)


def test_other_content_under_the_same_id_is_a_conflict_and_kept_aside(world: World) -> None:
    world.deliver(world.submission(), ID)
    other = world.deliver(world.submission(outcome="stopped"), ID)
    assert other.result is Result.CONFLICT
    assert rows(world, Response) == 1
    assert reasons(world) == ["conflict"]
    assert_counts_are_right(world)


def test_an_erased_submission_stays_erased(world: World) -> None:
    world.deliver(world.submission(), ID)
    assert erase(world.store, world.versions, KEY, ID)
    assert world.deliver(world.submission(), ID).result is Result.ERASED
    assert world.deliver(world.submission(version="0" * 64), ID).result is Result.ERASED
    assert rows(world, Response) == rows(world, FreeText) == 0
    assert_counts_are_right(world)


def test_what_is_kept_aside_is_erased_too(world: World) -> None:
    misfit = world.submission(version="0" * 64)
    world.deliver(misfit, ID)
    assert erase(world.store, world.versions, KEY, ID)
    assert rows(world, Quarantine) == 0
    assert world.deliver(misfit, ID).result is Result.ERASED
    world.deliver(world.submission(), ID[::-1])
    world.deliver(world.submission(outcome="stopped"), ID[::-1])
    assert erase(world.store, world.versions, KEY, ID[::-1])
    assert rows(world, Quarantine) == rows(world, Response) == 0


def test_erasing_what_is_not_there_says_so(world: World) -> None:
    assert not erase(world.store, world.versions, KEY, ID)


MISFITS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown version": ({"version": "f" * 64}, "unknown_version"),
    "newer envelope": ({"envelope_version": 2}, "envelope_version"),
    "no envelope version": ({"envelope_version": None}, "envelope_version"),
    "unknown key": ({"answers": {"nonsense": {"status": "skipped"}}}, "unknown_question"),
    "wrong type": ({"answers": {"visits": {"status": "answered", "value": "3"}}}, "wrong_value"),
    "too many picks": (
        {"answers": {"needs": {"status": "answered", "value": ["company", "music", "walks"]}}},
        "wrong_value",
    ),
    "lone surrogate": (
        {"answers": {"matters": {"status": "answered", "value": "\ud800"}}},
        "wrong_value",
    ),
    "NUL": ({"answers": {"matters": {"status": "answered", "value": "a\x00"}}}, "wrong_value"),
    "value without answer": (
        {"answers": {"enough": {"status": "skipped", "value": "little"}}},
        "value_without_answer",
    ),
    "unknown status": ({"answers": {"enough": {"status": "perhaps"}}}, "envelope"),
    "unknown field": ({"name": "somebody"}, "envelope"),
    "voice not asked": (
        {"respondent": {"voice": "partner", "perspective": "self"}},
        "voice",
    ),
    "language not offered": ({"language": "xx"}, "unknown_language"),
    "round elsewhere": ({"round": 999}, "round_not_here"),
}


@pytest.mark.parametrize("name", MISFITS)
def test_what_does_not_fit_is_kept_aside(world: World, name: str) -> None:
    changes, reason = MISFITS[name]
    receipt = world.deliver(world.submission(**changes), ID)
    assert receipt.result is Result.QUARANTINED
    assert receipt.reason == reason
    assert reasons(world) == [reason]
    assert world.deliver(world.submission(**changes), ID).result is Result.QUARANTINED
    assert rows(world, Quarantine) == 1, "the same content is kept once"
    assert rows(world, Response) == 0


SENT_AGAIN: dict[str, tuple[dict[str, Any], Result]] = {
    "stored": ({}, Result.ALREADY_STORED),
    "quarantined": ({"version": "f" * 64}, Result.QUARANTINED),
}


@pytest.mark.parametrize("what", SENT_AGAIN)
def test_a_lost_reply_is_received_once(world: World, what: str) -> None:
    changes, again = SENT_AGAIN[what]
    results = [world.deliver(world.submission(**changes), ID).result for _ in range(3)]
    assert results[1:] == [again, again]
    assert received(world) == 1


def test_a_link_counts_what_is_kept_aside_once(world: World) -> None:
    for _ in range(2):
        world.deliver(world.submission(), ID, world.link_code)
    assert reasons(world) == ["voice"]
    assert received(world, Link) == 1


def test_what_was_kept_aside_and_fits_when_it_is_sent_again_is_received_once(world: World) -> None:
    later = world.today + timedelta(days=40)
    sent = world.submission(day=(world.today + timedelta(days=20)).isoformat())
    assert world.deliver_on(later, sent, ID).reason == "after_closing"
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=later))
    assert world.deliver_on(later, sent, ID).result is Result.STORED
    assert received(world) == 1
    world.deliver_on(later, sent, ID[::-1])
    assert received(world) == 2, "another one is another one"


def test_a_conflict_is_not_received_since_the_client_sets_it_aside(world: World) -> None:
    world.deliver(world.submission(), ID)
    for _ in range(2):
        world.deliver(world.submission(outcome="stopped"), ID)
    assert received(world) == 1


def test_two_different_misfits_under_two_ids_are_both_kept(world: World) -> None:
    for id_ in (ID, ID[::-1]):
        world.deliver(world.submission(version="f" * 64), id_)
    assert rows(world, Quarantine) == 2


def test_a_link_knows_its_round_and_voice(world: World) -> None:
    said = {"perspective": "as_resident"}
    receipt = world.deliver(world.submission(round=None, respondent=said), token=world.link_code)
    assert receipt.result is Result.STORED
    with world.store.read() as connection:
        kept = connection.execute(select(Response.voice, Response.round_id)).one()
    assert tuple(kept) == ("relative", world.round_id)


def test_a_link_does_not_speak_with_another_voice(world: World) -> None:
    receipt = world.deliver(world.submission(), token=world.link_code)
    assert receipt.reason == "voice"


@pytest.mark.parametrize("mode", ["practical_help", "read_by", "interpreted", "answered_by_other"])
def test_a_resident_who_was_helped_is_heard_as_such(world: World, mode: str) -> None:
    said = {"voice": "resident", "perspective": "self", "mode": mode, "helper": "volunteer"}
    world.deliver(world.submission(respondent=said))
    with world.store.read() as connection:
        assert connection.scalar(select(Response.voice)) == "resident_assisted"
        counted = select(Tally.n).where(Tally.answer == f"{mode}:volunteer")
        assert connection.scalar(counted) == 1


def test_missing_answers_count_as_not_reached(world: World) -> None:
    world.deliver(world.submission(answers={}, outcome="stopped"))
    with world.store.read() as connection:
        asked = select(func.sum(Tally.n)).where(Tally.status == "not_reached")
        assert connection.scalar(asked) == len(EVERY_ANSWER)


def test_the_simple_variant_is_counted_apart(world: World) -> None:
    simple = {"enough": {"status": "answered", "value": "no", "format": "simple"}}
    world.deliver(world.submission(answers=simple))
    with world.store.read() as connection:
        counted = connection.execute(
            select(Tally.answer, Tally.n).where(Tally.question == "enough:simple")
        ).one()
    assert tuple(counted) == ("no", 1)
    assert_counts_are_right(world)


BUDGET = {"sqlite": 5, "postgresql": 2}
"""Statements of one submission: the design allows five."""


def test_few_statements_whatever_the_number_of_questions(world: World) -> None:
    world.deliver(world.submission())
    said: list[str] = []
    event.listen(
        world.store.engine,
        "before_cursor_execute",
        lambda *args: said.append(args[2]),
    )
    world.deliver(world.submission())
    work = [sql for sql in said if not sql.startswith("BEGIN")]
    assert len(work) == BUDGET[world.store.engine.dialect.name], "\n".join(work)


def test_parallel_repeats_are_stored_once(world: World) -> None:
    ids = [f"{n:032x}" for n in range(40)]
    failures: list[Exception] = []

    def client() -> None:
        try:
            for id_ in ids:
                world.deliver(world.submission(), id_)
        except Exception as fault:
            failures.append(fault)

    clients = [threading.Thread(target=client) for _ in range(8)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    assert failures == []
    assert rows(world, Response) == len(ids)
    with world.store.read() as connection:
        assert connection.scalar(select(Device.received)) == len(ids)
    assert_counts_are_right(world)
