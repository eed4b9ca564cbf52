"""The counts of rounds for their reports: six statements however many rounds there are, and however
much was asked and answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from survey.releases import Released, corrections
from survey.round_counts import Centre, Corrections, Replies, RoundCounts, Said, Size, Unit
from survey.store import tables as t
from survey.store.release_queries import released
from survey.tally import NO_UNIT, RESPONSE

NOT_REACHED = "not_reached"


def round_counts(connection: Connection, round_id: int) -> RoundCounts | None:
    """Everything counted in the round; None when there is no such round."""
    return counts_of_rounds(connection, [round_id]).get(round_id)


def round_replies(connection: Connection, round_id: int) -> RoundCounts | None:
    """The same without a word of what was said, for those who follow a round while it is open."""
    return _replies_of_rounds(connection, [round_id]).get(round_id)


def counts_of_rounds(connection: Connection, ids: Collection[int]) -> dict[int, RoundCounts]:
    """By number, everything counted in each of these rounds that there is; of closed ones, what was
    released of them.
    """
    found = _replies_of_rounds(connection, ids)
    ids_told = [i for i, one in found.items() if one.corrections]
    told = released(connection, ids_told) if ids_told else {}
    return {
        **_with_said(connection, {i: one for i, one in found.items() if i not in told}),
        **{i: _as_released(found[i], one) for i, one in told.items()},
    }


def counted_so_far(connection: Connection, ids: Collection[int]) -> dict[int, RoundCounts]:
    """By number, what the tally says of these rounds now, whatever was released of them."""
    return _with_said(connection, _replies_of_rounds(connection, ids))


def _with_said(connection: Connection, found: Mapping[int, RoundCounts]) -> dict[int, RoundCounts]:
    said = _said(connection, found) if found else {}
    return {id_: replace(one, said=tuple(said.get(id_, ()))) for id_, one in found.items()}


def _as_released(now: RoundCounts, told: Released) -> RoundCounts:
    return replace(
        now,
        sizes=told.sizes,
        replies=told.replies,
        said=told.said,
        corrections=corrections(told, now),
    )


def places_of(connection: Connection, round_id: int) -> tuple[tuple[Centre, ...], tuple[Size, ...]]:
    """The centres of a round with their units, and the newest headcounts there."""
    centres = _centres(connection, [round_id]).get(round_id, ())
    return centres, _newest_sizes(connection, [centre.id for centre in centres])


def _replies_of_rounds(connection: Connection, ids: Collection[int]) -> dict[int, RoundCounts]:
    rounds = _rounds_and_links(connection, ids) if ids else {}
    if not rounds:
        return {}
    centres, replies = _centres(connection, rounds), _replies(connection, rounds)
    sizes = _newest_sizes(connection, {one.id for some in centres.values() for one in some})
    return {
        id_: _counts(rows, centres.get(id_, ()), sizes, replies.get(id_, ()))
        for id_, rows in rounds.items()
    }


def _counts(
    rows: list[Any], centres: tuple[Centre, ...], sizes: Iterable[Size], replies: Iterable[Replies]
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
        said=(),
        corrections=Corrections(round_.released_on) if round_.released_on else None,
    )


def _rounds_and_links(connection: Connection, ids: Collection[int]) -> dict[int, list[Any]]:
    """Each round once for each voice that has a link, at least once."""
    rows = connection.execute(
        select(
            t.Round.id,
            t.Round.version_id,
            t.Initiative.name.label("initiative"),
            t.Round.opens_on,
            t.Round.closes_on,
            t.Round.voices,
            t.Link.voice.label("linked"),
            t.Release.released_on,
        )
        .outerjoin(t.Release, t.Release.round_id == t.Round.id)
        .outerjoin(t.Initiative, t.Initiative.id == t.Round.initiative_id)
        .outerjoin(t.Link, t.Link.round_id == t.Round.id)
        .where(t.Round.id.in_(ids))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.id].append(row)
    return found


def _centres(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[Centre, ...]]:
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
        .outerjoin(t.Unit, and_(t.Unit.centre_id == t.Centre.id, _was_there()))
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


def _was_there() -> ColumnElement[bool]:
    """Of `Unit`: it was in use when the round opened, or somebody answered there all the same."""
    answered = select(t.Tally.n).where(t.Tally.round_id == t.Round.id, t.Tally.unit_id == t.Unit.id)
    return or_(
        t.Unit.archived_on.is_(None),
        t.Unit.archived_on > t.Round.opens_on,
        answered.correlate(t.Round, t.Unit).exists(),
    )


def _newest_sizes(connection: Connection, centre_ids: Collection[int]) -> tuple[Size, ...]:
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
