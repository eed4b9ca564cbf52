"""What was just done, said on the next page, with a button that undoes it where that can be."""

from __future__ import annotations

from flask import flash

from survey.texts import N_

__all__ = ["DONE", "UNDO", "say_done"]

DONE = "done"
"""The category of what is said so."""
UNDO = N_("Undo")


def say_done(said: str, undo: str | None = None) -> None:
    """Say on the next page what was done; `undo` is the address that undoes it when posted to."""
    flash((said, undo), DONE)  # type: ignore[arg-type] # Flask keeps what JSON can hold
