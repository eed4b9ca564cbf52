"""Sign-ins that last, forms kept over them, and how often somebody tried in vain."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from survey.channels import secret_hash
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.tables import FailedTry, KeptForm, StaffSession, StaffUser

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=8)
"""A sign-in ends when nothing was asked for so long, and in any case after so long."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is noted when a sign-in was last used."""
KEPT_FOR = timedelta(hours=12)
"""How long a form waits for whoever sent it to sign in again."""
TRIED_FOR = timedelta(minutes=15)
"""How long tries in vain are remembered, from the first of them."""


@dataclass(frozen=True)
class Session:
    """A sign-in that lasts."""

    id_hash: str
    began_at: datetime
    seen_at: datetime
    browser: str


def begin_session(store: Store, user_id: int, now: datetime, browser: str) -> str:
    """Begin one; returns its secret, of which only the hash is kept."""
    secret = secrets.token_urlsafe(32)
    values = {"id_hash": secret_hash(secret), "user_id": user_id, "browser": browser[:80]}
    with store.write() as connection:
        connection.execute(insert(StaffSession).values(**values, began_at=now, seen_at=now))
    return secret


def going_on(secret: str, known_by: str, now: datetime) -> ColumnElement[bool]:
    """Of a session and its user: it is the one of this secret, it is hers, and it is not over."""
    s = StaffSession
    return and_(
        s.id_hash == secret_hash(secret),
        StaffUser.fs_uniquifier == known_by,
        s.seen_at > now - IDLE,
        s.began_at > now - LONGEST,
    )


def aware(moment: datetime, like: datetime) -> datetime:
    """SQLite forgets the zone of a moment; all are kept in that of `like`, which is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)


def see_session(store: Store, secret: str, now: datetime) -> None:
    """Note that a session is in use."""
    with store.write() as connection:
        connection.execute(
            update(StaffSession)
            .where(StaffSession.id_hash == secret_hash(secret))
            .values(seen_at=now)
        )


def sessions_of(connection: Connection, user_id: int, now: datetime) -> list[Session]:
    """Somebody's sessions that are not over, the one used last first."""
    s = StaffSession
    rows = connection.execute(
        select(s.id_hash, s.began_at, s.seen_at, s.browser)
        .where(s.user_id == user_id, s.seen_at > now - IDLE, s.began_at > now - LONGEST)
        .order_by(s.seen_at.desc(), s.id_hash)
    )
    return [
        Session(row.id_hash, aware(row.began_at, now), aware(row.seen_at, now), row.browser)
        for row in rows
    ]


def end_session(store: Store, secret: str) -> None:
    """End the session of this secret."""
    with store.write() as connection:
        connection.execute(delete(StaffSession).where(StaffSession.id_hash == secret_hash(secret)))


def end_sessions(
    store: Store, user_id: int, *, one: str | None = None, but: str | None = None
) -> int:
    """End somebody's sessions: the one of this hash, or all, or all but the one of this secret."""
    wanted = delete(StaffSession).where(StaffSession.user_id == user_id)
    if one is not None:
        wanted = wanted.where(StaffSession.id_hash == one)
    if but is not None:
        wanted = wanted.where(StaffSession.id_hash != secret_hash(but))
    with store.write() as connection:
        return connection.execute(wanted).rowcount


def keep_form(store: Store, user_id: int, path: str, fields: dict[str, Any], now: datetime) -> str:
    """Keep what somebody sent after her session had ended; returns the secret it is found by."""
    secret = secrets.token_urlsafe(16)
    with store.write() as connection:
        connection.execute(delete(KeptForm).where(KeptForm.user_id == user_id))
        connection.execute(
            insert(KeptForm).values(
                id_hash=secret_hash(secret),
                user_id=user_id,
                path=path,
                fields=fields,
                expires_at=now + KEPT_FOR,
            )
        )
    return secret


def kept_form(
    connection: Connection, secret: str, user_id: int, path: str, now: datetime
) -> dict[str, Any] | None:
    """What she sent to this page before, if it is kept; nobody else is given it."""
    k = KeptForm
    found: dict[str, Any] | None = connection.scalar(
        select(k.fields).where(
            k.id_hash == secret_hash(secret),
            k.user_id == user_id,
            k.path == path,
            k.expires_at > now,
        )
    )
    return found


def user_known_by(connection: Connection, known_by: str) -> int | None:
    """Whose sessions know her by this."""
    return connection.scalar(
        select(StaffUser.id).where(StaffUser.fs_uniquifier == known_by, StaffUser.active)
    )


def tries_of(connection: Connection, key: str, now: datetime) -> int:
    """How often this was tried in vain lately."""
    f = FailedTry
    wanted = select(f.tries).where(f.key_hash == secret_hash(key), f.expires_at > now)
    return connection.scalar(wanted) or 0


def count_try(store: Store, key: str, now: datetime) -> None:
    """Count a try in vain."""
    f = FailedTry
    with store.write() as connection:
        connection.execute(delete(f).where(f.expires_at <= now))
        mark = INSERT[connection.dialect.name](f).values(
            key_hash=secret_hash(key), tries=1, expires_at=now + TRIED_FOR
        )
        again = {"tries": f.tries + 1}
        connection.execute(mark.on_conflict_do_update(index_elements=["key_hash"], set_=again))


def forget_tries(store: Store, key: str) -> None:
    """Forget the tries of one who knows."""
    with store.write() as connection:
        connection.execute(delete(FailedTry).where(FailedTry.key_hash == secret_hash(key)))


def forget_what_is_over(store: Store, now: datetime) -> int:
    """Delete sessions that are over, forms nobody came back for, and old tries; returns how many."""
    over = (StaffSession.seen_at <= now - IDLE) | (StaffSession.began_at <= now - LONGEST)
    with store.write() as connection:
        return sum(
            connection.execute(wanted).rowcount
            for wanted in (
                delete(StaffSession).where(over),
                delete(KeptForm).where(KeptForm.expires_at <= now),
                delete(FailedTry).where(FailedTry.expires_at <= now),
            )
        )
