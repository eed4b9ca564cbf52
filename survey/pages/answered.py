"""What was done for what people said: the newest of a centre, shown on the pages behind its links."""

from __future__ import annotations

from sqlalchemy import Connection

from survey.actions import AnsweredBack
from survey.channels import Channel
from survey.store.idea_queries import suggested_at
from survey.store.told_queries import answered_at

LOOKED_AT = 3
"""How many of the newest are looked at for one in the reader's language."""


def newest_in(connection: Connection, centre_id: int, language: str) -> AnsweredBack | None:
    """The newest that a centre is told and that can be read in `language`; two statements."""
    told = answered_at(connection, centre_id, LOOKED_AT)
    return next((one for one in told if one.in_language(language)), None)


def suggested_in(connection: Connection, channel: Channel, language: str) -> list[tuple[str, str]]:
    """The newest ideas of a centre with their answers, behind the link of its idea box only."""
    if channel.round is None or not channel.round.is_standing:
        return []
    told = suggested_at(connection, channel.centre_id, LOOKED_AT)
    return [pair for one in told if (pair := one.in_language(language))]
