"""Rounds as pages and tablets need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from survey.store.tables import Round, RoundCentre, Version


@dataclass(frozen=True)
class RoundHere:
    """A round that a tablet may ask in."""

    id: int
    version_hash: str
    voices: dict[str, list[str]]
    asks_mode: bool
    is_standing: bool = False


def open_rounds_at(connection: Connection, centre_id: int, today: date) -> list[RoundHere]:
    """The rounds a centre's tablets offer today, oldest first."""
    rows = connection.execute(
        select(Round.id, Version.hash, Round.voices, Round.asks_mode, Round.is_standing)
        .join(Version, Version.id == Round.version_id)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .where(RoundCentre.centre_id == centre_id)
        .where(Round.on_devices, Round.opens_on <= today, Round.closes_on >= today)
        .where(Round.archived_on.is_(None))
        .order_by(Round.opens_on, Round.id)
    )
    return [RoundHere(*row) for row in rows]
