"""Tablets' ledgers: writing down what they tell, and reporting what is missing once a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, insert, literal, select

from survey.ledger import Ledger, Storage, Tablet, Told
from survey.staff import EVERYWHERE, Reach
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.place_queries import centres_within
from survey.store.tables import Centre, Device, DeviceLedger, GapDay, GapReport, Unit

KEYS = ("device_id", "ledger")


def write_down(store: Store, device_id: int, told: Told, today: date) -> None:
    """Keep what a tablet tells of its ledger, in place of what it told before.

    What it once said it made stays made: a store that was set back has lost the rest.
    """
    with store.write() as connection:
        # The device is locked, so that two new ledgers of it get two numbers.
        connection.execute(select(Device.id).where(Device.id == device_id).with_for_update())
        connection.execute(_upsert(connection.dialect.name, device_id, told, today))


def _upsert(dialect: str, device_id: int, told: Told, today: date) -> Any:
    values = {**asdict(told), "device_id": device_id, "told_on": today}
    next_number = select(func.coalesce(func.max(DeviceLedger.number), 0) + literal(1)).where(
        DeviceLedger.device_id == device_id
    )
    since = today if told.waiting else None
    statement = INSERT[dialect](DeviceLedger).values(
        **values, number=next_number.scalar_subquery(), waiting_since=since
    )
    changed = {name: statement.excluded[name] for name in values if name not in KEYS}
    kept = DeviceLedger.made > statement.excluded.made
    changed["made"] = case((kept, DeviceLedger.made), else_=statement.excluded.made)
    changed["waiting_since"] = (
        func.coalesce(DeviceLedger.waiting_since, today) if told.waiting else None
    )
    return statement.on_conflict_do_update(index_elements=list(KEYS), set_=changed)


def all_tablets(connection: Connection, reach: Reach = EVERYWHERE) -> list[Tablet]:
    """Every tablet within reach with its ledgers, in two statements; by centre and name.

    The ledgers are read first: what arrives in between makes the sum more generous, never less.
    """
    return _tablets(connection, centres_within(reach))


def find_tablet(connection: Connection, device_id: int) -> Tablet | None:
    """The tablet of this number, with its ledgers; two statements."""
    found = _tablets(connection, Device.id == device_id)
    return found[0] if found else None


def _tablets(connection: Connection, which: ColumnElement[bool]) -> list[Tablet]:
    ledgers = _ledgers(connection, which)
    d = Device
    rows = connection.execute(
        select(
            d.id,
            d.name,
            Centre.name,
            Unit.name,
            d.revoked_on.is_not(None),
            d.received,
            d.token_hash.is_not(None),
        )
        .join(Centre, Centre.id == d.centre_id)
        .outerjoin(Unit, Unit.id == d.unit_id)
        .where(which)
        .order_by(Centre.name, d.name, d.id)
    )
    return [Tablet(*row, ledgers=tuple(ledgers.get(row[0], ()))) for row in rows]


def _ledgers(connection: Connection, which: ColumnElement[bool]) -> Mapping[int, list[Ledger]]:
    found: dict[int, list[Ledger]] = defaultdict(list)
    told = (
        select(*DeviceLedger.__table__.columns)
        .join(Device, Device.id == DeviceLedger.device_id)
        .join(Centre, Centre.id == Device.centre_id)
        .where(which)
        .order_by(DeviceLedger.device_id, DeviceLedger.number)
    )
    for row in connection.execute(told):
        found[row.device_id].append(Ledger(row.number, _told(row), row.told_on, row.waiting_since))
    return found


def _told(row: Any) -> Told:
    names = Told.__dataclass_fields__
    return Told(**{**{name: getattr(row, name) for name in names}, "storage": Storage(row.storage)})


def report_gaps(store: Store, today: date) -> list[Tablet]:
    """Write the day's gaps down, and give the tablets where something is missing.

    Whoever is second on a day writes nothing and gets nothing.
    """
    with store.write() as connection:
        if not _claim(connection, today):
            return []
        tablets = all_tablets(connection)
        rows = [_row(one, today) for one in tablets if _is_told(one, today)]
        if rows:
            connection.execute(insert(GapReport), rows)
    return [one for one in tablets if one.gap.missing]


def _claim(connection: Connection, day: date) -> bool:
    mark = INSERT[connection.dialect.name](GapDay).on_conflict_do_nothing().returning(GapDay.day)
    return connection.execute(mark, {"day": day}).first() is not None


def _is_told(tablet: Tablet, today: date) -> bool:
    return bool(tablet.gap.missing or tablet.gap.aside) or tablet.waits_long(today)


def _row(tablet: Tablet, day: date) -> dict[str, Any]:
    gap = tablet.gap
    counts = {"missing": gap.missing, "waiting": gap.waiting, "aside": gap.aside}
    return {"day": day, "device_id": tablet.id, **counts}
