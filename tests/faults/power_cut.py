"""The power fails on a tablet that has just said thank you: what is on its disk when it comes back?

`python -m tests.faults.power_cut [cuts]` runs it by itself and says what was lost, with the build as it
is and with one that leaves it to the browser when to write. The tablet's profile lies on a file
system of its own that is stopped as a power cut stops it: nothing that has not been flushed gets
to the disk. That needs Linux, root, ext4 and a loop device.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from survey.clock import utc_now
from survey.store import migrate
from survey.store.engine import open_store
from tests.answering import Robot
from tests.browsing import chromium
from tests.faults.proxy import passes, proxy, refuses
from tests.faults.scripts import WITHOUT_FLUSH, Change
from tests.faults.tablet import (
    Journal,
    await_sent,
    await_thanks,
    begin,
    come_back,
    kept_tablet,
    kill,
    pair_kept,
    weaken,
    words_stored,
)
from tests.serving import serving
from tests.world import World, make_world

SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, `_IOR('X', 125, __u32)`."""
NO_LOG_FLUSH = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH: neither data nor journal gets to the disk any more."""
SIZE = 400 * 2**20
MOMENTS = 100


class NoPowerCut(Exception):
    """This machine cannot cut the power of a file system; the message says why."""


class Disk:
    """An ext4 file system in a file, mounted at `place`. Raises `NoPowerCut` where that cannot be."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.place = folder / "disk"
        self.place.mkdir()
        self._image = folder / "disk.img"
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            raise NoPowerCut("it takes root on Linux to mount a file system")
        with self._image.open("wb") as image:
            image.truncate(SIZE)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self.mount()

    def mount(self) -> None:
        """What is on the disk can be read."""
        _run("mount", "-o", "loop", str(self._image), str(self.place))

    def unmount(self) -> None:
        """Nobody may have a file open on it. The last of those who had may take a moment to go."""
        for _ in range(MOMENTS):
            done = subprocess.run(["umount", self.place], capture_output=True, check=False)
            if done.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.place} is in use still")

    def cut(self) -> None:
        """The power fails. Everything on it goes wrong from now on, until it is mounted anew."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        except OSError as fault:
            raise NoPowerCut(f"this file system cannot be stopped: {fault}") from fault
        finally:
            os.close(handle)


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A disk of which power cuts are known to lose what was not flushed, and only that."""
    made = Disk(folder)
    try:
        _try_out(made)
        yield made
    finally:
        made.unmount()


def _try_out(made: Disk) -> None:
    flushed, other = made.place / "flushed", made.place / "not flushed"
    with flushed.open("w") as out:
        out.write("there")
        out.flush()
        os.fsync(out.fileno())
    other.write_text("gone")
    made.cut()
    made.unmount()
    made.mount()
    if not flushed.exists() or flushed.read_text() != "there":
        raise NoPowerCut("this disk loses even what was flushed")
    if other.exists() and other.read_text():
        raise NoPowerCut("this disk keeps what was not flushed")


def _run(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise NoPowerCut(f"there is no {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise NoPowerCut(f"{' '.join(command)}: {done.stderr.strip()}")


def complaints_after(
    cuts: int, folder: Path, behind: str, cast: World, browser: Browser, *weak: Change
) -> list[str]:
    """Cut the power so often right after a thank-you; what is missing when all has been sent?"""
    journal = Journal(folder / "journal")
    with disk(folder / "tablet") as power, proxy(behind) as (base, network):
        profile = power.place / "profile"
        weaken(network, *weak)
        pair_kept(browser, profile, base, cast)
        os.sync()
        network.always(refuses)
        for number in range(cuts):
            with kept_tablet(browser, profile) as page:
                come_back(page, base)
                words = f"ytring{number:04d}{secrets.token_hex(3)}"
                journal.note("said", words)
                robot = begin(page)
                robot.pass_by()
                robot.answer(words)
                robot.on()
                _keep(robot)
                power.cut()
                journal.note("thanked", words)
                kill(profile)
            power.unmount()
            power.mount()
        network.always(passes)
        with kept_tablet(browser, profile) as page:
            come_back(page, base)
            await_sent(page)
    return journal.complaints(words_stored(cast))


def _keep(robot: Robot) -> None:
    robot.press("stop")
    robot.press("keep")
    await_thanks(robot.page)


def main(cuts: int = 10) -> int:
    """Run both builds; the exit code is 0 when the sound one loses nothing and the weak one does."""
    lost = {}
    with chromium() as browser, tempfile.TemporaryDirectory(prefix="lydhoer-power-") as made:
        for name, weak in {"as it is": (), "without a flush": (WITHOUT_FLUSH,)}.items():
            folder = Path(made) / name
            folder.mkdir()
            lost[name] = len(_run_alone(cuts, folder, browser, *weak))
            print(f"{name}: {lost[name]} of {cuts} thanked are missing", flush=True)
    return 0 if lost["as it is"] == 0 < lost["without a flush"] else 1


def _run_alone(cuts: int, folder: Path, browser: Browser, *weak: Change) -> list[str]:
    database = f"sqlite:///{folder / 'lydhoer.db'}"
    store = open_store(database)
    migrate.upgrade(store)
    cast = make_world(store, utc_now())
    with serving(folder / "instance", database) as base:
        found = complaints_after(cuts, folder, base, cast, browser, *weak)
    store.engine.dispose()
    return found


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
