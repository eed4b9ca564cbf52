"""A tablet to make trouble for: what it keeps, what it is told, and how its browser ends."""

from __future__ import annotations

import json
import os
import select as waiting
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect
from sqlalchemy import func, select

from survey.pages.assets import read_names
from survey.store.tables import FreeText, Response
from tests.answering import Answer, Robot
from tests.browsing import ARGUMENTS, KIOSKS, open_paired, visit
from tests.faults.proxy import Network
from tests.faults.scripts import KIOSK, Change, bundle
from tests.setup.chromium import find_chromium
from tests.world import World

RESPONSES = "**/responses/*"
CANARY = "kanariefugl"
THANKS = "Tak for dine svar"
WAITING = """async () => {
  const request = indexedDB.open("lydhoer");
  await new Promise((done) => { request.onsuccess = done; });
  const count = (name) => new Promise((done) => {
    const got = request.result.transaction(name).objectStore(name).count();
    got.onsuccess = () => done(got.result);
  });
  const counts = [await count("sealed"), await count("aside")];
  request.result.close();
  return counts;
}"""
"""How many wait on the disk, and how many were set aside."""
IS_SENDING = """async () => (await navigator.locks.query()).held.length > 0"""
PATIENCE = 100
"""How often is looked whether a request has ended before the tablet's time goes on."""
ENDED = 30
"""Seconds a killed browser gets to be gone."""


def answers(words: str) -> dict[str, Answer]:
    """What is said in an interview here; everything else is passed by."""
    return {"matters": words, "again": "no"}


def stored(cast: World) -> int:
    """How many answers the server keeps."""
    with cast.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(Response)) or 0


def words_stored(cast: World) -> list[str]:
    """What was written in them."""
    with cast.store.read() as connection:
        return sorted(connection.scalars(select(FreeText.words)))


def let_time_go_by(page: Page) -> None:
    """Five seconds of the tablet's time; what is being sent gets the time it really takes first."""
    for _ in range(PATIENCE):
        if not page.evaluate(IS_SENDING):
            break
    page.clock.run_for(5_000)


def await_stored(page: Page, cast: World, count: int) -> None:
    """Let the tablet's time go by until so many answers have come and none waits."""
    for _ in range(600):
        let_time_go_by(page)
        if stored(cast) >= count and page.evaluate(WAITING)[0] == 0:
            break
    assert stored(cast) == count


def await_sent(page: Page) -> None:
    """Let the tablet's time go by until none waits."""
    for _ in range(2000):
        if page.evaluate(WAITING)[0] == 0:
            return
        let_time_go_by(page)
    raise AssertionError("some still wait")


def await_waiting(page: Page, count: int) -> None:
    """Until so many wait, in the time it really takes."""
    for _ in range(10_000):
        if page.evaluate(WAITING)[0] == count:
            return
    raise AssertionError(f"never did {count} wait")


def begin(page: Page) -> Robot:
    """From the invitation to the first question."""
    robot = Robot(page)
    for value in ("begin", "choice", "yes"):
        robot.press(value)
    return robot


def await_thanks(page: Page) -> None:
    """Let the tablet's time go by until it thanks: without a server it waits a moment first."""
    page.clock.run_for(6_000)
    expect(page.locator("h1:visible")).to_have_text(THANKS)


def give_answers(page: Page, words: str = CANARY) -> None:
    """One interview, from the invitation to the thanks."""
    robot = begin(page)
    robot.answer_all(answers(words))
    await_thanks(page)
    robot.press("home")


@contextmanager
def tablet(base: str, cast: World, browser: Browser) -> Iterator[Page]:
    """A paired tablet that has never been here."""
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        open_paired(page, base, cast.device_token)
        yield page


@contextmanager
def kept_tablet(browser: Browser, profile: Path) -> Iterator[Page]:
    """A page of a Chromium that keeps its profile in that folder; it may be killed meanwhile."""
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=find_chromium(),
        args=ARGUMENTS,
        viewport={"width": 810, "height": 1080},
        has_touch=True,
        locale="da-DK",
    )
    page = context.pages[0]
    page.clock.install()
    try:
        yield page
    finally:
        with suppress(Error):
            context.close()


def pair_kept(browser: Browser, profile: Path, base: str, cast: World) -> None:
    """Pair the tablet of that profile, and switch it off as one should.

    The browser takes its time to write down a token; killed at once, it would have to be paired anew.
    """
    with kept_tablet(browser, profile) as page:
        open_paired(page, base, cast.device_token)
        expect(page.locator('button[value="begin"]')).to_be_visible()


def come_back(page: Page, base: str) -> None:
    """A tablet that was switched on again."""
    page.goto(f"{base}/k/")
    expect(page.locator('button[value="begin"]')).to_be_visible()


def weaken(network: Network, *changes: Change) -> None:
    """Serve the tablet a script that is broken on purpose."""
    network.instead[f"/static/{read_names()['kiosk.js']}"] = bundle(KIOSK, changes)


def _open_handles(pids: Iterable[int]) -> Iterator[int]:
    """A handle of each process that is still there: some were ending by themselves."""
    for pid in pids:
        with suppress(ProcessLookupError):
            yield os.pidfd_open(pid)


def kill(profile: Path) -> None:
    """End the browser of this profile at once, as it stands, and wait until all of it is gone."""
    browser = browser_of(profile)
    os.kill(browser, signal.SIGSTOP)  # from now on nothing new comes of it
    handles = list(_open_handles(_family(browser)))
    for handle in handles:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    for handle in handles:
        ended, _, _ = waiting.select([handle], [], [], ENDED)
        os.close(handle)
        assert ended, "a part of the browser lives on"


def browser_of(profile: Path) -> int:
    """The process id of the browser that keeps this profile. Raises `LookupError`."""
    for pid in _processes():
        words = _command(pid)
        own = f"--user-data-dir={profile}" in words
        if own and not any(word.startswith("--type=") for word in words):
            return pid
    raise LookupError(f"no browser keeps {profile}")


def _family(pid: int) -> list[int]:
    """A process and all that come of it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    with suppress(OSError):
        found = [_family(int(child)) for child in children.read_text().split()]
        return [pid, *(one for family in found for one in family)]
    return []


def _processes() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _command(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").split("\0")
    return []


class Journal:
    """What was said and who was thanked, written outside the reach of all that goes wrong."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.touch()

    def note(self, what: str, words: str) -> None:
        """Write it down, on the disk when this returns."""
        with self._file.open("a") as out:
            out.write(json.dumps([what, words]) + "\n")
            out.flush()
            os.fsync(out.fileno())

    def noted(self, what: str) -> list[str]:
        """All that was written down under this."""
        lines = map(json.loads, self._file.read_text().splitlines())
        return sorted(words for name, words in lines if name == what)

    def complaints(self, kept: list[str]) -> list[str]:
        """Thanked and not kept, kept twice, or kept and never said."""
        twice = {words for words in kept if kept.count(words) > 1}
        lost = set(self.noted("thanked")) - set(kept)
        invented = set(kept) - set(self.noted("said"))
        return [
            *(f"twice: {words}" for words in sorted(twice)),
            *(f"lost: {words}" for words in sorted(lost)),
            *(f"invented: {words}" for words in sorted(invented)),
        ]
