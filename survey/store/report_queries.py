"""A round's counts for its report, in five statements however much was asked and answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from survey.round_counts import Centre, Replies, RoundCounts, Said, Size, Unit
from survey.store import tables as t
from survey.tally import NO_UNIT, RESPONSE

NOT_REACHED = "not_reached"


def round_counts(connection: Connection, round_id: int) -> RoundCounts | None:
    """Everything counted in the round; None when there is no such round."""
    found = round_replies(connection, round_id)
    return replace(found, said=_said(connection, round_id)) if found else None


def round_replies(connection: Connection, round_id: int) -> RoundCounts | None:
    """The same without a word of what was said, for those who follow a round while it is open."""
    rows = _round_and_links(connection, round_id)
    if not rows:
        return None
    centres = _centres(connection, round_id)
    round_ = rows[0]
    return RoundCounts(
        id=round_.id,
        version_id=round_.version_id,
        initiative=round_.initiative,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        voices=round_.voices,
        linked=frozenset(row.linked for row in rows if row.linked),
        centres=centres,
        sizes=newest_sizes(connection, [centre.id for centre in centres]),
        replies=_replies(connection, round_id),
        said=(),
    )


def places_of(connection: Connection, round_id: int) -> tuple[tuple[Centre, ...], tuple[Size, ...]]:
    """The centres of a round with their units, and the newest headcounts there."""
    centres = _centres(connection, round_id)
    return centres, newest_sizes(connection, [centre.id for centre in centres])


def _round_and_links(connection: Connection, round_id: int) -> list[Row[Any]]:
    """The round once for each voice that has a link, at least once."""
    return list(
        connection.execute(
            select(
                t.Round.id,
                t.Round.version_id,
                t.Initiative.name.label("initiative"),
                t.Round.opens_on,
                t.Round.closes_on,
                t.Round.voices,
                t.Link.voice.label("linked"),
            )
            .outerjoin(t.Initiative, t.Initiative.id == t.Round.initiative_id)
            .outerjoin(t.Link, t.Link.round_id == t.Round.id)
            .where(t.Round.id == round_id)
        )
    )


def _centres(connection: Connection, round_id: int) -> tuple[Centre, ...]:
    rows = connection.execute(
        select(t.Centre.id, t.Centre.name, t.Unit.id.label("unit_id"), t.Unit.name.label("unit"))
        .join(t.RoundCentre, t.RoundCentre.centre_id == t.Centre.id)
        .join(t.Round, t.Round.id == t.RoundCentre.round_id)
        .outerjoin(t.Unit, and_(t.Unit.centre_id == t.Centre.id, _was_there(round_id)))
        .where(t.RoundCentre.round_id == round_id)
        .order_by(t.Centre.name, t.Centre.id, t.Unit.id)
    )
    return _gathered(rows.all())


def _was_there(round_id: int) -> ColumnElement[bool]:
    """Of `Unit`: it was in use when the round opened, or somebody answered there all the same."""
    answered = select(t.Tally.n).where(t.Tally.round_id == round_id, t.Tally.unit_id == t.Unit.id)
    return or_(
        t.Unit.archived_on.is_(None), t.Unit.archived_on > t.Round.opens_on, answered.exists()
    )


def _gathered(rows: Iterable[Any]) -> tuple[Centre, ...]:
    units: dict[tuple[int, str], list[Unit]] = {}
    for row in rows:
        here = units.setdefault((row.id, row.name), [])
        if row.unit_id is not None:
            here.append(Unit(row.unit_id, row.unit))
    return tuple(Centre(id_, name, tuple(parts)) for (id_, name), parts in units.items())


def newest_sizes(connection: Connection, centre_ids: Collection[int]) -> tuple[Size, ...]:
    """The newest headcount of each voice at each place; of one day's, the last one typed."""
    count = t.Headcount
    rows = connection.execute(
        select(count.centre_id, count.unit_id, count.voice, count.people, count.counted_on)
        .where(count.centre_id.in_(centre_ids))
        .order_by(count.counted_on, count.id)
    )
    newest = {
        (row.centre_id, row.unit_id or NO_UNIT, row.voice): (row.people, row.counted_on)
        for row in rows
    }
    return tuple(
        Size(*place, people, counted_on)
        for place, (people, counted_on) in newest.items()
        if people is not None
    )


def _replies(connection: Connection, round_id: int) -> tuple[Replies, ...]:
    rows = connection.execute(
        select(
            t.Tally.version_id,
            t.Tally.centre_id,
            t.Tally.unit_id,
            t.Tally.voice,
            t.Tally.perspective,
            t.Tally.question,
            t.Tally.status,
            t.Tally.n,
        )
        .where(t.Tally.round_id == round_id, t.Tally.answer == "", t.Tally.n > 0)
        .where(or_(t.Tally.question == RESPONSE, t.Tally.status == NOT_REACHED))
    )
    return tuple(Replies(*row) for row in rows)


def _said(connection: Connection, round_id: int) -> tuple[Said, ...]:
    said = (
        t.Tally.version_id,
        t.Tally.centre_id,
        t.Tally.voice,
        t.Tally.perspective,
        t.Tally.question,
        t.Tally.status,
        t.Tally.answer,
    )
    rows = connection.execute(
        select(*said, func.sum(t.Tally.n))
        .where(t.Tally.round_id == round_id, t.Tally.n > 0)
        .group_by(*said)
    )
    return tuple(Said(*row[:-1], int(row[-1])) for row in rows)
