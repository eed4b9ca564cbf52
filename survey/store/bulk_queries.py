"""Counts written without the answers they would have come from: for made-up ones by the million."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

from survey.store.engine import Store
from survey.store.tables import Centre, Response, Round, Tally, VisitTally
from survey.tally import Cell, Place
from survey.visits import VisitPlace

AT_ONCE = 20_000
"""Rows handed to the database at a time."""


def add_counts(
    store: Store,
    counted: Mapping[tuple[Place, Cell], int],
    visits: Mapping[tuple[VisitPlace, Cell], int],
    on: date,
) -> None:
    """Write the counts of places that have none yet, in one transaction.

    There are no answers behind them, as in rounds whose answers were deleted when their time was
    up, and so their rounds are marked: nothing recounts them.
    """
    with store.write() as connection:
        _write(connection, Tally, counted)
        _write(connection, VisitTally, visits)
        rounds = {place.round_id for place, _ in counted}
        first = update(Round).where(Round.id.in_(rounds), Round.expired_on.is_(None))
        connection.execute(first.values(expired_on=on))


def _write(
    connection: Connection,
    table: type[Tally] | type[VisitTally],
    counts: Mapping[tuple[Any, Cell], int],
) -> None:
    rows = ({**vars(place), **cell._asdict(), "n": n} for (place, cell), n in counts.items())
    while some := list(islice(rows, AT_ONCE)):
        connection.execute(insert(table), some)


def is_in_use(connection: Connection) -> bool:
    """True when there is a centre."""
    return bool(connection.scalar(select(exists(select(Centre.id)))))


def holds_real_answers(connection: Connection) -> bool:
    """True when an answer is kept that does not say of itself that it was made up."""
    kept: Iterable[Any] = connection.scalars(
        select(Response.display).execution_options(yield_per=500)
    )
    return any(display.get("simulated") != "yes" for display in kept)
