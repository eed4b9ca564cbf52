"""Recounting: the tally against the responses it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from survey.store import intake_queries
from survey.store.engine import Store
from survey.store.tables import Tally
from survey.store.versions import Versions
from survey.tally import Cell, Difference, Place, cells_of, differences, recount

PAGE = 1000
"""Rows read at a time, so that memory does not grow with the number of responses."""


def verify_tally(store: Store, versions: Versions) -> Iterator[Difference]:
    """Every count that is not what the responses say. Reads one consistent moment."""
    with store.write() as connection:
        counted, recounted = _counted(connection), _recounted(connection, versions)
    return differences(counted, recounted)


def rebuild_tally(store: Store, versions: Versions) -> int:
    """Write the counts anew from the responses; returns how many there are."""
    with store.write() as connection:
        counts = _recounted(connection, versions)
        connection.execute(delete(Tally))
        rows = [{**asdict(place), **cell._asdict(), "n": n} for (place, cell), n in counts.items()]
        if rows:
            connection.execute(insert(Tally), rows)
    return len(rows)


def _counted(connection: Connection) -> Counter[tuple[Place, Cell]]:
    counts: Counter[tuple[Place, Cell]] = Counter()
    for row in connection.execute(select(*Tally.__table__.columns)):
        counts[Place(*row[:6]), Cell(*row[6:9])] = row.n
    return counts


def _recounted(connection: Connection, versions: Versions) -> Counter[tuple[Place, Cell]]:
    rows = connection.execute(
        intake_queries.kept_responses(), execution_options={"yield_per": PAGE}
    )
    return recount(_cells(intake_queries.as_kept(row), versions) for row in rows)


def _cells(kept: intake_queries.KeptResponse, versions: Versions) -> tuple[Place, list[Cell]]:
    questionnaire = versions.find_by_id(kept.place.version_id).questionnaire
    cells = cells_of(questionnaire, *kept.counted)
    return kept.place, cells
