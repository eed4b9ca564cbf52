"""What is deleted when its time is up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from survey.store.engine import Store
from survey.store.tables import PairingCode, SignInLink


def forget_the_expired(store: Store, now: datetime) -> int:
    """Delete pairing codes and sign-in links past their time; returns how many."""
    with store.write() as connection:
        return sum(
            connection.execute(delete(table).where(table.expires_at <= now)).rowcount
            for table in (PairingCode, SignInLink)
        )
