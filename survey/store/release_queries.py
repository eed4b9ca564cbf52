"""Keeping what is told of closed rounds, and reading it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, exists, select, update

from survey.releases import Released
from survey.round_counts import Replies, RoundCounts, Said, Size
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.tables import Release, Round

LATE_FOR = timedelta(days=181)
"""Answers may come for so long after a round has closed; after that nothing is looked at anew."""


def released(connection: Connection, ids: Collection[int]) -> dict[int, Released]:
    """By number, what was released of these rounds; one statement."""
    rows = connection.execute(
        select(Release.round_id, Release.released_on, Release.counts).where(
            Release.round_id.in_(ids)
        )
    )
    return {row.round_id: _released(row.released_on, row.counts) for row in rows}


def _released(day: date, counts: dict[str, Any]) -> Released:
    return Released(
        day,
        tuple(Replies(*row) for row in counts["replies"]),
        tuple(Said(*row) for row in counts["said"]),
        tuple(_size_of(row) for row in counts["sizes"]),
    )


def _size_of(row: list[Any]) -> Size:
    centre_id, unit_id, voice, people, day = row
    return Size(centre_id, unit_id, voice, people, date.fromisoformat(day) if day else None)


def to_release(connection: Connection, today: date) -> list[int]:
    """Closed rounds of which nothing is released yet."""
    wanted = select(Round.id).where(
        Round.closes_on < today,
        Round.is_standing.is_(False),
        ~exists().where(Release.round_id == Round.id),
    )
    return list(connection.scalars(wanted.order_by(Round.id)))


def to_look_at_anew(connection: Connection, today: date) -> list[int]:
    """Rounds with a release into which answers may still come, and that were not looked at today."""
    wanted = (
        select(Round.id)
        .join(Release, Release.round_id == Round.id)
        .where(Round.closes_on >= today - LATE_FOR, Release.looked_on < today)
    )
    return list(connection.scalars(wanted.order_by(Round.id)))


def looked_at(store: Store, ids: Collection[int], today: date) -> None:
    """Note that these were looked at today."""
    with store.write() as connection:
        connection.execute(update(Release).where(Release.round_id.in_(ids)).values(looked_on=today))


def release(store: Store, counts: RoundCounts, today: date) -> None:
    """From now on reports of the round stand on these counts."""
    told = {
        "replies": [list(astuple(row)) for row in counts.replies],
        "said": [list(astuple(row)) for row in counts.said],
        "sizes": [_size(one) for one in counts.sizes],
    }
    values = {"released_on": today, "looked_on": today, "counts": told}
    with store.write() as connection:
        write = INSERT[connection.dialect.name](Release).values(round_id=counts.id, **values)
        connection.execute(write.on_conflict_do_update(index_elements=["round_id"], set_=values))


def _size(one: Size) -> list[Any]:
    day = one.counted_on.isoformat() if one.counted_on else None
    return [one.centre_id, one.unit_id, one.voice, one.people, day]
