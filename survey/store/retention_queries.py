"""Rounds whose answers have been kept long enough, and deleting those a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, true, update

from survey.channels import LATE_DAYS, ChannelKind
from survey.store.engine import Store
from survey.store.intake_queries import INSERT, delete_comments, insert_tombstones
from survey.store.tables import (
    Comment,
    FreeText,
    Idea,
    Link,
    Quarantine,
    Response,
    RetentionDay,
    Round,
    VisitTally,
)
from survey.words.given import State

BATCH = 200
"""Rows of one transaction: answers come in meanwhile."""


@dataclass(frozen=True)
class DueRound:
    """A round whose time was up on `since`. `may_come_again`: a tablet may still send to it.

    Of a standing round only what was answered before the day `before` is due; None: all of it.
    """

    id: int
    since: date
    may_come_again: bool
    before: date | None = None

    def answers(self) -> ColumnElement[bool]:
        """Which of the responses are due."""
        ours = Response.round_id == self.id
        return ours if self.before is None else ours & (Response.day < self.before)


def claim_day(store: Store, day: date) -> bool:
    """True for whoever asks first on a day."""
    with store.write() as connection:
        mark = INSERT[connection.dialect.name](RetentionDay).on_conflict_do_nothing()
        claimed = connection.execute(mark.returning(RetentionDay.day), {"day": day})
        return claimed.first() is not None


def due_rounds(connection: Connection, today: date) -> list[DueRound]:
    """The rounds whose answers have been kept for as long as they are kept, and longer.

    A standing round is among them all the time: its answers are kept so long after their own day.
    """
    r = Round
    rows = connection.execute(select(r.id, r.closes_on, r.keeps_days, r.is_standing).order_by(r.id))
    return [one for row in rows if (one := _due(today, *row))]


def _due(
    today: date, round_id: int, closes_on: date, keeps_days: int, is_standing: bool
) -> DueRound | None:
    since = closes_on + timedelta(keeps_days)
    may_come_again = today <= closes_on + timedelta(LATE_DAYS)
    if since < today:
        return DueRound(round_id, since, may_come_again)
    if not is_standing:
        return None
    before = today - timedelta(keeps_days)
    return DueRound(round_id, before, may_come_again, before)


def mark_expired(connection: Connection, round_id: int, today: date) -> None:
    """Say that a round's counts cannot be recounted from today on. The counts of single visits go
    now: they are of few people each."""
    connection.execute(delete(VisitTally).where(VisitTally.round_id == round_id))
    first = update(Round).where(Round.id == round_id, Round.expired_on.is_(None))
    connection.execute(first.values(expired_on=today))


def how_many_answers(connection: Connection, round_: DueRound) -> int:
    """How many responses of a round that are due are still there."""
    counted = select(func.count()).select_from(Response).where(round_.answers())
    return connection.scalar(counted) or 0


def delete_some_answers(
    connection: Connection, round_: DueRound, stone: Callable[[str], str]
) -> int:
    """Delete a batch of a round's responses with their words; returns how many.

    What a tablet could still send again leaves a tombstone, or it would be counted twice.
    """
    ids = list(connection.scalars(select(Response.id).where(round_.answers()).limit(BATCH)))
    if ids and round_.may_come_again:
        insert_tombstones(connection, map(stone, ids))
    _let_go_of(connection, ids)
    connection.execute(delete(FreeText).where(FreeText.response_id.in_(ids)))
    connection.execute(delete(Response).where(Response.id.in_(ids)))
    return len(ids)


def _let_go_of(connection: Connection, ids: Sequence[str]) -> None:
    """What was approved of these responses' words names nobody and stays; all else goes."""
    theirs = Comment.response_id.in_(ids)
    delete_comments(connection, theirs & (Comment.state != State.APPROVED.value))
    connection.execute(update(Comment).where(theirs).values(response_id=None))


def aside_through_links(connection: Connection, rounds: Sequence[DueRound]) -> list[int]:
    """The numbers of what was kept aside and came through links of these rounds."""
    whole = _links_of(one.id for one in rounds if one.before is None)
    standing = [
        and_(_links_of([one.id]), Quarantine.day < one.before) for one in rounds if one.before
    ]
    wanted = Quarantine.channel == ChannelKind.LINK.value, or_(whole, *standing)
    return list(connection.scalars(select(Quarantine.id).where(*wanted)))


def _links_of(rounds: Iterable[int]) -> ColumnElement[bool]:
    """Of what was kept aside through links: those of these rounds."""
    return Quarantine.channel_id.in_(select(Link.id).where(Link.round_id.in_(list(rounds))))


def delete_old_ideas(connection: Connection, before: date) -> int:
    """Delete the ideas that came, and were answered, before this day; returns how many."""
    return connection.execute(delete(Idea).where(*_old_ideas(before))).rowcount


def how_many_old_ideas(connection: Connection, before: date) -> int:
    """How many that would be."""
    counted = select(func.count()).select_from(Idea).where(*_old_ideas(before))
    return connection.scalar(counted) or 0


def _old_ideas(before: date) -> tuple[ColumnElement[bool], ...]:
    answered = or_(Idea.answered_on.is_(None), Idea.answered_on < before)
    return Idea.came_on < before, answered


def aside_through_tablets(connection: Connection) -> Iterator[tuple[int, date, bytes]]:
    """Number, day and body of what was kept aside and came through tablets."""
    q = Quarantine
    wanted = select(q.id, q.day, q.body).where(q.channel == ChannelKind.DEVICE.value)
    rows = connection.execute(wanted.order_by(q.id), execution_options={"yield_per": BATCH})
    return ((row.id, row.day, row.body) for row in rows)


def rounds_there_are(connection: Connection) -> set[int]:
    """The numbers of all rounds."""
    return set(connection.scalars(select(Round.id)))


def delete_aside(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete these from quarantine."""
    connection.execute(delete(Quarantine).where(Quarantine.id.in_(numbers)))


def may_be_erased(connection: Connection, submission_id: str) -> bool:
    """True when something of this id is kept, of a round that offers receipts; one statement."""
    kept = select(Round.id).join(Response, Response.round_id == Round.id)
    aside = (
        select(Round.id)
        .join(Link, Link.round_id == Round.id)
        .join(
            Quarantine,
            and_(Quarantine.channel == ChannelKind.LINK.value, Quarantine.channel_id == Link.id),
        )
    )
    offered = Round.offers_receipts == true()
    ids = (
        kept.where(offered, Response.id == submission_id),
        aside.where(offered, Quarantine.submission_id == submission_id),
    )
    found = select(func.count()).where(or_(*(one.exists() for one in ids)))
    return bool(connection.scalar(found))
