"""Counts the statements a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from survey.store.engine import Store

WRITTEN_DOWN = 2
"""Statements of each page of the staff for writing down who opened it."""


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements sent while the block runs; beginnings of transactions are left out."""
    said: list[str] = []

    def hear(*parts: Any) -> None:
        if not parts[2].startswith("BEGIN"):
            said.append(parts[2])

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)
