"""Where the sign-in library finds accounts and leaves what it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g
from flask_security import UserDatastore

from admin.accounts.account import Account, Passkey
from survey.clock import utc_now
from survey.store.account_queries import (
    Row,
    add_passkey,
    change_account,
    change_passkey,
    find_account,
    find_passkey,
    find_passkeys,
    remove_passkey,
)
from survey.store.engine import Store
from survey.store.staff_queries import grants_of


class AccountDatastore(UserDatastore):  # type: ignore[misc] # the library has no types
    """Accounts and passkeys over our store. Nobody is made or deleted through it."""

    def __init__(self, store: Store) -> None:
        super().__init__(Account, None, Passkey)
        self._store = store

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:
        """The account with the one given value; addresses are kept in small letters."""
        ((column, value),) = wanted.items()
        if case_insensitive and isinstance(value, str):
            value = value.lower()
        with self._store.read() as connection:
            row = find_account(connection, column, value)
            if row is None:
                return None
            passkeys = [Passkey(**one) for one in find_passkeys(connection, row["id"])]
            return Account(**row, webauthn=passkeys, grants=grants_of(connection, row["id"]))

    def find_role(self, _role: str) -> None:
        """What somebody may do is ours to know: see `survey.staff`."""
        return

    def find_webauthn(self, credential_id: bytes) -> Passkey | None:
        """The passkey that a device calls by this number."""
        with self._store.look() as connection:
            row = find_passkey(connection, credential_id)
        return Passkey(**row) if row else None

    def create_webauthn(self, user: Account, name: str, usage: str, **values: Any) -> None:
        """Keep a new passkey at once."""
        row: Row = {**values, "user_id": user.id, "name": name, "usage": usage}
        add_passkey(self._store, {**row, "lastuse_datetime": naive(utc_now())})

    def put(self, model: Account | Passkey) -> Account | Passkey:
        """Remember what is to be written when the library says so."""
        _waiting().append(model)
        return model

    def commit(self) -> None:
        """Write what was changed."""
        while _waiting():
            model = _waiting().pop()
            if isinstance(model, Passkey):
                self._note_use(model)
            elif changes := model.changes():
                change_account(self._store, model.id, changes)
                model.was.update(changes)

    def delete(self, model: Passkey) -> None:
        """Remove a passkey at once."""
        remove_passkey(self._store, model.id)

    def _note_use(self, passkey: Passkey) -> None:
        names = ("sign_count", "backup_state", "lastuse_datetime")
        change_passkey(self._store, passkey.id, {name: getattr(passkey, name) for name in names})


def naive(moment: datetime) -> datetime:
    """The library keeps moments in UTC without saying so."""
    return moment.replace(tzinfo=None)


def _waiting() -> list[Account | Passkey]:
    if "accounts_waiting" not in g:
        g.accounts_waiting = []
    waiting: list[Account | Passkey] = g.accounts_waiting
    return waiting
