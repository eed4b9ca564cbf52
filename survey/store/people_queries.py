"""The people who may sign in, as an owner sees to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select, true, update

from survey.staff import Grant, Role
from survey.store.engine import Store
from survey.store.staff_queries import add_named, give, link_for
from survey.store.tables import SignInLink, StaffGrant, StaffPasskey, StaffSession, StaffUser

PER_PAGE = 25
INVITED_FOR = timedelta(days=7)
"""How long an invitation works."""


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in; `has_account` once she has made it her own."""

    id: int
    name: str
    email: str | None
    is_active: bool
    has_account: bool
    grants: tuple[Grant, ...]
    revision: int = 1


class Granted(StrEnum):
    """What came of changing what somebody may do; but for the first, nothing was changed."""

    DONE = "done"
    CHANGED_MEANWHILE = "changed_meanwhile"
    LAST_OWNER = "last_owner"


def people(connection: Connection, word: str, skipped: int) -> list[Person]:
    """A page of everybody whose name or address has the word in it; two statements."""
    u = StaffUser
    wanted = select(u.id).where(_has(word)).order_by(u.name, u.id).offset(skipped).limit(PER_PAGE)
    ids = list(connection.scalars(wanted))
    return _people(connection, ids) if ids else []


def count_people(connection: Connection, word: str) -> int:
    """How many there are of those."""
    wanted = select(func.count()).select_from(StaffUser).where(_has(word))
    return connection.scalar(wanted) or 0


def find_person(connection: Connection, user_id: int) -> Person | None:
    """Somebody by her number."""
    found = _people(connection, [user_id])
    return found[0] if found else None


def _has(word: str) -> ColumnElement[bool]:
    if not word:
        return true()
    return or_(
        StaffUser.name.icontains(word, autoescape=True),
        StaffUser.email.icontains(word, autoescape=True),
    )


def _people(connection: Connection, ids: Sequence[int]) -> list[Person]:
    u, g = StaffUser, StaffGrant
    granted: dict[int, list[Grant]] = {}
    for row in connection.execute(
        select(g.user_id, g.role, g.centre_id, g.initiative_id)
        .where(g.user_id.in_(ids))
        .order_by(g.id)
    ):
        grant = Grant(Role(row.role), row.centre_id, row.initiative_id)
        granted.setdefault(row.user_id, []).append(grant)
    has_passkey = exists().where(StaffPasskey.user_id == u.id)
    is_made = or_(u.password.is_not(None), u.oidc_subject.is_not(None), has_passkey)
    rows = connection.execute(
        select(u.id, u.name, u.email, u.active, u.revision, is_made.label("is_made"))
        .where(u.id.in_(ids))
        .order_by(u.name, u.id)
    )
    return [
        Person(
            row.id,
            row.name,
            row.email,
            row.active,
            bool(row.is_made),
            tuple(granted.get(row.id, ())),
            row.revision,
        )
        for row in rows
    ]


def invite(
    store: Store, name: str, email: str, grants: Iterable[Grant], now: datetime
) -> tuple[int, str]:
    """Somebody new and her link; returns her number, and the token, of which the hash is kept."""
    with store.write() as connection:
        user_id = add_named(connection, name, grants)
        connection.execute(update(StaffUser).where(StaffUser.id == user_id).values(email=email))
        return user_id, link_for(connection, user_id, now + INVITED_FOR)


def new_link_for(store: Store, user_id: int, now: datetime) -> str:
    """Another link; the one before works no more."""
    with store.write() as connection:
        return link_for(connection, user_id, now + INVITED_FOR)


def change_grants(store: Store, user_id: int, seen: int, grants: Sequence[Grant]) -> Granted:
    """Let somebody do this, unless somebody else changed it since revision `seen`."""
    stays_owner = any(one.role is Role.OWNER for one in grants)
    with store.write() as connection:
        if not stays_owner and is_last_owner(connection, user_id):
            return Granted.LAST_OWNER
        changed = connection.execute(
            update(StaffUser)
            .where(StaffUser.id == user_id, StaffUser.revision == seen)
            .values(revision=StaffUser.revision + 1)
        )
        if changed.rowcount != 1:
            return Granted.CHANGED_MEANWHILE
        give(connection, user_id, grants)
        return Granted.DONE


def is_last_owner(connection: Connection, user_id: int) -> bool:
    """True for an owner when there is no other who may sign in."""
    g = StaffGrant
    owners = (
        select(g.user_id)
        .join(StaffUser, StaffUser.id == g.user_id)
        .where(g.role == Role.OWNER.value, StaffUser.active)
    )
    found = set(connection.scalars(owners))
    return found == {user_id}


def set_active(store: Store, user_id: int, *, active: bool) -> None:
    """Let somebody in, or no more; then her sessions and links end at once."""
    with store.write() as connection:
        connection.execute(update(StaffUser).where(StaffUser.id == user_id).values(active=active))
        if not active:
            for table in (StaffSession, SignInLink):
                connection.execute(delete(table).where(table.user_id == user_id))
