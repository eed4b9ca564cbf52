"""What the staff set on a tablet: its unit, its PIN, and whether it is paired at all."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from survey.pins import KeptPin, read_kept
from survey.store.engine import Store
from survey.store.tables import Device, Unit


@dataclass(frozen=True)
class UnitHere:
    """A part of the tablet's centre, where it may stand."""

    id: int
    name: str


def units_at(connection: Connection, centre_id: int) -> list[UnitHere]:
    """A centre's units, in the order they were made; those in the archive are left out."""
    rows = connection.execute(
        select(Unit.id, Unit.name)
        .where(Unit.centre_id == centre_id, Unit.archived_on.is_(None))
        .order_by(Unit.id)
    )
    return [UnitHere(*row) for row in rows]


def pin_of(connection: Connection, device_id: int) -> KeptPin | None:
    """What is kept of the tablet's PIN. None: none is set."""
    kept = connection.scalar(select(Device.pin_hash).where(Device.id == device_id))
    return read_kept(kept) if kept else None


def set_pin(store: Store, device_id: int, kept: KeptPin) -> bool:
    """Give a tablet a PIN in place of the one it had. False when there is no such tablet."""
    with store.write() as connection:
        done = connection.execute(
            update(Device).where(Device.id == device_id).values(pin_hash=str(kept))
        )
    return done.rowcount == 1


def move_device(store: Store, device_id: int, unit_id: int | None) -> bool:
    """Let a tablet stand in another unit of its own centre, or in none.

    False when the centre has no such unit in use; the tablet stays where it was.
    """
    there = select(Unit.id).where(
        Unit.id == unit_id, Unit.centre_id == Device.centre_id, Unit.archived_on.is_(None)
    )
    with store.write() as connection:
        moving = update(Device).where(Device.id == device_id).values(unit_id=unit_id)
        if unit_id is not None:
            moving = moving.where(there.exists())
        return connection.execute(moving).rowcount == 1


def unpair(store: Store, device_id: int) -> None:
    """Forget a tablet's token: it must be paired again before it can do anything."""
    with store.write() as connection:
        connection.execute(
            update(Device).where(Device.id == device_id).values(token_hash=None, paired_on=None)
        )
