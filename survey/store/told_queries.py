"""What a centre is told of what people said: actions, and decisions of rounds to choose by."""

from __future__ import annotations

from sqlalchemy import Connection

from survey.actions import AnsweredBack
from survey.store.action_queries import told_at
from survey.store.codesign_queries import decided_at


def answered_at(connection: Connection, centre_id: int, most: int) -> list[AnsweredBack]:
    """The newest of both that residents and relatives of a centre are shown; two statements."""
    both = [*told_at(connection, centre_id, most), *decided_at(connection, centre_id, most)]
    return sorted(both, key=lambda one: one.day, reverse=True)[:most]
