"""Where a tablet or link may stand: a centre as a whole, or one of its units."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select

from survey.staff import Reach
from survey.store.place_queries import centres_within
from survey.store.tables import Centre, RoundCentre, Unit


@dataclass(frozen=True)
class Spot:
    """A centre as a whole, or one of its units; `name` names both."""

    centre_id: int
    unit_id: int | None
    name: str

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"unit-{self.unit_id}" if self.unit_id else f"centre-{self.centre_id}"


def spots_within(connection: Connection, reach: Reach) -> list[Spot]:
    """All within reach, by centre, each as a whole first; one statement."""
    return _spots(connection, centres_within(reach))


def spots_of_round(connection: Connection, round_id: int) -> list[Spot]:
    """All at the centres that take part in a round; one statement."""
    here = select(RoundCentre.centre_id).where(RoundCentre.round_id == round_id)
    return _spots(connection, Centre.id.in_(here))


def _spots(connection: Connection, where: ColumnElement[bool]) -> list[Spot]:
    """What was put away is not offered."""
    rows = connection.execute(
        select(Centre.id, Centre.name, Unit.id, Unit.name)
        .outerjoin(Unit, and_(Unit.centre_id == Centre.id, Unit.archived_on.is_(None)))
        .where(where, Centre.archived_on.is_(None))
        .order_by(Centre.name, Centre.id, Unit.id)
    )
    found: dict[str, Spot] = {}
    for centre_id, centre, unit_id, unit in rows:
        whole = Spot(centre_id, None, centre)
        found.setdefault(whole.key, whole)
        if unit_id:
            part = Spot(centre_id, unit_id, f"{centre}, {unit}")
            found[part.key] = part
    return list(found.values())
