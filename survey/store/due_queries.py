"""What is due in initiatives, in four statements however many there are; no answer is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from survey.actions import ActionState
from survey.due import Due, DueKind, by_times, in_order, said_in
from survey.initiative_parts import Initiative
from survey.store.meeting_queries import meeting_days
from survey.store.tables import Action, InitiativePartner, Round


def all_due(
    connection: Connection, initiatives: Sequence[Initiative], today: date, language: str
) -> dict[int, list[Due]]:
    """What is due in each of them soon, the first at the top. Rounds are not named."""
    numbers = [one.id for one in initiatives]
    found: dict[int, list[Due]] = defaultdict(list)
    days = meeting_days(connection, numbers)
    for one in initiatives:
        found[one.id].extend(by_times(one.times, today, days[one.id]))
    for number, due in _read(connection, numbers, language):
        found[number].append(due)
    return {number: in_order(found[number], today) for number in numbers}


def _read(
    connection: Connection, numbers: Sequence[int], language: str
) -> Iterator[tuple[int, Due]]:
    yield from _agreements(connection, numbers)
    yield from _promises(connection, numbers, language)
    yield from _rounds(connection, numbers)


def _agreements(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Due]]:
    p = InitiativePartner
    rows: Iterable[Any] = connection.execute(
        select(p.initiative_id, p.ends_on, p.name).where(
            p.initiative_id.in_(numbers), p.removed_on.is_(None), p.ends_on.is_not(None)
        )
    )
    for number, day, name in rows:
        yield number, Due(day, DueKind.AGREEMENT, name)


def _promises(
    connection: Connection, numbers: Iterable[int], language: str
) -> Iterator[tuple[int, Due]]:
    rows: Iterable[Any] = connection.execute(
        select(Action.initiative_id, Action.due_on, Action.promised).where(
            Action.initiative_id.in_(numbers),
            Action.state == ActionState.PROMISED.value,
            Action.due_on.is_not(None),
        )
    )
    for number, day, promised in rows:
        yield number, Due(day, DueKind.PROMISE, said_in(promised, language))


def _rounds(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Due]]:
    rows: Iterable[Any] = connection.execute(
        select(Round.initiative_id, Round.opens_on, Round.closes_on).where(
            Round.initiative_id.in_(numbers), Round.archived_on.is_(None)
        )
    )
    for number, opens_on, closes_on in rows:
        yield number, Due(opens_on, DueKind.ROUND_OPENS)
        yield number, Due(closes_on, DueKind.ROUND_CLOSES)
