"""What is deleted because its time is up: answers of rounds that closed long ago, and old records.

The counts stay. Each batch is a short transaction; broken off, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from survey.intake.submission import Malformed, read_object, round_of
from survey.intake.tombstones import TombstoneKey
from survey.rounds import USUAL_KEEPING
from survey.store import audit_queries
from survey.store.engine import Store
from survey.store.retention_queries import (
    BATCH,
    DueRound,
    aside_through_links,
    aside_through_tablets,
    delete_aside,
    delete_old_ideas,
    delete_some_answers,
    due_rounds,
    how_many_answers,
    how_many_old_ideas,
    mark_expired,
    rounds_there_are,
)

ORPHANS_KEPT = timedelta(days=730)
"""How long what was kept aside stays where nobody can tell which round it was for."""
IDEAS_KEPT = timedelta(days=USUAL_KEEPING)
"""How long an idea and its answer stay, from the answer on."""


@dataclass(frozen=True)
class Today:
    """When this is, and how long records of who did what are kept."""

    now: datetime
    day: date
    audit_days: int

    @property
    def audit_before(self) -> datetime:
        """Records older than this go."""
        return self.now - timedelta(days=self.audit_days)

    @property
    def ideas_before(self) -> date:
        """Ideas that came, and were answered, before this day go."""
        return self.day - IDEAS_KEPT


@dataclass(frozen=True)
class Gone:
    """What went, or would: responses by round, what was kept aside, records of who did what,
    ideas."""

    answers: dict[int, int]
    aside: int
    events: int
    ideas: int = 0

    def __bool__(self) -> bool:
        return bool(any(self.answers.values()) or self.aside or self.events or self.ideas)


def what_is_due(store: Store, today: Today) -> Gone:
    """What would go. Nothing is changed."""
    with store.read() as connection:
        due = due_rounds(connection, today.day)
        answers = {one.id: how_many_answers(connection, one) for one in due}
        aside = len(_aside(connection, due, today.day))
        events = audit_queries.how_many_to_cut(connection, today.audit_before)
        ideas = how_many_old_ideas(connection, today.ideas_before)
    return Gone({round_: n for round_, n in answers.items() if n}, aside, events, ideas)


def delete_due(store: Store, key: TombstoneKey, today: Today) -> Gone:
    """Delete everything whose time is up; nothing of it stays in the database's own log either."""
    with store.read() as connection:
        due = due_rounds(connection, today.day)
        aside = _aside(connection, due, today.day)
    answers = {one.id: _expire(store, key, one, today.day) for one in due}
    for some in _batches(aside):
        with store.write() as connection:
            delete_aside(connection, some)
    with store.write() as connection:
        events = audit_queries.cut(connection, today.audit_before)
        ideas = delete_old_ideas(connection, today.ideas_before)
    gone = Gone({round_: n for round_, n in answers.items() if n}, len(aside), events, ideas)
    if gone:
        store.empty_log()
    return gone


def _expire(store: Store, key: TombstoneKey, round_: DueRound, today: date) -> int:
    """The mark comes first: from then on nobody takes the counts for wrong."""
    with store.write() as connection:
        if round_.before and not how_many_answers(connection, round_):
            return 0
        mark_expired(connection, round_.id, today)
    count = 0
    while True:
        with store.write() as connection:
            some = delete_some_answers(connection, round_, key.hash)
        count += some
        if some < BATCH:
            return count


def _aside(connection: Connection, due: Sequence[DueRound], today: date) -> list[int]:
    """The numbers of what was kept aside for these rounds, or for none that is known, long ago."""
    cuts = {one.id: one.before for one in due}
    known = rounds_there_are(connection)
    through_tablets = [
        number
        for number, day, body in aside_through_tablets(connection)
        if _is_over(_round_in(body), day, cuts, known, today)
    ]
    return [*aside_through_links(connection, due), *through_tablets]


def _is_over(
    round_id: int | None,
    day: date,
    cuts: Mapping[int, date | None],
    known: Collection[int],
    today: date,
) -> bool:
    """Whether it may go: `cuts` has each round that is due, with the day before which it is."""
    if round_id is not None and round_id in known:
        before = cuts.get(round_id, day)
        return before is None or day < before
    return day + ORPHANS_KEPT < today


def _round_in(body: bytes) -> int | None:
    try:
        return round_of(read_object(body))
    except Malformed:
        return None


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]
