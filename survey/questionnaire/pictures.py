"""The pictures a questionnaire may show beside its words, by the names it calls them."""

from __future__ import annotations

import json
from pathlib import Path

PICTURES: dict[str, str] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
"""Our name of each picture, and the one it has among the drawings it is taken from, OpenMoji."""


def asset_name(picture: str) -> str:
    """The name of its file among the built ones."""
    return f"picture-{picture}.svg"
