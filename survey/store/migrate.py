"""Brings a database to the tables this release knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey.store.engine import Store

FOLDER = Path(__file__).parent / "migrations"


def upgrade(store: Store, revision: str = "head") -> None:
    """Apply all migrations up to `revision`, each whole or not at all."""
    _run(store, command.upgrade, revision)


def downgrade(store: Store, revision: str) -> None:
    """Undo migrations down to `revision`; `base` undoes them all."""
    _run(store, command.downgrade, revision)


def current(store: Store) -> str | None:
    """The revision the database is at; None for an empty one."""
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision this release needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _run(store: Store, action: Callable[[Config, str], None], revision: str) -> None:
    with store.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        action(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
