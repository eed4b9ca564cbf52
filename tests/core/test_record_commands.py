"""`flask audit`, `flask retention`, `flask erase`, and the daily run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, func, select, update

from app import create_app
from config import Settings
from survey.commands.work import do_due_work, speech_of
from survey.intake.receipts import code_of
from survey.services import NAME, Services
from survey.store.audit_queries import append
from survey.store.tables import AuditEvent, Quarantine, Response, Round, Tally
from survey.store.tally_check import verify_tally
from tests.core.test_audit import DEED
from tests.world import NOW, World, make_world, relatives_answer


class Time:
    """A clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def app(settings: Settings, time: Time) -> Iterator[Flask]:
    app = create_app(settings, time)
    yield app
    app.extensions[NAME].store.engine.dispose()


@pytest.fixture
def parts(app: Flask) -> Services:
    found: Services = app.extensions[NAME]
    return found


@pytest.fixture
def world(parts: Services) -> World:
    return make_world(parts.store, NOW)


def run(app: Flask, *words: str) -> Result:
    result: Result = app.test_cli_runner().invoke(args=[*words])
    return result


def offer_receipts(world: World) -> None:
    with world.store.write() as connection:
        connection.execute(update(Round).values(offers_receipts=True))


def test_a_whole_chain_is_told_with_its_newest_hash(app: Flask, parts: Services) -> None:
    last = [append(parts.store, DEED, NOW) for _ in range(3)][-1].hash
    assert run(app, "audit", "newest").output == f"{last}\n"
    said = run(app, "audit", "verify", "--expect", last)
    assert (said.exit_code, said.output) == (
        0,
        f"3 events, all in their place. Newest: {last}\n",
    )


def test_a_broken_chain_is_told_and_fails(app: Flask, parts: Services) -> None:
    last = [append(parts.store, DEED, NOW) for _ in range(4)][-1].hash
    with parts.store.write() as connection:
        connection.execute(delete(AuditEvent).where(AuditEvent.number == 4))
    assert run(app, "audit", "verify").exit_code == 0
    short = run(app, "audit", "verify", "--expect", last)
    assert (short.exit_code, "cut off" in short.output) == (1, True)
    with parts.store.write() as connection:
        connection.execute(update(AuditEvent).where(AuditEvent.number == 2).values(name="Bo"))
    changed = run(app, "audit", "verify")
    assert (changed.exit_code, changed.output) == (1, "Event 2 was changed.\n")


def test_a_dry_run_prints_and_leaves_then_it_goes(app: Flask, time: Time, world: World) -> None:
    world.deliver(world.submission())
    time.now = NOW + timedelta(days=14 + 731)
    dry = run(app, "retention", "--dry-run").output
    assert dry == (
        f"round {world.round_id}: 1 answers would be deleted, counts stay\n"
        "0 kept aside, 0 records of who did what would be deleted\n"
    )
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 1
    assert "1 answers deleted" in run(app, "retention").output
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 0
    said = run(app, "tally", "verify")
    assert (said.exit_code, said.output) == (0, "0 differences\n")


def test_the_daily_work_deletes_once_a_day(
    app: Flask, time: Time, parts: Services, world: World
) -> None:
    with world.store.write() as connection:
        connection.execute(update(Round).values(keeps_days=1))
    time.now = NOW + timedelta(days=14 + 2)
    with app.app_context():
        speech = speech_of(parts)
        do_due_work(parts, speech)
        world.deliver_on(time.now.date(), world.submission(), "e" * 32)
        do_due_work(parts, speech)
        with world.store.read() as connection:
            assert connection.scalar(select(Response.id)) == "e" * 32, "the day is done with"
        time.now += timedelta(days=1)
        do_due_work(parts, speech)
    with world.store.read() as connection:
        assert connection.scalar(select(Response.id)) is None


def test_an_answer_is_erased_by_its_receipt_code(app: Flask, world: World) -> None:
    offer_receipts(world)
    world.deliver(relatives_answer(world), "ab" * 16, world.link_code)
    world.deliver(relatives_answer(world), "cd" * 16, world.link_code)
    assert run(app, "erase", code_of("ab" * 16).lower()).output == "erased\n"
    with world.store.read() as connection:
        assert list(connection.scalars(select(Response.id))) == ["cd" * 16]
        assert set(connection.scalars(select(Tally.n))) == {1}
    assert list(verify_tally(world.store, world.versions)) == []
    again = run(app, "erase", code_of("ab" * 16))
    assert (again.exit_code, "There is nothing under this code." in again.output) == (1, True)
    sent_again = world.deliver(relatives_answer(world), "ab" * 16, world.link_code)
    assert sent_again.result == "erased"


def test_what_was_kept_aside_is_erased_by_its_code_too(app: Flask, world: World) -> None:
    offer_receipts(world)
    world.deliver(relatives_answer(world, version="f" * 64), "ab" * 16, world.link_code)
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 1
    assert run(app, "erase", code_of("ab" * 16)).output == "erased\n"
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 0


def test_a_round_that_offers_no_receipts_erases_nothing(app: Flask, world: World) -> None:
    world.deliver(relatives_answer(world), "ab" * 16, world.link_code)
    world.deliver(relatives_answer(world, version="f" * 64), "cd" * 16, world.link_code)
    for id_ in ("ab" * 16, "cd" * 16):
        assert run(app, "erase", code_of(id_)).exit_code == 1
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 1
        assert connection.scalar(select(func.count()).select_from(Quarantine)) == 1
