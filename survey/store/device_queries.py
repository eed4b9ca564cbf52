"""What the staff set on a tablet: its unit, its PIN, and whether it is paired at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from survey.channels import PAIRING_TRIES
from survey.pins import KeptPin, read_kept
from survey.store.engine import Store
from survey.store.tables import (
    Centre,
    Device,
    DeviceLedger,
    GapReport,
    PairingCode,
    Unit,
)


@dataclass(frozen=True)
class DeviceSeen:
    """A tablet as those who see to it know it. `is_new` until anything came of it."""

    id: int
    name: str
    centre_id: int
    centre: str
    unit_id: int | None
    unit: str | None
    is_paired: bool
    revoked_on: date | None
    has_pin: bool
    is_new: bool
    revision: int

    @property
    def place(self) -> str:
        """Its centre, and unit."""
        return f"{self.centre}, {self.unit}" if self.unit else self.centre


class Pairing(StrEnum):
    """How far the pairing of a tablet is."""

    WAITS = "waits"
    DONE = "done"
    VOID = "void"
    """The code is too old, or too many wrong ones were tried."""


@dataclass(frozen=True)
class GapTold:
    """What was missing, waiting and set aside at a tablet on one day."""

    day: date
    missing: int
    waiting: int
    aside: int


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
        place = {"unit_id": unit_id, "revision": Device.revision + 1}
        moving = update(Device).where(Device.id == device_id).values(place)
        if unit_id is not None:
            moving = moving.where(there.exists())
        return connection.execute(moving).rowcount == 1


def unpair(store: Store, device_id: int) -> None:
    """Forget a tablet's token: it must be paired again before it can do anything."""
    with store.write() as connection:
        connection.execute(
            update(Device).where(Device.id == device_id).values(token_hash=None, paired_on=None)
        )


def find_seen(connection: Connection, device_id: int) -> DeviceSeen | None:
    """The tablet of this number."""
    told = select(DeviceLedger.device_id).where(DeviceLedger.device_id == Device.id).exists()
    used = told | (Device.received > 0) | Device.paired_on.is_not(None)
    row = connection.execute(
        select(
            Device.id,
            Device.name,
            Device.centre_id,
            Centre.name.label("centre"),
            Device.unit_id,
            Unit.name.label("unit"),
            Device.token_hash.is_not(None).label("is_paired"),
            Device.revoked_on,
            Device.pin_hash.is_not(None).label("has_pin"),
            (~used).label("is_new"),
            Device.revision,
        )
        .join(Centre, Centre.id == Device.centre_id)
        .outerjoin(Unit, Unit.id == Device.unit_id)
        .where(Device.id == device_id)
    ).first()
    return DeviceSeen(**row._mapping) if row else None


def pairing_of(connection: Connection, device_id: int, now: datetime) -> Pairing:
    """How far the newest pairing code of a tablet is; one statement."""
    row = connection.execute(
        select(Device.token_hash, Device.revoked_on, PairingCode.expires_at, PairingCode.tries)
        .outerjoin(PairingCode, PairingCode.device_id == Device.id)
        .where(Device.id == device_id)
    ).one()
    if row.expires_at is None:
        is_paired = row.token_hash is not None and row.revoked_on is None
        return Pairing.DONE if is_paired else Pairing.VOID
    good = _aware(row.expires_at) > now and row.tries < PAIRING_TRIES
    return Pairing.WAITS if good else Pairing.VOID


def change_device(store: Store, device_id: int, seen: int, **values: Any) -> bool:
    """Save a tablet's name and place. False: somebody else saved meanwhile, and nothing is
    changed."""
    with store.write() as connection:
        done = connection.execute(
            update(Device)
            .where(Device.id == device_id, Device.revision == seen)
            .values(**values, revision=Device.revision + 1)
        )
    return done.rowcount == 1


def remove_new_device(store: Store, device_id: int) -> bool:
    """Take away a tablet that nothing has come of. False: something has, and it stays."""
    with store.write() as connection:
        found = find_seen(connection, device_id)
        if found is None or not found.is_new:
            return False
        connection.execute(delete(PairingCode).where(PairingCode.device_id == device_id))
        connection.execute(delete(Device).where(Device.id == device_id))
    return True


def gaps_told(
    connection: Connection, device_id: int, skipped: int, most: int
) -> tuple[list[GapTold], int]:
    """The days on which something was missing at a tablet, the newest first, and how many."""
    mine = GapReport.device_id == device_id
    total = connection.scalar(select(func.count()).where(mine).select_from(GapReport))
    columns = (GapReport.day, GapReport.missing, GapReport.waiting, GapReport.aside)
    rows = connection.execute(
        select(*columns).where(mine).order_by(GapReport.day.desc()).offset(skipped).limit(most)
    )
    return [GapTold(*row) for row in rows], int(total or 0)


def _aware(moment: datetime) -> datetime:
    """SQLite forgets the zone; what is written there is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
