"""What is deleted when its time is up, and whether the database still takes anything."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from survey.store.engine import Store
from survey.store.tables import Device, PairingCode, SignInLink


def forget_the_expired(store: Store, now: datetime) -> int:
    """Delete pairing codes and sign-in links past their time; returns how many."""
    with store.write() as connection:
        return sum(
            connection.execute(delete(table).where(table.expires_at <= now)).rowcount
            for table in (PairingCode, SignInLink)
        )


def try_writing(store: Store) -> None:
    """Write, and change nothing. Raises what the database raises."""
    with store.write() as connection:
        connection.execute(update(Device).where(Device.id == 0).values(received=0))
