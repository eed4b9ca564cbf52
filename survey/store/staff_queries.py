"""The people who sign in: who they are, and the one-time links that let them in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, insert, select

from survey.channels import secret_hash
from survey.store.engine import Store
from survey.store.tables import SignInLink, StaffUser

SIGN_IN_TIME = timedelta(hours=24)
"""How long a sign-in link works."""
LONGEST_NAME = 120
LARGEST_ID = 2**31 - 1


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
    token = secrets.token_urlsafe(32)
    with store.write() as connection:
        user_id = _find(connection, name) or (_add(connection, name) if make else None)
        if user_id is None:
            raise UnknownUser(name)
        connection.execute(delete(SignInLink).where(SignInLink.user_id == user_id))
        values = {"token_hash": secret_hash(token), "user_id": user_id}
        connection.execute(insert(SignInLink).values(**values, expires_at=now + SIGN_IN_TIME))
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


def users(connection: Connection) -> list[User]:
    """Everybody who may sign in, by name."""
    rows = connection.execute(select(StaffUser.id, StaffUser.name).order_by(StaffUser.name))
    return [User(row.id, row.name) for row in rows]


def add_user(store: Store, name: str) -> User:
    """Somebody new. Raises `NameTaken` or `BadName`."""
    with store.write() as connection:
        if _find(connection, name) is not None:
            raise NameTaken(name)
        return User(_add(connection, name), name.strip())


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


def _add(connection: Connection, name: str) -> int:
    """The number is drawn, so that a session of somebody removed never fits somebody new."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadName(name)
    user_id = secrets.randbelow(LARGEST_ID) + 1
    connection.execute(insert(StaffUser).values(id=user_id, name=name))
    return user_id
