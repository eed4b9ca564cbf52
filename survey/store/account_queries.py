"""Accounts: finding them by what somebody knows of herself, and changing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from survey.store.engine import Store
from survey.store.tables import StaffPasskey, StaffUser

FOUND_BY = frozenset({"id", "email", "fs_uniquifier", "fs_webauthn_user_handle", "oidc_subject"})
"""The columns an account is found by: each names one at most."""

Row = Mapping[str, Any]


def find_account(connection: Connection, column: str, value: object) -> Row | None:
    """The account with this value; None when there is none."""
    if column not in FOUND_BY:
        raise ValueError(f"an account is not found by {column}")
    own = (one for one in StaffUser.__table__.columns if one.name != "revision")
    wanted = select(*own).where(getattr(StaffUser, column) == value)
    row = connection.execute(wanted).mappings().first()
    return dict(row) if row else None


def find_passkeys(connection: Connection, user_id: int) -> list[Row]:
    """All passkeys of an account, the oldest first."""
    wanted = select(*StaffPasskey.__table__.columns).where(StaffPasskey.user_id == user_id)
    rows = connection.execute(wanted.order_by(StaffPasskey.id)).mappings()
    return [dict(row) for row in rows]


def find_passkey(connection: Connection, credential_id: bytes) -> Row | None:
    """The passkey that a device calls by this number."""
    wanted = select(*StaffPasskey.__table__.columns)
    row = connection.execute(wanted.where(StaffPasskey.credential_id == credential_id))
    found = row.mappings().first()
    return dict(found) if found else None


def change_account(store: Store, user_id: int, values: Row) -> None:
    """Write these columns of an account, and no others: another may be changing the rest."""
    with store.write() as connection:
        connection.execute(update(StaffUser).where(StaffUser.id == user_id).values(**values))


def spend_counter(store: Store, user_id: int, counter: int) -> bool:
    """Note that the one-time code of this moment was used. False: it, or a later one, was before.

    Two who write the same code at once are told apart here.
    """
    older = func.coalesce(StaffUser.totp_counter, -1) < counter
    with store.write() as connection:
        done = connection.execute(
            update(StaffUser).where(StaffUser.id == user_id, older).values(totp_counter=counter)
        )
    return done.rowcount == 1


def add_passkey(store: Store, values: Row) -> None:
    """Keep a new passkey."""
    with store.write() as connection:
        connection.execute(insert(StaffPasskey).values(**values))


def change_passkey(store: Store, passkey_id: int, values: Row) -> None:
    """Note that a passkey was used."""
    with store.write() as connection:
        connection.execute(
            update(StaffPasskey).where(StaffPasskey.id == passkey_id).values(**values)
        )


def remove_passkey(store: Store, passkey_id: int) -> None:
    """Let a passkey sign in no more."""
    with store.write() as connection:
        connection.execute(delete(StaffPasskey).where(StaffPasskey.id == passkey_id))


def bind_subject(store: Store, email: str, subject: str) -> None:
    """Let the account of this address be found by its name at the provider from now on.

    An account that is bound already stays as it is, and so does a subject that is somebody's.
    """
    with store.write() as connection:
        taken = connection.scalar(select(StaffUser.id).where(StaffUser.oidc_subject == subject))
        if taken is None:
            connection.execute(
                update(StaffUser)
                .where(StaffUser.email == email, StaffUser.oidc_subject.is_(None))
                .where(StaffUser.active)
                .values(oidc_subject=subject)
            )
