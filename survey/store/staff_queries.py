"""The people who sign in: who they are, and the one-time links that let them in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select

from survey.channels import secret_hash
from survey.staff import Grant, Member, Role, needs_second_step
from survey.store.engine import Store
from survey.store.place_queries import LARGEST_ID
from survey.store.session_queries import aware, going_on
from survey.store.tables import SignInLink, StaffGrant, StaffPasskey, StaffSession, StaffUser

SIGN_IN_TIME = timedelta(hours=24)
"""How long a sign-in link works."""
LONGEST_NAME = 120


class UnknownUser(LookupError):
    """There is nobody of that name."""


class NameTaken(ValueError):
    """Somebody has that name already."""


class BadName(ValueError):
    """A name that is empty or too long."""


@dataclass(frozen=True)
class User:
    """Somebody who may sign in."""

    id: int
    name: str


def new_sign_in_link(store: Store, name: str, now: datetime, *, make: bool = False) -> str:
    """A token that signs `name` in once within `SIGN_IN_TIME`; older links of hers are void.

    Returns the token, of which only the SHA-256 is kept. With `make`, somebody new is added first.
    Raises `UnknownUser`, or `BadName`.
    """
    with store.write() as connection:
        user_id = _find(connection, name) or (add_named(connection, name) if make else None)
        if user_id is None:
            raise UnknownUser(name)
        return link_for(connection, user_id, now + SIGN_IN_TIME)


def link_for(connection: Connection, user_id: int, until: datetime) -> str:
    """A token that signs somebody in once until then; older ones of hers are void."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(SignInLink).where(SignInLink.user_id == user_id))
    values = {"token_hash": secret_hash(token), "user_id": user_id, "expires_at": until}
    connection.execute(insert(SignInLink).values(values))
    return token


def link_works(connection: Connection, token: str, now: datetime) -> bool:
    """True while the link can still be spent; looking does not spend it."""
    works = exists().where(SignInLink.token_hash == secret_hash(token), SignInLink.expires_at > now)
    return bool(connection.scalar(select(works)))


def spend_sign_in_link(store: Store, token: str, now: datetime) -> User | None:
    """Whom the link signs in. It is spent; None when it was before, is too old or never was."""
    with store.write() as connection:
        user_id = connection.scalar(
            delete(SignInLink)
            .where(SignInLink.token_hash == secret_hash(token), SignInLink.expires_at > now)
            .returning(SignInLink.user_id)
        )
        return None if user_id is None else find_user(connection, user_id)


def find_user(connection: Connection, user_id: int) -> User | None:
    """The user of this number; one statement."""
    row = connection.execute(
        select(StaffUser.id, StaffUser.name).where(StaffUser.id == user_id)
    ).first()
    return User(row.id, row.name) if row else None


def member_in_session(
    connection: Connection, secret: str, known_by: str, now: datetime
) -> tuple[Member, datetime] | None:
    """Whose session it is, with what she may do, and when it was last used; one statement.

    None when it is over, or another's, or she may not sign in any more.
    """
    u, g = StaffUser, StaffGrant
    rows = connection.execute(
        select(
            u.id,
            u.name,
            u.email,
            u.language,
            u.password.is_not(None).label("has_password"),
            u.tf_primary_method.is_not(None).label("has_code"),
            u.oidc_subject.is_not(None).label("has_provider"),
            exists().where(StaffPasskey.user_id == u.id).label("has_passkey"),
            StaffSession.seen_at,
            g.role,
            g.centre_id,
            g.initiative_id,
        )
        .join(StaffSession, StaffSession.user_id == u.id)
        .outerjoin(g, g.user_id == u.id)
        .where(u.active, going_on(secret, known_by, now))
        .order_by(g.id)
    ).all()
    if not rows:
        return None
    row = rows[0]
    grants = tuple(_grant(one) for one in rows if one.role)
    second = row.has_code or not needs_second_step(grants)
    is_ready = row.has_passkey or row.has_provider or (row.has_password and second)
    member = Member(row.id, row.name, row.email, row.language, grants, bool(is_ready))
    return member, aware(row.seen_at, now)


def _grant(row: Any) -> Grant:
    return Grant(Role(row.role), row.centre_id, row.initiative_id)


def grants_of(connection: Connection, user_id: int) -> list[Grant]:
    """What somebody may do, and where."""
    g = StaffGrant
    rows = connection.execute(
        select(g.role, g.centre_id, g.initiative_id).where(g.user_id == user_id).order_by(g.id)
    )
    return [_grant(row) for row in rows]


def give(connection: Connection, user_id: int, grants: Iterable[Grant]) -> None:
    """Let somebody do this, and nothing else."""
    connection.execute(delete(StaffGrant).where(StaffGrant.user_id == user_id))
    rows = [
        {
            "user_id": user_id,
            "role": g.role.value,
            "centre_id": g.centre_id,
            "initiative_id": g.initiative_id,
        }
        for g in grants
    ]
    if rows:
        connection.execute(insert(StaffGrant), rows)


def users(connection: Connection) -> list[User]:
    """Everybody who may sign in, by name."""
    rows = connection.execute(select(StaffUser.id, StaffUser.name).order_by(StaffUser.name))
    return [User(row.id, row.name) for row in rows]


def add_user(store: Store, name: str, grants: Iterable[Grant] = (Grant(Role.OWNER),)) -> User:
    """Somebody new, who may do what is granted. Raises `NameTaken` or `BadName`."""
    with store.write() as connection:
        if _find(connection, name) is not None:
            raise NameTaken(name)
        return User(add_named(connection, name, grants), name.strip())


def remove_user(store: Store, name: str) -> bool:
    """Let `name` in no more, from her next request on. False when there is nobody of that name."""
    with store.write() as connection:
        user_id = _find(connection, name)
        if user_id is None:
            return False
        connection.execute(delete(SignInLink).where(SignInLink.user_id == user_id))
        connection.execute(delete(StaffUser).where(StaffUser.id == user_id))
        return True


def _find(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(StaffUser.id).where(StaffUser.name == name.strip()))


def add_named(
    connection: Connection, name: str, grants: Iterable[Grant] = (Grant(Role.OWNER),)
) -> int:
    """Somebody new; returns her number. Raises `BadName`.

    The number is drawn, so that a session of somebody removed never fits somebody new.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadName(name)
    user_id = secrets.randbelow(LARGEST_ID) + 1
    known_by = secrets.token_hex(32)
    connection.execute(insert(StaffUser).values(id=user_id, name=name, fs_uniquifier=known_by))
    give(connection, user_id, grants)
    return user_id


def is_taken(connection: Connection, column: str, value: str, but: int | None) -> bool:
    """True when somebody else has this name or address."""
    same = select(StaffUser.id).where(getattr(StaffUser, column) == value)
    found = connection.scalar(same)
    return found is not None and found != but
