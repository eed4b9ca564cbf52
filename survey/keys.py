"""The instance's own secrets: made once, kept in its folder, readable by its owner only.

Beside them lies the mark of an instance whose answers are made up.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "tombstone_key")
MADE_UP = "simulated"
"""The mark of an instance whose answers are made up; it stays, however it is started later."""


def read_keys(instance: Path) -> dict[str, str]:
    """The secrets kept in `instance`, by name; those not made yet are left out."""
    folder = instance / "keys"
    kept = [name for name in (*NAMES, MADE_UP) if (folder / name).exists()]
    return {name: (folder / name).read_text().strip() for name in kept}


def make_keys(instance: Path) -> None:
    """Make the secrets that are missing. Those that are there are never changed."""
    folder = instance / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        if not (folder / name).exists():
            _write_private(folder / name, secrets.token_hex(32))


def mark_made_up(instance: Path) -> None:
    """Let this instance say on every page from now on that its answers are made up."""
    mark = instance / "keys" / MADE_UP
    mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not mark.exists():
        _write_private(mark, "yes")


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
