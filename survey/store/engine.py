"""The way to the database: safe settings for both kinds, one writer at a time on SQLite."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from survey.errors import UnsafeDatabase

FIXED_IN = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases, newest line first, from which a WAL reset no longer loses commits."""


LOOKING: dict[str, dict[str, Any]] = {
    "sqlite": {},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}
BUSY, PATIENCE = 10_000, 1_000
"""Milliseconds to wait for another writer, and for readers when the log is to be emptied."""
READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
"""How a transaction begins on SQLite. Writers take the write lock at once: a later upgrade would
fail instead of waiting. On PostgreSQL the driver begins by itself."""


class Store:
    """One database. `read()` and `write()` lend a connection; `write()` commits at its end.

    On SQLite a lock in the process lets writers queue up fairly, which keeps the slowest waits
    short; the database's own lock covers the worker process.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._one_writer = threading.Lock() if self.is_sqlite else nullcontext()
        self._looking = engine.execution_options(**LOOKING[engine.dialect.name])

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection for one statement that only looks, without the cost of a transaction."""
        with self._looking.connect() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for looking only; all its statements see the same moment on SQLite."""
        with self.engine.begin() as connection:
            self._begin(connection, READ)
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may change things; on disk when the block ends without an error."""
        with self._one_writer, self.engine.begin() as connection:
            self._begin(connection, WRITE)
            yield connection

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A writing transaction through the object mapper."""
        with self.write() as connection, Session(connection) as session:
            yield session
            session.flush()

    def empty_log(self) -> bool:
        """Move the write-ahead log into the database and empty it, so that nothing deleted stays in
        it; SQLite only. False where somebody was reading: it is emptied another time.
        """
        if not self.is_sqlite:
            return True
        with self._one_writer, self.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
            try:
                row = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY}")
        return bool(row[0] == 0)

    def _begin(self, connection: Connection, how: str) -> None:
        if self.is_sqlite:
            connection.exec_driver_sql(how)


def open_store(url: str) -> Store:
    """The store at `url` (SQLAlchemy's form). Raises `UnsafeDatabase` when it may lose answers."""
    if make_url(url).get_backend_name() == "sqlite":
        return Store(_sqlite_engine(url))
    return Store(_postgresql_engine(url))


def check_sqlite_version(version: tuple[int, int, int]) -> None:
    """Refuse a SQLite whose write-ahead log can lose commits when two connections meet."""
    line = next((fixed for fixed in FIXED_IN if version[:2] == fixed[:2]), FIXED_IN[0])
    if version < line:
        found = ".".join(map(str, version))
        raise UnsafeDatabase(
            f"SQLite {found} can lose answers (write-ahead log reset). "
            "Install the pinned pysqlite3 package, or SQLite 3.51.3 or newer."
        )


def _sqlite_engine(url: str) -> Engine:
    check_sqlite_version(sqlite.sqlite_version_info)
    engine = create_engine(
        url,
        module=sqlite,
        poolclass=QueuePool,
        pool_size=10,
        max_overflow=20,
        connect_args={"timeout": 10, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY}",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _postgresql_engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=20)
    with engine.connect() as connection:
        held = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    if held in ("off", "local"):
        engine.dispose()
        raise UnsafeDatabase(
            f"PostgreSQL runs with synchronous_commit={held} and could lose answers. Set it to on."
        )
    return engine
