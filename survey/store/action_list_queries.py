"""The list of actions: by where they belong and how they stand, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, case, func, select, true

from survey.actions import SOON, Action, ActionState, Place
from survey.staff import Reach
from survey.store.action_queries import NEWEST, actions_within, find_actions
from survey.store.tables import Action as Kept


class Standing(StrEnum):
    """How an action stands; one may be late and unowned at once."""

    ALL = "all"
    LATE = "late"
    SOON = "soon"
    UNOWNED = "unowned"
    PROMISED = "promised"
    DONE = "done"
    DROPPED = "dropped"


URGENT = (Standing.LATE, Standing.SOON, Standing.UNOWNED)
"""What staff are told at the top of the list."""


@dataclass(frozen=True)
class Wanted:
    """Which actions are asked for: of one place or all, standing in one way, `most` of them."""

    place: Place | None
    standing: Standing
    skipped: int
    most: int


def list_actions(
    connection: Connection, reach: Reach, wanted: Wanted, today: date
) -> tuple[list[Action], int]:
    """A page of those within reach and how many there are; two statements.

    What is still promised comes first: what is due first at the top, then what has no day.
    """
    which = actions_within(reach), _at(wanted.place), _stands(wanted.standing, today)
    total = connection.scalar(select(func.count()).select_from(Kept).where(*which)) or 0
    is_open = Kept.state == ActionState.PROMISED.value
    order = (
        case((is_open, 0), else_=1),
        case((and_(is_open, Kept.due_on.is_not(None)), 0), else_=1),
        case((is_open, Kept.due_on), else_=None),
        *NEWEST,
    )
    page = find_actions(connection, *which, order=order, skipped=wanted.skipped, most=wanted.most)
    return page, total


def count_urgent(connection: Connection, reach: Reach, today: date) -> Mapping[Standing, int]:
    """How many are late, due soon, and nobody's; one statement."""
    counted = [func.count(case((_stands(one, today), 1))) for one in URGENT]
    row = connection.execute(select(*counted).select_from(Kept).where(actions_within(reach))).one()
    return dict(zip(URGENT, row, strict=True))


def _at(place: Place | None) -> ColumnElement[bool]:
    if place is None:
        return true()
    if place.centre_id is not None:
        return Kept.centre_id == place.centre_id
    return Kept.initiative_id == place.initiative_id


def _stands(standing: Standing, today: date) -> ColumnElement[bool]:
    is_open = Kept.state == ActionState.PROMISED.value
    if standing is Standing.ALL:
        return true()
    urgent = {
        Standing.LATE: Kept.due_on < today,
        Standing.SOON: Kept.due_on.between(today, today + SOON),
        Standing.UNOWNED: Kept.owner == "",
    }
    if standing in urgent:
        return and_(is_open, urgent[standing])
    return Kept.state == standing.value
