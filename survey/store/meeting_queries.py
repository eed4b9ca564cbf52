"""Meetings: finding them, writing them down, and keeping reports as they were on the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from survey.initiative_dates import MeetingDays
from survey.meetings import (
    Attended,
    Decision,
    Group,
    KeptDecision,
    Meeting,
    MeetingState,
    Met,
    Plan,
    days_of,
)
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.place_queries import initiatives_within, rounds_within
from survey.store.tables import Initiative, MeetingDecision, Round
from survey.store.tables import Meeting as Kept

FROZEN = ("report", "involvement")
LISTED = tuple(column for column in Kept.__table__.columns if column.name not in FROZEN)
"""Frozen reports are long: they are read for one meeting at a time."""
OFF = (MeetingState.MISSED.value, MeetingState.CANCELLED.value)
"""What did not take place."""


def meetings_of(connection: Connection, initiative_id: int) -> list[Meeting]:
    """All meetings of an initiative, the newest first, without their frozen reports."""
    wanted = select(*LISTED).where(Kept.initiative_id == initiative_id)
    rows = connection.execute(wanted.order_by(Kept.planned_on.desc(), Kept.id.desc()))
    return [_meeting(row) for row in rows]


def meeting_days(connection: Connection, initiatives: Iterable[int]) -> dict[int, MeetingDays]:
    """On which days these initiatives' partners meet, and on which they do not; one statement."""
    met: dict[int, list[tuple[date, str]]] = {number: [] for number in initiatives}
    columns = (Kept.initiative_id, Kept.planned_on, Kept.state)
    for row in connection.execute(select(*columns).where(Kept.initiative_id.in_(met))):
        met[row.initiative_id].append((row.planned_on, row.state))
    return {number: days_of(listed) for number, listed in met.items()}


def find_meeting(connection: Connection, initiative_id: int, number: int) -> Meeting | None:
    """The meeting of this number with its frozen report, when it is one of this initiative's."""
    columns: list[Any] = [*LISTED, Kept.report]
    row = connection.execute(
        select(*columns).where(Kept.id == number, Kept.initiative_id == initiative_id)
    ).first()
    return _meeting(row, row.report) if row else None


def meetings_within(connection: Connection, reach: Reach) -> list[Met]:
    """The meetings of each initiative within reach that goes on, by name; one statement."""
    i = Initiative
    going_on = initiatives_within(reach) & i.archived_on.is_(None) & (i.state != "decided")
    named: list[Any] = [i.id.label("of"), i.name, i.meeting_weeks, i.next_meeting_on]
    wanted = select(*named, *LISTED).outerjoin(Kept, Kept.initiative_id == i.id).where(going_on)
    met: dict[int, Met] = {}
    for row in connection.execute(wanted.order_by(i.name)):
        about = (row.of, row.name, row.meeting_weeks, row.next_meeting_on)
        of_it = met.setdefault(row.of, Met(*about, []))
        if row.id is not None:
            of_it.meetings.append(_meeting(row))
    return list(met.values())


def plan_meeting(store: Store, initiative_id: int, plan: Plan) -> int:
    """Plan a meeting; returns its number."""
    with store.write() as connection:
        return _plan(connection, initiative_id, plan)


def change_meeting(store: Store, number: int, seen: int, plan: Plan) -> bool:
    """Say anew when and where. False: somebody changed it meanwhile.

    Where the initiative's next day was this meeting's, it moves along.
    """
    with store.write() as connection:
        before = connection.execute(
            select(Kept.initiative_id, Kept.planned_on).where(Kept.id == number)
        ).one()
        changed = _changed(connection, number, seen, _planned(plan))
        if changed and plan.day != before.planned_on:
            _move_along(connection, before.initiative_id, before.planned_on, plan.day)
    return changed


def change_notes(store: Store, number: int, seen: int, notes: str) -> bool:
    """Write down what was seen. False: somebody changed it meanwhile."""
    return _change(store, number, seen, {"notes": notes})


