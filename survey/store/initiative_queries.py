"""An initiative as its page shows it, with all its parts."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from survey.door_codes import Door
from survey.initiative_parts import (
    About,
    Handover,
    History,
    Initiative,
    NamedCentre,
    Owner,
    Owners,
    RoundThere,
    Times,
)
from survey.initiatives import State, Step, Verdict
from survey.questionnaire.wording import LocalText
from survey.staff import Reach
from survey.store.place_queries import centres_within, rounds_within
from survey.store.tables import (
    Centre,
    InitiativeCentre,
    InitiativeHandover,
    InitiativePartner,
    InitiativeStep,
    Link,
    Round,
    Version,
)
from survey.store.tables import Initiative as Kept


def find_initiative(connection: Connection, number: int) -> Initiative | None:
    """The initiative of this number with its centres; one statement."""
    columns: tuple[Any, ...] = tuple(Kept.__table__.columns)
    rows = connection.execute(
        select(
            *columns,
            Centre.id.label("centre_id"),
            Centre.name.label("centre_name"),
        )
        .outerjoin(InitiativeCentre, InitiativeCentre.initiative_id == Kept.id)
        .outerjoin(Centre, Centre.id == InitiativeCentre.centre_id)
        .where(Kept.id == number)
        .order_by(Centre.name)
    ).all()
    if not rows:
        return None
    centres = (NamedCentre(row.centre_id, row.centre_name) for row in rows if row.centre_id)
    first: Any = rows[0]
    return initiative_of(first).at(tuple(centres))


def history_of(connection: Connection, initiative_id: int) -> History:
    """Its steps and its changes of owners, in the order they happened; two statements."""
    return History(steps_of(connection, initiative_id), _handovers(connection, initiative_id))


def steps_of(connection: Connection, initiative_id: int) -> tuple[Step, ...]:
    """Its steps, in the order they were taken."""
    s = InitiativeStep
    rows = connection.execute(
        select(s.state, s.day, s.by, s.remark, s.heard, s.verdict, s.told)
        .where(s.initiative_id == initiative_id)
        .order_by(s.id)
    )
    return tuple(_step(row) for row in rows)


def rounds_of(connection: Connection, initiative_id: int, reach: Reach) -> list[RoundThere]:
    """Its rounds within reach that are not put away, the newest first; one statement.

    A round stands once for each code at a door.
    """
    p, door = InitiativePartner, (Link.partner_id, InitiativePartner.name.label("partner"))
    rows = connection.execute(
        select(Round.id, Version.content, Round.opens_on, Round.closes_on)
        .add_columns(*door, Centre.name.label("centre"), Link.voice)
        .join(Version, Version.id == Round.version_id)
        .outerjoin(
            Link,
            (Link.round_id == Round.id) & Link.partner_id.is_not(None) & Link.revoked_on.is_(None),
        )
        .outerjoin(p, (p.id == Link.partner_id) & p.removed_on.is_(None))
        .outerjoin(Centre, Centre.id == Link.centre_id)
        .where(Round.initiative_id == initiative_id, Round.archived_on.is_(None))
        .where(rounds_within(reach))
        .order_by(Round.opens_on.desc(), Round.id.desc(), Link.id)
    )
    return [
        _round(initiative_id, list(of_one)) for _id, of_one in groupby(rows, lambda row: row.id)
    ]


def _round(initiative_id: int, rows: Sequence[Any]) -> RoundThere:
    """A round from its rows; a partner that has left has no door any more."""
    first = rows[0]
    doors = tuple(_door(row, initiative_id) for row in rows if row.partner)
    return RoundThere(first.id, _title(first.content), first.opens_on, first.closes_on, doors)


def _door(row: Any, initiative_id: int) -> Door:
    named = row.partner_id, row.partner, row.centre, row.voice
    return Door(row.id, initiative_id, *named, ends_on=row.closes_on)


def _title(content: str) -> LocalText:
    return LocalText.model_validate(json.loads(content)["title"])


def centres_to_choose(
    connection: Connection, reach: Reach, chosen: Collection[int] = ()
) -> list[NamedCentre]:
    """The centres within reach, by name; one that was put away only while it is chosen."""
    open_ = or_(Centre.archived_on.is_(None), Centre.id.in_(chosen))
    rows = connection.execute(
        select(Centre.id, Centre.name).where(centres_within(reach), open_).order_by(Centre.name)
    )
    return [NamedCentre(*row) for row in rows]


def name_is_taken(connection: Connection, name: str, by_other_than: int | None) -> bool:
    """True when another initiative is called so."""
    found = connection.scalar(select(Kept.id).where(Kept.name == name))
    return found is not None and found != by_other_than


def _handovers(connection: Connection, initiative_id: int) -> tuple[Handover, ...]:
    h = InitiativeHandover
    rows = connection.execute(
        select(h.day, h.by, h.before, h.after)
        .where(h.initiative_id == initiative_id)
        .order_by(h.id)
    )
    return tuple(Handover(*row) for row in rows)


def _step(row: Row[Any]) -> Step:
    verdict = Verdict(row.verdict) if row.verdict else None
    return Step(State(row.state), row.day, row.by, row.remark, row.heard, verdict, row.told)


def initiative_of(row: Row[Any]) -> Initiative:
    """The initiative of a row that holds all its columns; without its centres."""
    owners = Owners(
        _owner(row.owner, row.owner_since), _owner(row.second_owner, row.second_owner_since)
    )
    times = Times(row.meeting_weeks, row.next_meeting_on, row.funding_ends_on, row.goes_on)
    about = About(row.name, row.need, tuple(row.needs), row.target_group)
    return Initiative(row.id, row.revision, State(row.state), row.archived_on, about, owners, times)


def _owner(name: str, since: Any) -> Owner | None:
    return Owner(name, since) if name else None
