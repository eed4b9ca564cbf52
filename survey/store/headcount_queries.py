"""Headcounts: every number is a row of its own, the newest of each place and voice counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    func,
    or_,
    select,
)

from survey.headcounts import Headcount, is_stale, missing
from survey.staff import Reach
from survey.store.place_queries import centres_within
from survey.store.tables import Centre, Round, RoundCentre, Unit
from survey.store.tables import Headcount as Kept
from survey.voices import Voice

COLUMNS = (
    Kept.id,
    Kept.centre_id,
    Kept.unit_id,
    Kept.voice,
    Kept.people,
    Kept.counted_on,
    Kept.typed_by,
)
NEWEST_FIRST = (Kept.counted_on.desc(), Kept.id.desc())


@dataclass(frozen=True)
class Past:
    """A number of the history; `unit` is None for the centre as a whole."""

    headcount: Headcount
    unit: str | None


@dataclass(frozen=True)
class WantsCounting:
    """A number that is out of date, or (without `headcount`) one that nobody has typed."""

    centre_id: int
    centre: str
    unit: str | None
    voice: Voice
    headcount: Headcount | None


def newest_headcounts(connection: Connection, centre_id: int) -> list[Headcount]:
    """The newest number of each voice at a centre and at each of its units in use."""
    return [one for one, _ in _newest(connection, Kept.centre_id == centre_id)]


def newest_at(connection: Connection, centre_ids: Collection[int]) -> Mapping[int, list[Headcount]]:
    """The same of several centres, by centre; one statement."""
    found: dict[int, list[Headcount]] = defaultdict(list)
    for one, _ in _newest(connection, Kept.centre_id.in_(centre_ids)):
        found[one.centre_id].append(one)
    return found


def wants_counting(connection: Connection, reach: Reach, today: date) -> list[WantsCounting]:
    """What should be counted at the centres within reach that are in use; four statements.

    That is each number older than six months, and each that is not known of the residents, and of
    those who are asked in a round that has not closed. By centre; of each what is missing first.
    """
    here = (centres_within(reach), Centre.archived_on.is_(None))
    centres = select(Centre.id, Centre.name).where(*here).order_by(func.lower(Centre.name))
    ids = select(Centre.id).where(*here)
    newest: dict[int, list[tuple[Headcount, str | None]]] = defaultdict(list)
    for one, unit in _newest(connection, Kept.centre_id.in_(ids)):
        newest[one.centre_id].append((one, unit))
    asked, units = _asked(connection, ids, today), _units(connection, ids)
    found = []
    for centre_id, name in connection.execute(centres):
        own = newest[centre_id]
        counted = [one for one, _ in own]
        gaps = missing(asked[centre_id] | {Voice.RESIDENT}, units[centre_id], counted)
        found += [WantsCounting(centre_id, name, None, voice, None) for voice in gaps]
        found += [
            WantsCounting(centre_id, name, unit, one.voice, one)
            for one, unit in own
            if is_stale(one, today)
        ]
    return found


def _asked(connection: Connection, ids: Select[Any], today: date) -> Mapping[int, set[Voice]]:
    """Who is asked at each centre in rounds that have not closed. Who gives ideas is not counted."""
    rows = connection.execute(
        select(RoundCentre.centre_id, Round.voices)
        .join(Round, Round.id == RoundCentre.round_id)
        .where(
            RoundCentre.centre_id.in_(ids), Round.closes_on >= today, Round.archived_on.is_(None)
        )
        .where(Round.is_standing.is_(False))
    )
    found: dict[int, set[Voice]] = defaultdict(set)
    for centre_id, voices in rows:
        found[centre_id] |= {Voice(one) for one in voices}
    return found


def _units(connection: Connection, ids: Select[Any]) -> Mapping[int, list[int]]:
    units: dict[int, list[int]] = defaultdict(list)
    in_use = (Unit.centre_id.in_(ids), Unit.archived_on.is_(None))
    for unit_id, centre_id in connection.execute(select(Unit.id, Unit.centre_id).where(*in_use)):
        units[centre_id].append(unit_id)
    return units


def _newest(
    connection: Connection, where: ColumnElement[bool]
) -> Iterable[tuple[Headcount, str | None]]:
    """The newest numbers with the names of their units; those in the archive are left out."""
    of_one = (Kept.centre_id, Kept.unit_id, Kept.voice)
    place = func.row_number().over(partition_by=of_one, order_by=NEWEST_FIRST).label("place")
    ranked = select(*COLUMNS, place).where(where).subquery()
    rows = connection.execute(
        select(ranked, Unit.name)
        .outerjoin(Unit, Unit.id == ranked.c.unit_id)
        .where(ranked.c.place == 1, or_(ranked.c.unit_id.is_(None), Unit.archived_on.is_(None)))
        .order_by(Unit.name.is_not(None), func.lower(Unit.name), ranked.c.id)
    )
    return [(_headcount(row), row.name) for row in rows]


def history(connection: Connection, centre_id: int, skip: int, most: int) -> tuple[list[Past], int]:
    """Some of the numbers ever typed for a centre, the newest first; and how many in all."""
    here = Kept.centre_id == centre_id
    rows = connection.execute(
        select(*COLUMNS, Unit.name)
        .outerjoin(Unit, Unit.id == Kept.unit_id)
        .where(here)
        .order_by(*NEWEST_FIRST)
        .offset(skip)
        .limit(most)
    )
    found = [Past(_headcount(row), row.name) for row in rows]
    total = connection.scalar(select(func.count()).select_from(Kept).where(here))
    return found, total or 0


def _headcount(row: Any) -> Headcount:
    return Headcount(
        row.id,
        row.centre_id,
        row.unit_id,
        Voice(row.voice),
        row.people,
        row.counted_on,
        row.typed_by,
    )
