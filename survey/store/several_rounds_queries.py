"""The counts of some rounds at once, in five statements however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from survey.round_counts import Centre, Replies, RoundCounts, Said, Size, Unit
from survey.store import tables as t
from survey.store.report_queries import NOT_REACHED, newest_sizes
from survey.tally import RESPONSE


def counts_of_rounds(connection: Connection, ids: Collection[int]) -> dict[int, RoundCounts]:
    """By number, everything counted in each of these rounds; see `round_counts`."""
    if not ids:
        return {}
    rounds: dict[int, list[Any]] = defaultdict(list)
    for row in _rounds_and_links(connection, ids):
        rounds[row.id].append(row)
    centres = _centres(connection, ids)
    here = {one.id for some in centres.values() for one in some}
    sizes = newest_sizes(connection, here)
    replies, said = _replies(connection, ids), _said(connection, ids)
    return {
        id_: _counts(rows, centres.get(id_, ()), sizes, replies[id_], said[id_])
        for id_, rows in rounds.items()
    }


def _counts(
    rows: list[Any],
    centres: tuple[Centre, ...],
    sizes: tuple[Size, ...],
    replies: list[Replies],
    said: list[Said],
) -> RoundCounts:
    round_, here = rows[0], {one.id for one in centres}
    return RoundCounts(
        id=round_.id,
        version_id=round_.version_id,
        initiative=round_.initiative,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        voices=round_.voices,
        linked=frozenset(row.linked for row in rows if row.linked),
        centres=centres,
        sizes=tuple(one for one in sizes if one.centre_id in here),
        replies=tuple(replies),
        said=tuple(said),
    )


def _rounds_and_links(connection: Connection, ids: Collection[int]) -> Any:
    return connection.execute(
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
        .where(t.Round.id.in_(ids))
    )


def _centres(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[Centre, ...]]:
    answered = select(t.Tally.n).where(t.Tally.round_id == t.Round.id, t.Tally.unit_id == t.Unit.id)
    was_there = or_(
        t.Unit.archived_on.is_(None),
        t.Unit.archived_on > t.Round.opens_on,
        answered.correlate(t.Round, t.Unit).exists(),
    )
    rows = connection.execute(
        select(
            t.RoundCentre.round_id,
            t.Centre.id,
            t.Centre.name,
            t.Unit.id.label("unit_id"),
            t.Unit.name.label("unit"),
        )
        .join(t.RoundCentre, t.RoundCentre.centre_id == t.Centre.id)
        .join(t.Round, t.Round.id == t.RoundCentre.round_id)
        .outerjoin(t.Unit, and_(t.Unit.centre_id == t.Centre.id, was_there))
        .where(t.RoundCentre.round_id.in_(ids))
        .order_by(t.Centre.name, t.Centre.id, t.Unit.id)
    )
    found: dict[int, dict[tuple[int, str], list[Unit]]] = defaultdict(dict)
    for row in rows:
        here = found[row.round_id].setdefault((row.id, row.name), [])
        if row.unit_id is not None:
            here.append(Unit(row.unit_id, row.unit))
    return {
        id_: tuple(Centre(*centre, tuple(units)) for centre, units in of.items())
        for id_, of in found.items()
    }


def _replies(connection: Connection, ids: Collection[int]) -> Mapping[int, list[Replies]]:
    tally = t.Tally
    rows = connection.execute(
        select(
            tally.round_id,
            tally.version_id,
            tally.centre_id,
            tally.unit_id,
            tally.voice,
            tally.perspective,
            tally.question,
            tally.status,
            tally.n,
        )
        .where(tally.round_id.in_(ids), tally.answer == "", tally.n > 0)
        .where(or_(tally.question == RESPONSE, tally.status == NOT_REACHED))
    )
    found: dict[int, list[Replies]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(Replies(*row[1:]))
    return found


def _said(connection: Connection, ids: Collection[int]) -> Mapping[int, list[Said]]:
    tally = t.Tally
    said = (
        tally.round_id,
        tally.version_id,
        tally.centre_id,
        tally.voice,
        tally.perspective,
        tally.question,
        tally.status,
        tally.answer,
    )
    rows = connection.execute(
        select(*said, func.sum(tally.n)).where(tally.round_id.in_(ids), tally.n > 0).group_by(*said)
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(Said(*row[1:-1], int(row[-1])))
    return found
