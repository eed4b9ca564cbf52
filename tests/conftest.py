"""The fixed cast and the two databases that everything is tried on."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin.report.charts import end_drawing
from app import create_app
from config import Settings
from survey.store import migrate
from survey.store.engine import Store, open_store
from tests.faults.house import here, house
from tests.postgresql import TEMPLATE, create_database, drop_database, postgresql_server
from tests.quick import keep_builders, keep_templates
from tests.served import browser, cast, site
from tests.visiting import Pages
from tests.world import NOW, World, make_world

__all__ = ["browser", "cast", "here", "house", "site"]

NUMBERS = itertools.count()

keep_templates()
keep_builders()


@pytest.fixture(scope="session", autouse=True)
def _drawer() -> Iterator[None]:
    """Whatever draws charts for the tests ends with them."""
    yield
    end_drawing()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    store = open_store(f"sqlite:///{path}")
    migrate.upgrade(store)
    store.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of our own, with a migrated database to copy."""
    with postgresql_server(tmp_path_factory.mktemp("pg")) as address:
        store = open_store(create_database(address, TEMPLATE, "template1"))
        migrate.upgrade(store)
        store.engine.dispose()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of each kind."""
    if request.param == "sqlite":
        yield _fresh_sqlite(request, tmp_path)
        return
    server = request.getfixturevalue("postgresql")
    name = f"test_{next(NUMBERS)}"
    yield create_database(server, name)
    drop_database(server, name)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store over a fresh database of each kind."""
    opened = open_store(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def sqlite_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store over a fresh SQLite database, for what does not depend on its kind."""
    opened = open_store(_fresh_sqlite(request, tmp_path))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def world(store: Store) -> World:
    """A centre with an open round, a tablet and a relatives' link, on each database."""
    return make_world(store, NOW)


@pytest.fixture
def small_world(sqlite_store: Store) -> World:
    """The same on SQLite only."""
    return make_world(sqlite_store, NOW)


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an instance in a temporary folder, its SQLite database migrated."""
    return Settings(
        instance=tmp_path / "instance",
        database=_fresh_sqlite(request, tmp_path),
        secret_key="s" * 32,
        tombstone_key="t" * 32,
    )


@pytest.fixture
def pages(settings: Settings) -> Iterator[Pages]:
    """A signed-out visitor of an instance with the usual cast."""
    store = open_store(settings.database_url)
    world = make_world(store, NOW)
    app = create_app(settings, lambda: NOW)
    app.testing = True
    with app.test_client() as client:
        yield Pages(world, client)
    store.engine.dispose()
    app.extensions["lydhoer"].store.engine.dispose()


def _fresh_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    template: Path = request.getfixturevalue("sqlite_template")
    path = tmp_path / "lydhoer.db"
    if not path.exists():
        shutil.copy(template, path)
    return f"sqlite:///{path}"
