"""The way to the database: nothing acknowledged can be lost."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import create_engine, insert, make_url, select, text
from sqlalchemy.exc import IntegrityError

from survey.errors import UnsafeDatabase
from survey.store.engine import Store, check_sqlite_version, open_store
from survey.store.tables import Centre


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 50, 6), (3, 51, 2), (3, 45, 0)])
def test_a_sqlite_that_can_lose_commits_is_refused(version: tuple[int, int, int]) -> None:
    with pytest.raises(UnsafeDatabase, match=r"SQLite 3\."):
        check_sqlite_version(version)


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0), (4, 0, 0)])
def test_a_mended_sqlite_is_taken(version: tuple[int, int, int]) -> None:
    check_sqlite_version(version)


def test_sqlite_writes_to_disk_before_it_answers(sqlite_store: Store) -> None:
    with sqlite_store.read() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert said == ["wal", 2, 1, 1]


def test_a_postgresql_that_answers_before_the_disk_is_refused(postgresql: str) -> None:
    careless = make_url(postgresql).update_query_dict({"options": "-c synchronous_commit=off"})
    with pytest.raises(UnsafeDatabase, match="synchronous_commit=off"):
        open_store(careless.render_as_string(False))


def test_a_failed_block_writes_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="stop"):
        _write_half(store)
    with store.read() as connection:
        assert connection.execute(select(Centre)).all() == []


def _write_half(store: Store) -> None:
    with store.write() as connection:
        connection.execute(insert(Centre).values(name="Halvvejs"))
        raise RuntimeError("stop")


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(text("INSERT INTO unit (centre_id, name) VALUES (999, 'Intet')"))


def test_writers_wait_for_each_other(store: Store) -> None:
    """Each adds one to what it reads; a lost update would leave less than the sum."""
    with store.write() as connection:
        connection.execute(insert(Centre).values(id=7, name="0"))
    threads = [threading.Thread(target=_add, args=(store, 10)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as connection:
        assert connection.scalar(select(Centre.name)) == "40"


def _add(store: Store, times: int) -> None:
    for _ in range(times):
        with store.write() as connection:
            if not store.is_sqlite:
                connection.execute(text("LOCK TABLE centre"))
            number = int(connection.scalar(select(Centre.name)) or 0)
            connection.execute(text("UPDATE centre SET name = :n"), {"n": str(number + 1)})


def test_two_processes_can_share_the_file(sqlite_store: Store) -> None:
    """The worker is a process of its own: a second engine sees what the first wrote."""
    with sqlite_store.write() as connection:
        connection.execute(insert(Centre).values(name="Delt"))
    other = create_engine(sqlite_store.engine.url)
    with open_store(str(other.url)).read() as connection:
        assert connection.scalar(select(Centre.name)) == "Delt"
    other.dispose()
