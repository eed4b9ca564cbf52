"""Recounting: the tally, and the counts of visits, against the responses they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from survey.store import intake_queries
from survey.store.engine import Store
from survey.store.tables import Response, Round, Tally, VisitTally
from survey.store.versions import Versions
from survey.tally import AnyPlace, Cell, Difference, Place, cells_of, differences, recount
from survey.visits import VisitPlace

PAGE = 1000
"""Rows read at a time, so that memory does not grow with the number of responses."""
EXPIRED = select(Round.id).where(Round.expired_on.is_not(None))
"""The rounds whose responses were deleted when their time was up."""


def verify_tally(
    store: Store, versions: Versions
) -> Iterator[Difference[Place] | Difference[VisitPlace]]:
    """Every count that is not what the responses say. Reads one consistent moment.

    Rounds whose responses were deleted are left out: their counts are all there is.
    """
    with store.write() as connection:
        counted, recounted = _counted(connection), _recounted(connection, versions)
        visits, visits_anew = _visits(connection), _visits_recounted(connection, versions)
    return chain(differences(counted, recounted), differences(visits, visits_anew))


def rebuild_tally(store: Store, versions: Versions) -> int:
    """Write the counts anew from the responses; returns how many. Of rounds whose responses were
    deleted, the counts stay as they are."""
    with store.write() as connection:
        tally = _recounted(connection, versions)
        visits = _visits_recounted(connection, versions)
        _write_anew(connection, Tally, _rows(tally))
        _write_anew(connection, VisitTally, _rows(visits))
    return len(tally) + len(visits)


def _write_anew(
    connection: Connection, table: type[Tally] | type[VisitTally], rows: list[dict[str, Any]]
) -> None:
    connection.execute(delete(table).where(table.round_id.not_in(EXPIRED)))
    if rows:
        connection.execute(insert(table), rows)


def _rows(counts: Mapping[tuple[Any, Cell], int]) -> list[dict[str, Any]]:
    return [{**asdict(place), **cell._asdict(), "n": n} for (place, cell), n in counts.items()]


def _counted(connection: Connection) -> Counter[tuple[Place, Cell]]:
    return _read(connection, Tally, Place)


def _visits(connection: Connection) -> Counter[tuple[VisitPlace, Cell]]:
    return _read(connection, VisitTally, VisitPlace)


def _read(
    connection: Connection, table: type[Tally] | type[VisitTally], place: type[AnyPlace]
) -> Counter[tuple[AnyPlace, Cell]]:
    """Every column but the last four, a cell and its number, says where it is counted."""
    counts: Counter[tuple[AnyPlace, Cell]] = Counter()
    kept = select(*table.__table__.columns).where(table.round_id.not_in(EXPIRED))
    for row in connection.execute(kept):
        counts[place(*row[:-4]), Cell(*row[-4:-1])] = row.n
    return counts


def _recounted(connection: Connection, versions: Versions) -> Counter[tuple[Place, Cell]]:
    return recount(_cells(kept, versions) for kept in _kept(connection))


def _visits_recounted(
    connection: Connection, versions: Versions
) -> Counter[tuple[VisitPlace, Cell]]:
    return recount(
        (kept.visit.counted_at(kept.place), _cells(kept, versions)[1])
        for kept in _kept(connection, Response.visit_day.is_not(None))
        if kept.visit
    )


def _kept(connection: Connection, *which: Any) -> Iterator[intake_queries.KeptResponse]:
    wanted = intake_queries.kept_responses().where(Response.round_id.not_in(EXPIRED), *which)
    rows = connection.execute(wanted, execution_options={"yield_per": PAGE})
    return (intake_queries.as_kept(row) for row in rows)


def _cells(kept: intake_queries.KeptResponse, versions: Versions) -> tuple[Place, list[Cell]]:
    questionnaire = versions.find_by_id(kept.place.version_id).questionnaire
    cells = cells_of(questionnaire, *kept.counted)
    return kept.place, cells
