"""The partners of an initiative: who they are, what was agreed, and the file of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from survey.initiative_parts import Agreement, Attached, KeptPartner, Partner
from survey.store.engine import Store
from survey.store.tables import InitiativePartner as Kept


def partners_of(connection: Connection, initiative_id: int) -> list[KeptPartner]:
    """Those who take part, by name."""
    wanted = select(*Kept.__table__.columns).where(
        Kept.initiative_id == initiative_id, Kept.removed_on.is_(None)
    )
    return [_partner(row) for row in connection.execute(wanted.order_by(Kept.name, Kept.id))]


def find_partner(connection: Connection, initiative_id: int, number: int) -> KeptPartner | None:
    """The partner of this number, when it is one of this initiative's."""
    row = connection.execute(
        select(*Kept.__table__.columns).where(
            Kept.id == number, Kept.initiative_id == initiative_id
        )
    ).first()
    return _partner(row) if row else None


def add_partner(store: Store, initiative_id: int, partner: Partner) -> int:
    """Write a partner down; returns its number."""
    with store.write() as connection:
        values = {"initiative_id": initiative_id, **_columns(partner)}
        return int(connection.execute(insert(Kept).values(values).returning(Kept.id)).scalar_one())


def change_partner(store: Store, number: int, seen: int, partner: Partner) -> bool:
    """Write a partner anew. False: somebody changed it meanwhile."""
    return _change(store, number, seen, _columns(partner))


def attach(store: Store, number: int, seen: int, file: Attached) -> bool:
    """Let this be the file of the agreement. False: somebody changed the partner meanwhile."""
    values = {
        "file_name": file.name,
        "file_kind": file.kind,
        "file_key": file.key,
        "file_size": file.size,
    }
    return _change(store, number, seen, values)


def remove_partner(store: Store, number: int, day: date | None) -> None:
    """Take a partner off the list; with no day put it on again."""
    with store.write() as connection:
        connection.execute(
            update(Kept).where(Kept.id == number).values(removed_on=day, revision=Kept.revision + 1)
        )


def _change(store: Store, number: int, seen: int, values: dict[str, Any]) -> bool:
    with store.write() as connection:
        changed = connection.execute(
            update(Kept)
            .where(Kept.id == number, Kept.revision == seen)
            .values(**values, revision=Kept.revision + 1)
        )
        return changed.rowcount == 1


def _columns(partner: Partner) -> dict[str, Any]:
    return {
        "name": partner.name,
        "tasks": partner.tasks,
        "contact": partner.contact,
        "begins_on": partner.agreement.begins_on,
        "ends_on": partner.agreement.ends_on,
        "floor": partner.agreement.floor,
    }


def _partner(row: Row[Any]) -> KeptPartner:
    agreement = Agreement(row.begins_on, row.ends_on, row.floor)
    file = row.file_key and Attached(row.file_name, row.file_kind, row.file_key, row.file_size)
    return KeptPartner(
        row.id,
        row.initiative_id,
        row.revision,
        Partner(row.name, row.tasks, row.contact, agreement),
        file or None,
        row.removed_on,
    )
