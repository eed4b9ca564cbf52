"""Which rounds an involvement report is about: those of an initiative, at a centre, or all."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, select, true

from survey.staff import Reach
from survey.store.place_queries import rounds_within
from survey.store.tables import Action, InitiativeCentre, Round, RoundCentre

MOST_ROUNDS = 200
"""The newest so many are read: twelve years of a round a month, and more."""


def rounds_reported(
    connection: Connection,
    reach: Reach,
    today: date,
    *,
    initiative_id: int | None = None,
    centre_id: int | None = None,
) -> list[int]:
    """The rounds within reach that have opened, the oldest first; one statement.

    A round that stands open for good has no end to report; one that was put away still counts.
    """
    wanted = (
        select(Round.id)
        .where(Round.opens_on <= today, Round.is_standing.is_(False), rounds_within(reach))
        .where(_about(initiative_id, centre_id))
        .order_by(Round.closes_on.desc(), Round.id.desc())
        .limit(MOST_ROUNDS)
    )
    return list(reversed(list(connection.scalars(wanted))))


def _about(initiative_id: int | None, centre_id: int | None) -> ColumnElement[bool]:
    if initiative_id is not None:
        return Round.initiative_id == initiative_id
    if centre_id is not None:
        return Round.id.in_(select(RoundCentre.round_id).where(RoundCentre.centre_id == centre_id))
    return true()


def actions_reported(
    *, initiative_id: int | None = None, centre_id: int | None = None
) -> ColumnElement[bool]:
    """Of actions: those of an initiative, those that hold at a centre, or all."""
    if initiative_id is not None:
        return Action.initiative_id == initiative_id
    if centre_id is not None:
        here = select(InitiativeCentre.initiative_id).where(InitiativeCentre.centre_id == centre_id)
        return (Action.centre_id == centre_id) | Action.initiative_id.in_(here)
    return true()
