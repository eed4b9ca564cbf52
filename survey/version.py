"""Which release this is."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


@cache
def version() -> str:
    """The release's number, as the project's own file says it."""
    return str(tomllib.loads(PROJECT.read_text())["project"]["version"])
