"""Actions: writing them down, settling them, and what residents are told of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
)

from survey.actions import (
    NO_ORIGIN,
    Action,
    ActionState,
    AnsweredBack,
    Origin,
    Outcome,
    Place,
    Promise,
    Signature,
    answered_back,
)
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.place_queries import centres_within, initiatives_within
from survey.store.tables import Action as Kept
from survey.store.tables import Centre, Initiative, Round, RoundCentre

NEWEST = (func.coalesce(Kept.settled_on, Kept.promised_on).desc(), Kept.id.desc())
"""The order of news: by the day something last happened."""


MOST_OFFERED = 20
"""So many actions that wait are offered to a round; the others are chosen on their own pages."""


@dataclass(frozen=True)
class NamedPlace:
    """A place an action can belong to, with its name."""

    place: Place
    name: str


def places(connection: Connection, reach: Reach, chosen: Place | None = None) -> list[NamedPlace]:
    """Every centre within reach, then every initiative, each by name; one statement.

    A centre in the archive is left out, unless it is the one that was `chosen` before.
    """
    in_use = Centre.archived_on.is_(None) | (Centre.id == (chosen.centre_id if chosen else None))
    centres = select(literal(0).label("order"), Centre.id, Centre.name).where(
        centres_within(reach), in_use
    )
    initiatives = select(literal(1), Initiative.id, Initiative.name).where(
        initiatives_within(reach)
    )
    rows = connection.execute(union_all(centres, initiatives).order_by("order", "name"))
    return [
        NamedPlace(Place(initiative_id=id_) if order else Place(centre_id=id_), name)
        for order, id_, name in rows
    ]


def all_actions(connection: Connection, reach: Reach) -> list[Action]:
    """Every action within reach, those still promised first, the newest of each at the top."""
    settled = case((Kept.state == ActionState.PROMISED, 0), else_=1)
    return _found(connection, _actions().where(actions_within(reach)).order_by(settled, *NEWEST))


def actions_within(reach: Reach) -> ColumnElement[bool]:
    """Of actions: those within reach, by their centre or initiative."""
    if reach.everywhere:
        return true()
    initiatives = select(Initiative.id).where(initiatives_within(reach))
    return or_(Kept.centre_id.in_(reach.centres), Kept.initiative_id.in_(initiatives))


def find_action(connection: Connection, action_id: int) -> Action | None:
    """The action of this number."""
    found = _found(connection, _actions().where(Kept.id == action_id))
    return found[0] if found else None


def find_actions(
    connection: Connection,
    *which: ColumnElement[bool],
    order: Sequence[Any],
    skipped: int = 0,
    most: int | None = None,
) -> list[Action]:
    """Some of them, in this order; one statement."""
    wanted = _actions().where(*which).order_by(*order)
    return _found(connection, wanted.offset(skipped).limit(most))


def open_promises(connection: Connection, initiative_id: int) -> list[Action]:
    """What an initiative as a whole has promised and not settled, what is due first at the top."""
    wanted = _actions().where(
        Kept.initiative_id == initiative_id, Kept.state == ActionState.PROMISED.value
    )
    undated = case((Kept.due_on.is_(None), 1), else_=0)
    return _found(connection, wanted.order_by(undated, Kept.due_on, Kept.id))


def actions_to_ask_about(
    connection: Connection, reach: Reach, asked: Collection[int] = ()
) -> list[Action]:
    """Those that wait for the next round, and those of `asked`; the newest `MOST_OFFERED`.

    Within reach, and none that could not be done; one statement.
    """
    waits = or_(Kept.asks_again, Kept.id.in_(asked))
    which = actions_within(reach), waits, Kept.state != ActionState.DROPPED.value
    first = case((Kept.id.in_(asked), 0), else_=1)
    return find_actions(connection, *which, order=(first, *NEWEST), most=MOST_OFFERED)


def told_at(connection: Connection, centre_id: int, most: int) -> list[AnsweredBack]:
    """The newest actions that residents and relatives of a centre are shown; one statement."""
    wanted = _actions().where(Kept.shown, _is_at(centre_id)).order_by(*NEWEST).limit(most)
    found = _found(connection, wanted)
    return [
        answered_back(one.promise, one.outcome, one.outcome.settled_on or one.promised_on)
        for one in found
    ]


def centre_that_answers(connection: Connection, centre_id: int) -> str | None:
    """The name of a centre in use; None when there is none of this number, or it is put away."""
    in_use = Centre.id == centre_id, Centre.archived_on.is_(None)
    return connection.scalar(select(Centre.name).where(*in_use))


def add_action(store: Store, promise: Promise, today: date, origin: Origin = NO_ORIGIN) -> int:
    """Write a promise down; returns its number."""
    first = {
        "became": {},
        "state": ActionState.PROMISED.value,
        "promised_on": today,
        "from_round_id": origin.round_id,
        "from_question": origin.question,
    }
    with store.write() as connection:
        made = insert(Kept).values(**_columns(promise), **first).returning(Kept.id)
        return int(connection.execute(made).scalar_one())


def change_action(store: Store, action_id: int, seen: int, promise: Promise) -> bool:
    """Write a promise anew; what became of it stays. False: somebody changed it meanwhile."""
    return _change(store, action_id, seen, _columns(promise))


def settle_action(store: Store, action_id: int, seen: int, outcome: Outcome) -> bool:
    """Write down what became of a promise, or that it is open again. False: it changed meanwhile."""
    values = {
        "state": outcome.state.value,
        "became": dict(outcome.became or {}),
        "settled_on": outcome.settled_on,
    }
    return _change(store, action_id, seen, values)


def ask_in_the_next_round(store: Store, action_id: int, *, wanted: bool) -> None:
    """Let whoever makes the next round be offered to ask whether it helped, or no more."""
    with store.write() as connection:
        connection.execute(update(Kept).where(Kept.id == action_id).values(asks_again=wanted))


def _change(store: Store, action_id: int, seen: int, values: dict[str, Any]) -> bool:
    with store.write() as connection:
        changed = connection.execute(
            update(Kept)
            .where(Kept.id == action_id, Kept.revision == seen)
            .values(**values, revision=Kept.revision + 1)
        )
        return changed.rowcount == 1


def _columns(promise: Promise) -> dict[str, Any]:
    return {
        "centre_id": promise.place.centre_id,
        "initiative_id": promise.place.initiative_id,
        "said": dict(promise.said),
        "promised": dict(promise.promised),
        "owner": promise.owner,
        "due_on": promise.due_on,
        "shown": promise.shown,
        "second_owner": promise.second_owner,
        "depends_on": promise.depends_on,
        "signed_name": promise.signed.name,
        "signed_role": promise.signed.role,
        "signed_picture": promise.signed.picture,
    }


def _actions() -> Select[Any]:
    name = func.coalesce(Centre.name, Initiative.name).label("place_name")
    return (
        select(*Kept.__table__.columns, name)
        .outerjoin(Centre, Centre.id == Kept.centre_id)
        .outerjoin(Initiative, Initiative.id == Kept.initiative_id)
    )


def _is_at(centre_id: int) -> ColumnElement[bool]:
    """It belongs to the centre, or to an initiative that has asked there."""
    asked = (
        select(Round.initiative_id)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .where(RoundCentre.centre_id == centre_id, Round.initiative_id.is_not(None))
    )
    return or_(Kept.centre_id == centre_id, Kept.initiative_id.in_(asked))


def _found(connection: Connection, wanted: Select[Any]) -> list[Action]:
    return [_action(row) for row in connection.execute(wanted)]


def _action(row: Row[Any]) -> Action:
    promise = Promise(
        place=Place(row.centre_id, row.initiative_id),
        said=row.said,
        promised=row.promised,
        owner=row.owner,
        due_on=row.due_on,
        shown=row.shown,
        second_owner=row.second_owner,
        depends_on=row.depends_on,
        signed=Signature(row.signed_name, row.signed_role, row.signed_picture),
    )
    outcome = Outcome(ActionState(row.state), row.became or None, row.settled_on)
    origin = Origin(row.from_round_id, row.from_question)
    told = row.promised_on, row.place_name, row.revision, origin, row.asks_again
    return Action(row.id, promise, outcome, *told)
