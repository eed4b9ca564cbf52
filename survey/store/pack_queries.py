"""Meeting packs: the involvement report that a meeting keeps, and whom it is sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from survey.staff import Reach
from survey.store.engine import Store
from survey.store.meeting_queries import rounds_seen
from survey.store.tables import Initiative, InitiativePartner, Meeting, StaffUser


def to_keep(connection: Connection, since: datetime) -> list[tuple[int, int]]:
    """Meetings frozen since then that keep no involvement report: number, and the initiative's."""
    wanted = select(Meeting.id, Meeting.initiative_id).where(
        Meeting.frozen_at >= since, Meeting.involvement.is_(None)
    )
    return [(row.id, row.initiative_id) for row in connection.execute(wanted.order_by(Meeting.id))]


def keep_involvement(store: Store, number: int, content: Mapping[str, Any]) -> bool:
    """Keep the report of each language. False: one was kept already, and it stands."""
    with store.write() as connection:
        changed = connection.execute(
            update(Meeting)
            .where(Meeting.id == number, Meeting.involvement.is_(None))
            .values(involvement=dict(content))
        )
        return changed.rowcount == 1


def involvement_of(connection: Connection, number: int) -> Mapping[str, Any]:
    """What a meeting keeps, by language; empty where it keeps nothing."""
    found: Any = connection.scalar(select(Meeting.involvement).where(Meeting.id == number))
    return found or {}


def with_involvement(connection: Connection) -> list[tuple[int, bool]]:
    """Every meeting that keeps an involvement report, and whether it was sent."""
    wanted = select(Meeting.id, Meeting.sent_at).where(Meeting.involvement.is_not(None))
    rows = connection.execute(wanted.order_by(Meeting.id))
    return [(row.id, row.sent_at is not None) for row in rows]


def all_seen(connection: Connection, rounds: Iterable[int], reach: Reach) -> bool:
    """True when every one of these rounds is within reach."""
    wanted = set(rounds)
    return rounds_seen(connection, wanted, reach) == wanted


def send_once(store: Store, number: int, at: datetime, put: Callable[[], None]) -> bool:
    """Call `put` and note that it was sent; False when it was sent already.

    Letters are put before it is noted: power that fails between doubles a letter and loses none.
    """
    with store.write() as connection:
        changed = connection.execute(
            update(Meeting)
            .where(Meeting.id == number, Meeting.sent_at.is_(None))
            .values(sent_at=at)
        )
        if changed.rowcount == 1:
            put()
        return changed.rowcount == 1


def addressed_to(connection: Connection, number: int) -> tuple[Row[Any], list[str], list[str]]:
    """The meeting's day and its initiative; what partners' contacts say; its owners' addresses.

    An owner has an address when somebody who signs in has exactly that name.
    """
    i = Initiative
    columns: list[Any] = [i.id, i.name, i.owner, i.second_owner, Meeting.planned_on]
    about = connection.execute(
        select(*columns).join(Meeting, Meeting.initiative_id == i.id).where(Meeting.id == number)
    ).one()
    p, u = InitiativePartner, StaffUser
    contacts = connection.scalars(
        select(p.contact).where(p.initiative_id == about.id, p.removed_on.is_(None)).order_by(p.id)
    )
    owners = connection.scalars(
        select(u.email).where(
            u.name.in_((about.owner, about.second_owner)), u.active, u.email.is_not(None)
        )
    )
    return about, list(contacts), [one for one in owners if one]
