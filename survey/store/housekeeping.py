"""What is deleted when its time is up, and whether the database still takes anything."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal_column, select, update

from survey.store.engine import Store
from survey.store.tables import Device, PairingCode, SignInLink, SingleUseCode


def forget_the_expired(store: Store, now: datetime) -> int:
    """Delete pairing codes and sign-in links past their time; returns how many."""
    with store.write() as connection:
        return sum(
            connection.execute(delete(table).where(table.expires_at <= now)).rowcount
            for table in (PairingCode, SignInLink)
        )


def mix_codes(store: Store) -> int:
    """Write all single-use codes anew, in the order of their hashes; returns how many.

    PostgreSQL tells of each row which transaction wrote it last (`xmin`) and where it lies, and an
    answer is written together with its code. Afterwards all codes were written by one. Does nothing
    where that is so already, and on SQLite, which keeps neither.
    """
    if store.is_sqlite:
        return 0
    with store.write() as connection:
        writers = func.count(literal_column("xmin::text").distinct())
        if (connection.scalar(select(writers).select_from(SingleUseCode)) or 0) < 2:
            return 0
        codes = select(SingleUseCode.code_hash).order_by(SingleUseCode.code_hash)
        named = [{"named": code} for code in connection.scalars(codes)]
        again = update(SingleUseCode).where(SingleUseCode.code_hash == bindparam("named"))
        connection.execute(again.values(used=SingleUseCode.used), named)
        return len(named)


def try_writing(store: Store) -> None:
    """Write, and change nothing. Raises what the database raises."""
    with store.write() as connection:
        connection.execute(update(Device).where(Device.id == 0).values(received=0))
