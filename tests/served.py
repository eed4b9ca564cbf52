"""A browser, and a served instance to walk through."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from survey.clock import utc_now
from survey.store.engine import Store, open_store
from tests.browsing import chromium
from tests.serving import ROOT, environment, serving
from tests.world import World, make_world


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all; every visit is a person who has never been here."""
    with chromium() as one:
        yield one


@dataclass(frozen=True)
class Site:
    """A served instance: its address, its folder and its database."""

    base: str
    instance: Path
    database: str
    store: Store

    def flask(self, *words: str, code: int = 0) -> str:
        """Run a command of the service; returns what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", *words],
            cwd=ROOT,
            env=environment(self.instance, self.database, self.base),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[Site]:
    """A served instance with an empty database."""
    path = tmp_path / "lydhoer.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = f"sqlite:///{path}"
    store = open_store(database)
    with serving(tmp_path / "instance", database) as base:
        yield Site(base, tmp_path / "instance", database, store)
    store.engine.dispose()


@pytest.fixture
def cast(site: Site) -> World:
    """The usual cast at the served instance, today."""
    return make_world(site.store, utc_now())
