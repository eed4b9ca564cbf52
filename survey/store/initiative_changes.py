"""Changing initiatives. Each change is of the revision somebody saw, or it is not made at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from survey.initiative_parts import About, Handover, Owners, Times
from survey.initiatives import State, Step
from survey.store.engine import Store
from survey.store.tables import (
    Action,
    Initiative,
    InitiativeCard,
    InitiativeCentre,
    InitiativeHandover,
    InitiativePartner,
    InitiativeStep,
    Meeting,
    MeetingDecision,
    NeedQuote,
    Round,
    StaffGrant,
)
from survey.store.theme_queries import carry_quotes

OF_ITS_OWN = (
    InitiativeStep,
    InitiativeHandover,
    InitiativePartner,
    InitiativeCentre,
    InitiativeCard,
    Meeting,
    NeedQuote,
)
"""What goes with an initiative when it is deleted."""


class NameTaken(ValueError):
    """Another initiative got that name first."""


def add_initiative(store: Store, about: About, centres: Iterable[int], first: Step) -> int:
    """Make an initiative; returns its number. Raises `NameTaken`."""
    values = {**_about(about), "state": first.state.value}
    try:
        with store.write() as connection:
            made = connection.execute(insert(Initiative).values(values).returning(Initiative.id))
            number = int(made.scalar_one())
            _set_centres(connection, number, centres)
            _write_step(connection, number, first)
    except IntegrityError as fault:
        raise NameTaken(about.name) from fault
    return number


def change_about(
    store: Store,
    number: int,
    seen: int,
    about: About,
    centres: Iterable[int],
    quotes: Collection[str] | None = None,
) -> bool:
    """Say anew what it is and where. False: somebody changed it meanwhile. Raises `NameTaken`.

    `quotes` are those that the need carries; None leaves them as they are.
    """
    try:
        with store.write() as connection:
            changed = _change(connection, number, seen, _about(about))
            if changed:
                _set_centres(connection, number, centres)
                if quotes is not None:
                    carry_quotes(connection, number, quotes)
    except IntegrityError as fault:
        raise NameTaken(about.name) from fault
    return changed


def change_times(store: Store, number: int, seen: int, times: Times) -> bool:
    """Say anew when it meets and how long the money lasts. False: changed meanwhile."""
    values = {
        "meeting_weeks": times.meeting_weeks,
        "next_meeting_on": times.next_meeting_on,
        "funding_ends_on": times.funding_ends_on,
        "goes_on": times.goes_on,
    }
    with store.write() as connection:
        return _change(connection, number, seen, values)


def change_owners(
    store: Store, number: int, seen: int, owners: Owners, handover: Handover | None
) -> bool:
    """Say anew who owns it, and write down that it changed hands. False: changed meanwhile."""
    values: dict[str, Any] = {}
    for prefix, owner in (("owner", owners.first), ("second_owner", owners.second)):
        values[prefix] = owner.name if owner else ""
        values[f"{prefix}_since"] = owner.since if owner else None
    with store.write() as connection:
        changed = _change(connection, number, seen, values)
        if changed and handover:
            row = {"day": handover.day, "by": handover.by}
            names = {"before": handover.before, "after": handover.after}
            connection.execute(
                insert(InitiativeHandover).values(initiative_id=number, **row, **names)
            )
    return changed


def take_step(store: Store, number: int, seen: int, step: Step) -> bool:
    """Go on to another state, and write down who did it and why. False: changed meanwhile."""
    with store.write() as connection:
        changed = _change(connection, number, seen, {"state": step.state.value})
        if changed:
            _write_step(connection, number, step)
    return changed


def put_away(store: Store, number: int, day: date | None) -> None:
    """Put an initiative away, or with no day take it out again."""
    with store.write() as connection:
        connection.execute(
            update(Initiative)
            .where(Initiative.id == number)
            .values(archived_on=day, revision=Initiative.revision + 1)
        )


def has_anything(connection: Connection, number: int) -> bool:
    """True when something else belongs to it, so that it is kept."""
    belongs = (
        exists().where(of.initiative_id == number).select() for of in (Round, Action, StaffGrant)
    )
    return bool(connection.scalar(select(or_(*(one.scalar_subquery() for one in belongs)))))


def delete_initiative(store: Store, number: int) -> list[str] | None:
    """Delete an initiative that is put away and that nothing belongs to.

    Returns the names of its files, for which nothing stands any more; None when it is kept.
    """
    try:
        with store.write() as connection:
            return _delete(connection, number)
    except IntegrityError:
        return None


def _delete(connection: Connection, number: int) -> list[str] | None:
    away = exists().where(Initiative.id == number, Initiative.archived_on.is_not(None))
    if has_anything(connection, number) or not connection.scalar(select(away)):
        return None
    p = InitiativePartner
    files = select(p.file_key).where(p.initiative_id == number, p.file_key.is_not(None))
    keys = [str(key) for key in connection.scalars(files)]
    meetings = select(Meeting.id).where(Meeting.initiative_id == number)
    connection.execute(delete(MeetingDecision).where(MeetingDecision.meeting_id.in_(meetings)))
    for table in OF_ITS_OWN:
        connection.execute(delete(table).where(table.initiative_id == number))
    connection.execute(delete(Initiative).where(Initiative.id == number))
    return keys


def _change(connection: Connection, number: int, seen: int, values: Mapping[str, Any]) -> bool:
    changed = connection.execute(
        update(Initiative)
        .where(Initiative.id == number, Initiative.revision == seen)
        .values(**values, revision=Initiative.revision + 1)
    )
    return changed.rowcount == 1


def _set_centres(connection: Connection, number: int, centres: Iterable[int]) -> None:
    of_it = InitiativeCentre.initiative_id == number
    connection.execute(delete(InitiativeCentre).where(of_it))
    rows = [{"initiative_id": number, "centre_id": one} for one in sorted(set(centres))]
    if rows:
        connection.execute(insert(InitiativeCentre), rows)


def _write_step(connection: Connection, number: int, step: Step) -> None:
    values = {
        "initiative_id": number,
        "state": State(step.state).value,
        "day": step.day,
        "by": step.by,
        "remark": step.remark,
        "heard": dict(step.heard),
        "verdict": step.verdict.value if step.verdict else None,
        "told": step.told,
    }
    connection.execute(insert(InitiativeStep).values(values))


def _about(about: About) -> dict[str, Any]:
    return {
        "name": about.name,
        "need": about.need,
        "needs": list(about.needs),
        "target_group": about.target_group,
    }