def call_off(store: Store, number: int, seen: int, state: MeetingState, reason: str) -> bool:
    """Say that it did not take place, and why. False: somebody changed it meanwhile."""
    return _change(store, number, seen, {"state": state.value, "reason": reason})


def plan_again(store: Store, number: int) -> None:
    """Take back that a meeting did not take place."""
    with store.write() as connection:
        connection.execute(
            update(Kept)
            .where(Kept.id == number, Kept.state.in_(OFF))
            .values(state=MeetingState.PLANNED.value, reason="", revision=Kept.revision + 1)
        )


def hold(
    store: Store, number: int, seen: int, attendance: Mapping[Group, Attended], next_: Plan | None
) -> bool:
    """Write down who came, and plan the next one. False: somebody changed it meanwhile.

    The initiative's own next day becomes the same; nothing is planned twice on one day.
    """
    with store.write() as connection:
        values = {"state": MeetingState.HELD.value, "attendance": _as_json(attendance)}
        changed = _changed(connection, number, seen, {**values, "reason": ""})
        if changed and next_:
            of = connection.execute(select(Kept.initiative_id).where(Kept.id == number))
            _meet_next(connection, int(of.scalar_one()), next_)
    return changed


def _move_along(connection: Connection, initiative_id: int, from_: date, to: date) -> None:
    """The next day as it is written on the initiative; not while another meeting stands there."""
    that_day = (Kept.initiative_id == initiative_id) & (Kept.planned_on == from_)
    other = select(Kept.id).where(that_day, Kept.state.not_in(OFF)).exists()
    connection.execute(
        update(Initiative)
        .where(Initiative.id == initiative_id, Initiative.next_meeting_on == from_, ~other)
        .values(next_meeting_on=to, revision=Initiative.revision + 1)
    )


def _meet_next(connection: Connection, initiative_id: int, plan: Plan) -> None:
    connection.execute(
        update(Initiative)
        .where(Initiative.id == initiative_id)
        .values(next_meeting_on=plan.day, revision=Initiative.revision + 1)
    )
    that_day = (Kept.initiative_id == initiative_id) & (Kept.planned_on == plan.day)
    there = connection.scalar(select(Kept.id).where(that_day, Kept.state.not_in(OFF)))
    if there is None:
        _plan(connection, initiative_id, plan)


def decisions_of(connection: Connection, meeting_id: int) -> list[KeptDecision]:
    """What a meeting decided, in the order it was written down."""
    return _decisions(connection, Kept.id == meeting_id)


def open_decisions(connection: Connection, initiative_id: int) -> list[KeptDecision]:
    """What an initiative's meetings decided and nobody has said is done, the oldest first."""
    d = MeetingDecision
    return _decisions(connection, (Kept.initiative_id == initiative_id) & d.done_on.is_(None))


def find_decision(connection: Connection, meeting_id: int, number: int) -> KeptDecision | None:
    """The decision of this number, when it is this meeting's."""
    of_it = (MeetingDecision.id == number) & (Kept.id == meeting_id)
    return next(iter(_decisions(connection, of_it)), None)


def add_decision(store: Store, meeting_id: int, decision: Decision) -> int:
    """Write a decision down; returns its number."""
    values = {"meeting_id": meeting_id, **_decided(decision)}
    with store.write() as connection:
        made = connection.execute(
            insert(MeetingDecision).values(values).returning(MeetingDecision.id)
        )
        return int(made.scalar_one())


def change_decision(store: Store, number: int, seen: int, decision: Decision) -> bool:
    """Write a decision anew. False: somebody changed it meanwhile."""
    d = MeetingDecision
    with store.write() as connection:
        changed = connection.execute(
            update(d)
            .where(d.id == number, d.revision == seen)
            .values(**_decided(decision), revision=d.revision + 1)
        )
        return changed.rowcount == 1


def settle_decision(store: Store, number: int, day: date | None) -> None:
    """Say that a decision is done; with no day, that it is open again."""
    d = MeetingDecision
    with store.write() as connection:
        connection.execute(
            update(d).where(d.id == number).values(done_on=day, revision=d.revision + 1)
        )


