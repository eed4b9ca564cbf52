"""The chain of what was done: adding to it, reading it, and cutting off what has grown old."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, true

from survey.audit import BEGINNING, Checked, Deed, Event, Link, chained, check
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.tables import AuditEvent, AuditStart

TRIES = 200
"""More than anybody could be in the way of: each time, somebody else's event was written."""
PAGE = 1000
"""Events read at a time."""
THE_ONE = 1
"""The only row of `audit_start`."""


class CrowdedOut(RuntimeError):
    """So many others wrote events at once that this one found no place."""


def append(store: Store, deed: Deed, at: datetime) -> Event:
    """Write down what was done, behind the newest event; two statements.

    Writers take turns on SQLite. On PostgreSQL two may look at the same newest event: the number
    lets one of them in, and the other looks again.
    """
    for _ in range(TRIES):
        with store.write() as connection:
            event = chained(deed, at, newest(connection))
            if _insert(connection, event):
                return event
    raise CrowdedOut


def _insert(connection: Connection, event: Event) -> bool:
    values = {**vars(event.deed), "number": event.number, "at": event.at}
    statement = INSERT[connection.dialect.name](AuditEvent).on_conflict_do_nothing()
    returned = statement.returning(AuditEvent.number)
    row = {**values, "previous": event.previous, "hash": event.hash}
    return connection.execute(returned, row).first() is not None


def newest(connection: Connection) -> Link:
    """The end of the chain; the newest event is never deleted, so it is there once any was."""
    e = AuditEvent
    row = connection.execute(select(e.number, e.hash).order_by(e.number.desc()).limit(1)).first()
    return Link(row.number, row.hash) if row else BEGINNING


def start_of(connection: Connection) -> Link:
    """What the oldest event that is kept is chained to."""
    row = connection.execute(select(AuditStart.number, AuditStart.hash)).first()
    return Link(row.number, row.hash) if row else BEGINNING


def check_chain(store: Store, expected: str | None = None) -> Checked:
    """Walk along the whole chain; anew where its beginning was cut off meanwhile."""
    with store.read() as connection:
        start = start_of(connection)
        with closing(_all(connection)) as events:
            found = check(events, start, expected)
        is_whole = start_of(connection) == start
    return found if is_whole else check_chain(store, expected)


def _all(connection: Connection) -> Generator[Event, None, None]:
    wanted = select(*AuditEvent.__table__.columns).order_by(AuditEvent.number)
    with connection.execute(wanted, execution_options={"yield_per": PAGE}) as rows:
        for row in rows:
            yield _event(row)


def how_many(connection: Connection, name: str = "") -> int:
    """How many events there are, of everybody or of those whose name holds `name`."""
    wanted = select(func.count()).select_from(AuditEvent).where(_of(name))
    return connection.scalar(wanted) or 0


def some(connection: Connection, skipped: int, count: int, name: str = "") -> list[Event]:
    """`count` events, newest first, leaving out so many."""
    wanted = select(*AuditEvent.__table__.columns).where(_of(name))
    page = wanted.order_by(AuditEvent.number.desc()).offset(skipped).limit(count)
    return [_event(row) for row in connection.execute(page)]


def how_often(connection: Connection, user_id: int, action: str, since: datetime) -> int:
    """How often somebody has done this since then."""
    e = AuditEvent
    hers = e.user_id == user_id, e.action == action, e.at >= since
    return connection.scalar(select(func.count()).select_from(e).where(*hers)) or 0


def cut(connection: Connection, before: datetime) -> int:
    """Delete the events at the beginning that are older than `before`; returns how many.

    Where the chain begins from then on is written down. The newest event always stays.
    """
    last = _last_to_go(connection, before)
    if last is None:
        return 0
    connection.execute(delete(AuditStart))
    start = INSERT[connection.dialect.name](AuditStart)
    connection.execute(start, {"id": THE_ONE, **vars(last)})
    gone = delete(AuditEvent).where(AuditEvent.number <= last.number)
    return connection.execute(gone).rowcount


def how_many_to_cut(connection: Connection, before: datetime) -> int:
    """How many events `cut` would delete."""
    last = _last_to_go(connection, before)
    upto = AuditEvent.number <= last.number if last else AuditEvent.number < 0
    return connection.scalar(select(func.count()).select_from(AuditEvent).where(upto)) or 0


def _last_to_go(connection: Connection, before: datetime) -> Link | None:
    """The event before the first that stays: a clock that was set back makes no hole."""
    e = AuditEvent
    young = select(func.min(e.number)).where(e.at >= before)
    first = connection.scalar(young) or connection.scalar(select(func.max(e.number)))
    row = connection.execute(select(e.number, e.hash).where(e.number == (first or 0) - 1)).first()
    return Link(row.number, row.hash) if row else None


def _of(name: str) -> ColumnElement[bool]:
    return AuditEvent.name.icontains(name, autoescape=True) if name else true()


def _event(row: Any) -> Event:
    deed = Deed(row.user_id, row.name, row.action, row.about, row.status)
    return Event(row.number, _utc(row.at), deed, row.previous, row.hash)


def _utc(moment: datetime) -> datetime:
    """SQLite keeps the moment without its zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
