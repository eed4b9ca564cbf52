"""Migrations: up, down, equal to the tables in code, and over real rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from survey.channels import PAIRING_TIME
from survey.intake.accept import Result
from survey.store import migrate
from survey.store.channel_queries import pair
from survey.store.device_queries import move_device, units_at
from survey.store.engine import Store, open_store
from survey.store.setup_queries import add_device, offer_pairing
from survey.store.tables import Base, Quarantine, Response, Tally
from tests.world import World, relatives_answer


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """A SQLite database without tables."""
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    yield store
    store.engine.dispose()


def tables(store: Store) -> set[str]:
    with store.read() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_an_empty_database_comes_up_to_date(empty_store: Store) -> None:
    assert migrate.current(empty_store) is None
    migrate.upgrade(empty_store)
    assert migrate.current(empty_store) == migrate.newest()


def test_migrations_make_the_tables_in_code(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_all_the_way_down_and_up_again(store: Store) -> None:
    before = tables(store)
    migrate.downgrade(store, "base")
    assert tables(store) == set()
    migrate.upgrade(store)
    assert tables(store) == before


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory(str(migrate.FOLDER))
    assert len(script.get_heads()) == 1


def test_upgrading_again_leaves_real_rows_alone(world: World) -> None:
    for _ in range(3):
        world.deliver(world.submission())
    migrate.upgrade(world.store)
    with world.store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Response)) == 3
        counted = select(Tally.n).where(Tally.question == "response", Tally.status == "finished")
        assert connection.scalar(counted) == 3


def test_a_tablet_and_its_code_outlive_the_second_migration_down_and_up(world: World) -> None:
    with world.store.session() as session:
        device = add_device(session, world.centre_id, "Tablet 2").id
        code = offer_pairing(session, device, world.clock.now() + PAIRING_TIME)
    migrate.downgrade(world.store, "0001")
    assert migrate.current(world.store) == "0001"
    migrate.upgrade(world.store)
    assert pair(world.store, code, "t-new", world.clock.now(), world.today) == device
    assert world.channel(world.device_token).centre_id == world.centre_id


def test_what_was_kept_aside_before_the_fourth_migration_gets_its_channels_unit(
    world: World,
) -> None:
    world.deliver(world.submission(version="f" * 64))
    world.deliver(world.submission(), token=world.link_code)
    with world.store.read() as connection:
        unit = units_at(connection, world.centre_id)[1].id
    move_device(world.store, world.channel(world.device_token).id, unit)
    migrate.downgrade(world.store, "0003")
    migrate.upgrade(world.store)
    with world.store.read() as connection:
        units = connection.scalars(select(Quarantine.unit_id).order_by(Quarantine.id))
        assert list(units) == [unit, None]


def test_answers_and_links_outlive_the_fifth_migration_down_and_up(world: World) -> None:
    world.deliver(relatives_answer(world), "a" * 32, world.link_code)
    migrate.downgrade(world.store, "0004")
    migrate.upgrade(world.store)
    assert world.channel(world.link_code).is_open_link
    again = world.deliver(relatives_answer(world), "a" * 32, world.link_code)
    assert again.result is Result.ALREADY_STORED


def test_a_migration_that_fails_half_way_leaves_nothing(
    empty_store: Store,
) -> None:
    def fail_at_the_end(config: Config, revision: str) -> None:
        command.upgrade(config, revision)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        migrate._run(empty_store, fail_at_the_end, "head")
    assert tables(empty_store) == set()


def test_responses_do_not_keep_the_order_they_came_in(sqlite_store: Store) -> None:
    with sqlite_store.read() as connection:
        made = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE name IN ('response', 'free_text', 'tally', 'single_use_code')"
        ).scalars()
        assert all("WITHOUT ROWID" in sql for sql in made)