def to_freeze(connection: Connection, last: date) -> list[tuple[int, int]]:
    """Meetings up to this day whose reports are not frozen: number, and the initiative's."""
    planned = (Kept.state == MeetingState.PLANNED.value) & (Kept.planned_on <= last)
    rows = connection.execute(
        select(Kept.id, Kept.initiative_id)
        .where(planned, Kept.frozen_at.is_(None))
        .order_by(Kept.id)
    )
    return [(row.id, row.initiative_id) for row in rows]


def rounds_to_freeze(connection: Connection, initiative_id: int, today: date) -> list[int]:
    """The initiative's rounds that have begun and are not put away, the newest first."""
    begun = (Round.initiative_id == initiative_id) & (Round.opens_on <= today)
    wanted = select(Round.id).where(begun, Round.archived_on.is_(None))
    return list(connection.scalars(wanted.order_by(Round.opens_on.desc(), Round.id.desc())))


def rounds_seen(connection: Connection, numbers: Iterable[int], reach: Reach) -> set[int]:
    """Which of these rounds are within reach: a report is listed for those who may open it."""
    wanted = select(Round.id).where(Round.id.in_(list(numbers)), rounds_within(reach))
    return set(connection.scalars(wanted))


def keep_frozen(store: Store, number: int, at: datetime, report: Mapping[str, Any]) -> bool:
    """Keep the reports as they are at this moment. False: they were frozen already.

    Whoever comes second changes nothing: what was frozen first is what the meeting saw.
    """
    with store.write() as connection:
        changed = connection.execute(
            update(Kept)
            .where(Kept.id == number, Kept.frozen_at.is_(None))
            .values(frozen_at=at, report=dict(report))
        )
        return changed.rowcount == 1


def _plan(connection: Connection, initiative_id: int, plan: Plan) -> int:
    values = {"initiative_id": initiative_id, **_planned(plan), "attendance": {}, "report": {}}
    made = connection.execute(insert(Kept).values(values).returning(Kept.id))
    return int(made.scalar_one())


def _change(store: Store, number: int, seen: int, values: Mapping[str, Any]) -> bool:
    with store.write() as connection:
        return _changed(connection, number, seen, values)


def _changed(connection: Connection, number: int, seen: int, values: Mapping[str, Any]) -> bool:
    changed = connection.execute(
        update(Kept)
        .where(Kept.id == number, Kept.revision == seen)
        .values(**values, revision=Kept.revision + 1)
    )
    return changed.rowcount == 1


def _planned(plan: Plan) -> dict[str, Any]:
    return {"planned_on": plan.day, "starts_at": plan.starts_at, "place": plan.place}


def _decided(decision: Decision) -> dict[str, Any]:
    return {"what": decision.what, "who": decision.who, "due_on": decision.due_on}


def _as_json(attendance: Mapping[Group, Attended]) -> dict[str, Any]:
    return {
        group.value: {"present": one.present, "absent": one.absent, "why": one.why}
        for group, one in attendance.items()
        if not one.is_empty
    }


def _decisions(connection: Connection, which: Any) -> list[KeptDecision]:
    d = MeetingDecision
    rows: Iterable[Row[Any]] = connection.execute(
        select(*d.__table__.columns, Kept.planned_on)
        .join(Kept, Kept.id == d.meeting_id)
        .where(which)
        .order_by(Kept.planned_on, d.id)
    )
    return [
        KeptDecision(
            row.id,
            row.meeting_id,
            row.revision,
            Decision(row.what, row.who, row.due_on),
            row.done_on,
            row.planned_on,
        )
        for row in rows
    ]


def _meeting(row: Row[Any], report: Mapping[str, Any] | None = None) -> Meeting:
    at = row.frozen_at
    return Meeting(
        row.id,
        row.initiative_id,
        row.revision,
        Plan(row.planned_on, row.starts_at, row.place),
        MeetingState(row.state),
        {Group(name): Attended(**one) for name, one in row.attendance.items()},
        row.notes,
        row.reason,
        # SQLite forgets the zone; every moment is kept in UTC.
        at.replace(tzinfo=UTC) if at and at.tzinfo is None else at,
        report or {},
    )
