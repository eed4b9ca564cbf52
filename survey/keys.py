"""The instance's own secrets: made once, kept in its folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "tombstone_key")


def read_keys(instance: Path) -> dict[str, str]:
    """The secrets kept in `instance`, by name; those not made yet are left out."""
    folder = instance / "keys"
    return {name: (folder / name).read_text().strip() for name in NAMES if (folder / name).exists()}


def make_keys(instance: Path) -> None:
    """Make the secrets that are missing. Those that are there are never changed."""
    folder = instance / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        if not (folder / name).exists():
            _write_private(folder / name, secrets.token_hex(32))


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
