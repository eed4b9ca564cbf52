"""What stands on the staff's first page: open rounds, who is silent in them, what is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, exists, func, select

from survey.actions import Action as Promised
from survey.actions import ActionState
from survey.staff import Reach
from survey.store.action_queries import actions_within, find_actions
from survey.store.idea_queries import waiting
from survey.store.overview_queries import RoundSeen, rounds_seen
from survey.store.place_queries import rounds_within
from survey.store.tables import (
    Action,
    Centre,
    Headcount,
    Organisation,
    Quarantine,
    Round,
    RoundCentre,
    Tally,
    Unit,
)
from survey.voices import RESIDENT_VOICES, Voice

LOOKING_AHEAD = timedelta(days=30)
"""Promises due within so many days are shown; those whose day has passed stay."""


@dataclass(frozen=True)
class Around:
    """What else an owner sees to: answers kept aside, the example, and whether anything was made."""

    aside: int
    example: str | None
    rounds: int
    ideas: int
    """Ideas and offers without an answer, and how many of them have waited too long."""
    late_ideas: int


def current_rounds(connection: Connection, reach: Reach, today: date) -> list[RoundSeen]:
    """The rounds that are open, and those that will open, the next to close first."""
    wanted = select(Round.id).where(
        rounds_within(reach), Round.closes_on >= today, Round.archived_on.is_(None)
    )
    found = rounds_seen(connection, wanted)
    return sorted(found, key=lambda one: (one.opens_on > today, one.closes_on, one.id))


def silent_units(connection: Connection, reach: Reach, today: date) -> dict[int, list[str]]:
    """By open round, the units where residents live and none of them has been heard.

    Not in standing rounds: nobody has to have an idea. Only where tablets ask residents, and only where it is known at which unit people answer. One
    statement; the board tells the whole of it.
    """
    rows = connection.execute(
        select(Round.id, Round.voices, Centre.name, Unit.name)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .join(Centre, Centre.id == RoundCentre.centre_id)
        .join(Unit, Unit.centre_id == Centre.id)
        .where(rounds_within(reach), Round.opens_on <= today, Round.closes_on >= today)
        .where(Round.on_devices, Round.archived_on.is_(None), Unit.archived_on.is_(None))
        .where(Round.is_standing.is_(False))
        .where(_residents_there() > 0, ~_heard(Tally.unit_id == Unit.id))
        .where(_heard(Tally.unit_id != 0) | ~_heard())
        .order_by(Round.id, Centre.name, Unit.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for round_id, voices, centre, unit in rows:
        if RESIDENT_VOICES & set(voices):
            found[round_id].append(f"{unit}, {centre}")
    return found


def _heard(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether anybody answered this round at this centre."""
    here = (Tally.round_id == Round.id, Tally.centre_id == Centre.id, Tally.question == "response")
    return exists().where(*here, *which).correlate(Round, Centre, Unit)


def _residents_there() -> ColumnElement[int]:
    """How many residents live at this unit, as it was counted last."""
    newest = (
        select(Headcount.people)
        .where(Headcount.unit_id == Unit.id, Headcount.voice == Voice.RESIDENT.value)
        .order_by(Headcount.counted_on.desc(), Headcount.id.desc())
        .limit(1)
        .correlate(Unit)
    )
    return func.coalesce(newest.scalar_subquery(), 0)


def due_promises(connection: Connection, reach: Reach, today: date) -> list[Promised]:
    """What was promised and is due soon, or should have been done; the oldest first."""
    wanted = (
        actions_within(reach),
        Action.state == ActionState.PROMISED.value,
        Action.due_on <= today + LOOKING_AHEAD,
    )
    return find_actions(connection, *wanted, order=(Action.due_on, Action.id))


def what_is_around(connection: Connection, reach: Reach, runs: Reach, today: date) -> Around:
    """The rest of the first page, in one statement: of what one reads, and of what one runs."""
    aside = select(func.count()).select_from(Quarantine).scalar_subquery()
    example = (
        select(Centre.name)
        .join(Organisation, Organisation.example_centre_id == Centre.id)
        .scalar_subquery()
    )
    rounds = select(func.count()).select_from(Round).where(rounds_within(reach)).scalar_subquery()
    row = connection.execute(select(aside, example, rounds, *waiting(runs, today))).one()
    return Around(*row)
