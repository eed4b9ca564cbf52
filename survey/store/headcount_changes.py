"""Writing headcounts down: each is a new row beside those that stand there already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from survey.headcounts import Typed, is_stale
from survey.store.engine import Store
from survey.store.headcount_queries import newest_headcounts
from survey.store.tables import Centre
from survey.store.tables import Headcount as Kept


def write_headcounts(
    store: Store, centre_id: int, typed: Iterable[Typed], typed_by: str
) -> list[int]:
    """Write numbers down beside those that stand there; returns their own numbers."""
    with store.write() as connection:
        return [_write(connection, centre_id, one, typed_by) for one in typed]


def confirm_headcounts(
    store: Store, centre_id: int, seen: Collection[int], today: date, typed_by: str
) -> list[int]:
    """Write the numbers of these rows anew as of today; returns the new rows' own numbers.

    Only what is still the newest and out of date is confirmed: to press twice writes once.
    """
    with store.write() as connection:
        connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())
        still = [one for one in newest_headcounts(connection, centre_id) if one.id in seen]
        return [
            _write(
                connection, centre_id, Typed(one.unit_id, one.voice, one.people, today), typed_by
            )
            for one in still
            if is_stale(one, today)
        ]


def _write(connection: Connection, centre_id: int, one: Typed, typed_by: str) -> int:
    made = insert(Kept).values(
        centre_id=centre_id,
        unit_id=one.unit_id,
        voice=one.voice.value,
        people=one.people,
        counted_on=one.counted_on,
        typed_by=typed_by,
    )
    return int(connection.execute(made.returning(Kept.id)).scalar_one())


def take_back_headcounts(store: Store, centre_id: int, first: int, last: int, typed_by: str) -> int:
    """Delete the numbers, from the first to the last row, that somebody typed by mistake a moment
    ago; returns how many. What others wrote in between stays."""
    theirs = (Kept.centre_id == centre_id, Kept.typed_by == typed_by)
    with store.write() as connection:
        gone = delete(Kept).where(*theirs, Kept.id.between(first, last))
        return connection.execute(gone).rowcount
