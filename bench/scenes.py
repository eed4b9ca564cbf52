"""What is measured: an instance with a round, and the same requests to it and to the baseline."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from bench import load
from survey.clock import utc_now
from survey.sealing_keys import SealingKey, SealingKeys
from survey.store import migrate
from survey.store.engine import open_store
from tests.serving import serving
from tests.world import World, make_world

MINIMAL_TABLE = "CREATE TABLE minimal (id VARCHAR(32) PRIMARY KEY, body TEXT NOT NULL)"
EACH = 60
"""Requests of one client in one turn."""


@dataclass(frozen=True)
class Scene:
    """Both services over one database, and what there is to ask."""

    world: World
    ours: str
    minimal: str
    folder: Path

    def sealing_key(self) -> SealingKey:
        """What tablets seal to."""
        return SealingKeys(self.folder / "ours" / "keys" / "sealing").newest()

    def submissions(self, base: str) -> load.Measured:
        """Every client sends answers."""
        body = json.dumps(self.world.submission()).encode()
        token = self.world.device_token

        def requests(_client: int) -> Iterator[load.Request]:
            for _ in range(EACH):
                yield load.put(f"/responses/{secrets.token_hex(16)}", body, token)

        return load.run(base, requests)

    def interviews(self, base: str) -> load.Measured:
        """Every client opens an interview and sends it, again and again."""
        said = {"perspective": "as_resident"}
        body = json.dumps(self.world.submission(round=None, respondent=said)).encode()
        page = self.interview_page if base == self.ours else "/hello"

        def requests(_client: int) -> Iterator[load.Request]:
            for _ in range(EACH // 2):
                yield load.get(page, Accept_Encoding="gzip")
                yield load.put(f"/responses/{secrets.token_hex(16)}", body, self.world.link_code)

        return load.run(base, requests)

    def pages(self, base: str) -> load.Measured:
        """Every client opens interview pages, or the baseline's hello."""
        page = self.document if base == self.ours else "/hello"

        def requests(_client: int) -> Iterator[load.Request]:
            for _ in range(EACH * 3):
                yield load.get(page, Accept_Encoding="gzip")

        return load.run(base, requests)

    @property
    def interview_page(self) -> str:
        """The interview behind the relatives' link."""
        return f"/s/{self.world.link_code}/da/as_resident"

    @property
    def document(self) -> str:
        """The interview document by itself."""
        return f"/i/{self.world.version.hash}/da/self"


@contextmanager
def scene(folder: Path, database: str) -> Iterator[Scene]:
    """Serve ours and the baseline over the database at `database`, which is made ready first."""
    store = open_store(database)
    migrate.upgrade(store)
    world = make_world(store, utc_now())
    with store.write() as connection:
        connection.execute(text(MINIMAL_TABLE))
    with ExitStack() as stack:
        ours = stack.enter_context(serving(folder / "ours", database))
        minimal = stack.enter_context(
            serving(folder / "minimal", database, "bench.minimal:create_app()")
        )
        yield Scene(world, ours, minimal, folder)
    store.engine.dispose()
