"""Recounting: the tally against the responses it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from survey.store import intake_queries
from survey.store.engine import Store
from survey.store.tables import Response, Round, Tally
from survey.store.versions import Versions
from survey.tally import Cell, Difference, Place, cells_of, differences, recount

PAGE = 1000
"""Rows read at a time, so that memory does not grow with the number of responses."""
EXPIRED = select(Round.id).where(Round.expired_on.is_not(None))
"""The rounds whose responses were deleted when their time was up."""


def verify_tally(store: Store, versions: Versions) -> Iterator[Difference]:
    """Every count that is not what the responses say. Reads one consistent moment.

    Rounds whose responses were deleted are left out: their counts are all there is.
    """
    with store.write() as connection:
        counted, recounted = _counted(connection), _recounted(connection, versions)
    return differences(counted, recounted)


def rebuild_tally(store: Store, versions: Versions) -> int:
    """Write the counts anew from the responses; returns how many. Of rounds whose responses were
    deleted, the counts stay as they are."""
    with store.write() as connection:
        counts = _recounted(connection, versions)
        connection.execute(delete(Tally).where(Tally.round_id.not_in(EXPIRED)))
        rows = [{**asdict(place), **cell._asdict(), "n": n} for (place, cell), n in counts.items()]
        if rows:
            connection.execute(insert(Tally), rows)
    return len(rows)


def _counted(connection: Connection) -> Counter[tuple[Place, Cell]]:
    counts: Counter[tuple[Place, Cell]] = Counter()
    kept = select(*Tally.__table__.columns).where(Tally.round_id.not_in(EXPIRED))
    for row in connection.execute(kept):
        counts[Place(*row[:6]), Cell(*row[6:9])] = row.n
    return counts


def _recounted(connection: Connection, versions: Versions) -> Counter[tuple[Place, Cell]]:
    kept = intake_queries.kept_responses().where(Response.round_id.not_in(EXPIRED))
    rows = connection.execute(kept, execution_options={"yield_per": PAGE})
    return recount(_cells(intake_queries.as_kept(row), versions) for row in rows)


def _cells(kept: intake_queries.KeptResponse, versions: Versions) -> tuple[Place, list[Cell]]:
    questionnaire = versions.find_by_id(kept.place.version_id).questionnaire
    cells = cells_of(questionnaire, *kept.counted)
    return kept.place, cells
