"""What other rooms let the minute's work do: each says by itself what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask, current_app

from survey.services import Services

NAME = "lydhoer_due_work"
DueWork = Callable[[Services], int]
"""Does what is due, once, and returns how many things that were."""


def also_do(app: Flask, job: str, work: DueWork) -> None:
    """Let every tick do this too; `job` is what the log calls it."""
    app.extensions.setdefault(NAME, []).append((job, work))


def work_of_rooms() -> Sequence[tuple[str, DueWork]]:
    """All that was added, in the order it was added."""
    return tuple(current_app.extensions.get(NAME, ()))
