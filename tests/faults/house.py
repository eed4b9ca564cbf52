"""An instance whose server comes and goes, and a tablet that was there while it was up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from survey.clock import utc_now
from survey.store.engine import Store, open_store
from tests.browsing import KIOSKS, open_paired, visit
from tests.serving import OURS, serving
from tests.world import World, make_world

PATIENCE = 120
"""Seconds of real time; a browser changes workers when the old one has nothing to fetch."""
INTERVIEWS = 4
"""The cast's questionnaire in two languages and two wordings."""
KEPT = """async () => {
  const cache = await caches.open("lydhoer.content");
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}"""
"""What the tablet has for its rounds, by address."""
IS_WHOLE = """async (interviews) => {
  const cache = await caches.open("lydhoer.content");
  const lists = (await cache.keys()).filter(({ url }) => /\\/(v|speech)\\/[^.]*$/.test(url));
  const told = await Promise.all(lists.map(async (list) => (await cache.match(list)).json()));
  const files = told.flatMap(({ spoken }) => spoken.flatMap((one) => one.files));
  const have = await Promise.all(files.map((file) => cache.match(file)));
  const pages = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith("/i/"));
  return navigator.serviceWorker.controller !== null && pages.length === interviews
    && lists.length === interviews + 2 && have.every(Boolean);
}"""
"""Interviews, the lists of what can be heard, and all the sounds on them."""
SILENT = "tests.newer:create_silent_app()"


@dataclass
class House:
    """A server that can be stopped and started, always under the same address."""

    instance: Path
    database: str
    store: Store
    port: int = 0
    running: ExitStack = field(default_factory=ExitStack)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, app: str = OURS) -> None:
        """Start `app`, where one was before at the same port."""
        base = self.running.enter_context(serving(self.instance, self.database, app, self.port))
        self.port = urlsplit(base).port or 0

    def stop(self) -> None:
        self.running.close()

    def renew(self, app: str) -> None:
        """Another release takes the place of the one that runs."""
        self.stop()
        self.start(app)


@contextmanager
def provided_tablet(house: House, here: World, browser: Browser) -> Iterator[Page]:
    """A paired tablet that has been visited once and has all it needs."""
    how = {"viewport": KIOSKS["810x1080"], "has_touch": True, "service_workers": "allow"}
    with visit(browser, **how) as page:
        open_paired(page, house.base, here.device_token)
        run_until(page, IS_WHOLE, INTERVIEWS)
        yield page


def run_until(
    page: Page, condition: str, arg: object = None, meanwhile: Callable[[], object] = lambda: None
) -> None:
    """Let the tablet's time go by until it is so, in steps that leave requests the time they really
    take: what runs out of the tablet's time is broken off."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        if _is_so(page, condition, arg):
            return
        meanwhile()
        page.clock.run_for(250)
    raise AssertionError(f"it never came to {condition}")


def _is_so(page: Page, condition: str, arg: object) -> bool:
    try:
        return bool(page.evaluate(condition, arg))
    except Error as fault:
        if "navigation" not in fault.message:
            raise
        return False  # the page is just being loaded anew


@pytest.fixture
def house(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> Iterator[House]:
    """A served instance, at the beginning up; a test may name the app it serves."""
    path = tmp_path / "lydhoer.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = f"sqlite:///{path}"
    house = House(tmp_path / "instance", database, open_store(database))
    house.start(getattr(request, "param", OURS))
    yield house
    house.stop()
    house.store.engine.dispose()


@pytest.fixture
def here(house: House) -> World:
    """The usual cast at the house, today."""
    return make_world(house.store, utc_now())
