"""The tablet's scripts, bundled from their sources: as they are, or weakened on purpose.

A check that never fails proves nothing. So each check of `tests/faults` is also held against a build
in which what it looks for is broken; the breaks are named here, next to each other.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT

FOLDERS = ("survey/pages/scripts", "kiosk/scripts")
KIOSK = "kiosk/scripts/kiosk.js"
QUEUE = "survey/pages/scripts/queue.js"
DISK = "survey/pages/scripts/disk.js"
SEALING = "survey/pages/scripts/sealing.js"
OUTBOX = "survey/pages/scripts/outbox.js"
DELIVERY = "survey/pages/scripts/delivery.js"
SAID_LAST = "kiosk/scripts/said_last.js"
VISITS = "kiosk/scripts/visits.js"
SESSION = "kiosk/scripts/session.js"


@dataclass(frozen=True)
class Change:
    """In this file, `old` (which is there exactly once) becomes `new`."""

    file: str
    old: str
    new: str


WITHOUT_FLUSH = Change(DISK, ', { durability: "strict" }', "")
"""The browser says that it is stored before it is on the disk."""
UNSEALED = Change(QUEUE, "await seal(to, parcel, parcel.body)", "parcel.body")
"""Answers touch the disk as they were said."""
IN_MEMORY = Change(
    QUEUE,
    "keepSealed(/** @type {SealedParcel} */ (parcel));",
    'Promise.reject(new Error("no"));',
)
"""Nothing is stored; what waits is gone with the page."""
TRUSTING = Change(DELIVERY, "(await vouches(said, id, bytes))", "true")
"""A friendly status is enough to forget an answer."""
THANKS_BY_THE_CLOCK = Change(
    VISITS,
    "timer = setTimeout(done, SAVING)",
    'timer = setTimeout(() => done(thank("thanks_later")), SAVING)',
)
"""She is thanked after a moment, whether it is stored or not."""
WITHOUT_A_LOCK = Change(KIOSK, "alone: aloneOnThisTablet,", "")
"""Two pages of one tablet send at the same time."""
NEVER_ENDING = Change(VISITS, "visit.abort();", "")
"""A visit goes on listening to its buttons when it is over."""
WITH_A_DRAFT = Change(SESSION, "moved() {", 'moved() { localStorage.setItem("draft", id);')
"""What is half said stays on the tablet."""
OF_ONE_VERSION = Change(DISK, "if (!isNewer) throw fault;", "if (!isNewer || true) throw fault;")
"""Cannot read a store that a newer page has added to."""
TRYING_ONCE = Change(QUEUE, "await write(id, body).catch(() => {});", "")
"""Gives up when the store is closed while something is stored."""
BY_ITS_OWN_CLOCK = Change(SAID_LAST, "if (!last) return", "if (!last || true) return")
"""The tablet's own clock says which day it is."""
UNCOUNTED = Change(KIOSK, "counted: (shelf) => ledger.count(shelf),", "")
"""Nobody counts what is made on the tablet."""
ASKING_ANYWAY = Change(KIOSK, "if (room.trouble())", "if (room.trouble() && false)")
"""Asks although nothing more can be kept."""
IMPATIENT = Change(OUTBOX, "if (performance.now() < quietUntil) return;", "")
"""Sends again before the pause the service asked for is over."""
HELD_UP = Change(OUTBOX, "return times > STUMBLES;", "return times > 1_000_000;")
"""What the service fails over holds up all behind it."""
NEW_ID_EACH_TIME = Change(SESSION, "host.send({ id,", "host.send({ id: newId(),")
"""The id is made when it is sent, and not when the interview begins."""


def bundle(entry: str, changes: Iterable[Change] = ()) -> str:
    """The script `entry` (from the project's folder) with all it imports, after `changes`."""
    with tempfile.TemporaryDirectory(prefix="lydhoer-scripts-") as made:
        folder = Path(made)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name)
        if not (folder / entry).exists():
            (folder / entry).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / entry, folder / entry)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        for change in changes:
            _apply(folder / change.file, change)
        return _bundled(folder, entry)


def _apply(file: Path, change: Change) -> None:
    text = file.read_text()
    assert text.count(change.old) == 1, f"{change.file} has changed: weaken it another way"
    file.write_text(text.replace(change.old, change.new))


def _bundled(folder: Path, entry: str) -> str:
    program = ROOT / "node_modules" / ".bin" / "esbuild"
    how = [entry, "--bundle", "--format=esm", "--log-level=warning"]
    done = subprocess.run(
        [program, *how], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
