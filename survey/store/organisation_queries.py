"""Who runs this instance; and the example it came with, which can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, or_, select, update

from survey.store.cascade import delete_whole, table_of
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.tables import (
    Centre,
    Device,
    Initiative,
    Link,
    Organisation,
    Quarantine,
    Round,
    RoundCentre,
)

THE_ROW = 1


@dataclass(frozen=True)
class WhoWeAre:
    """Who runs this instance; `set_up_on` is None until its owner has said so."""

    name: str
    contact_email: str
    language: str
    set_up_on: date | None
    example_centre_id: int | None


def who_we_are(connection: Connection) -> WhoWeAre | None:
    """What is known of that; None when nothing is."""
    o = Organisation
    row = connection.execute(
        select(o.name, o.contact_email, o.language, o.set_up_on, o.example_centre_id)
    ).first()
    return WhoWeAre(*row) if row else None


def set_up(store: Store, name: str, contact_email: str, language: str, today: date) -> None:
    """Write down who we are. What was said before is replaced."""
    said = {"name": name, "contact_email": contact_email, "language": language}
    with store.write() as connection:
        _write(connection, {**said, "set_up_on": today})


def note_example(connection: Connection, centre_id: int, language: str) -> None:
    """Note which centre is the example."""
    empty = {"name": "", "contact_email": "", "set_up_on": None}
    _write(connection, {**empty, "language": language, "example_centre_id": centre_id})


def _write(connection: Connection, values: dict[str, Any]) -> None:
    row = INSERT[connection.dialect.name](Organisation).values(id=THE_ROW, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def remove_example(store: Store) -> bool:
    """Take the example away with all that belongs to it; False when it is not here any more.

    Its answers were given to try things out, and are no one's. An initiative or round that another
    centre takes part in by now stays; so does the centre itself as long as one of them does.
    """
    with store.write() as connection:
        known = who_we_are(connection)
        if known is None or known.example_centre_id is None:
            return False
        _remove(connection, known.example_centre_id)
        return True


def _remove(connection: Connection, centre_id: int) -> None:
    connection.execute(update(Organisation).values(example_centre_id=None))
    rounds = list(connection.scalars(_rounds_only_at(centre_id)))
    initiatives = select(Round.initiative_id).where(
        Round.id.in_(rounds), Round.initiative_id.is_not(None)
    )
    theirs = set(connection.scalars(initiatives))
    _delete_what_was_aside(connection, centre_id)
    delete_whole(connection, table_of(Round), rounds)
    still_asked = select(Round.initiative_id).where(Round.initiative_id.in_(theirs))
    delete_whole(connection, table_of(Initiative), theirs - set(connection.scalars(still_asked)))
    if not connection.scalar(select(exists().where(RoundCentre.centre_id == centre_id))):
        delete_whole(connection, table_of(Centre), [centre_id])


def _rounds_only_at(centre_id: int) -> Select[Any]:
    elsewhere = select(RoundCentre.round_id).where(RoundCentre.centre_id != centre_id)
    here = select(RoundCentre.round_id).where(RoundCentre.centre_id == centre_id)
    return here.where(RoundCentre.round_id.not_in(elsewhere))


def _delete_what_was_aside(connection: Connection, centre_id: int) -> None:
    """What came through its tablets and links and did not fit: it names them, but no table."""
    devices = select(Device.id).where(Device.centre_id == centre_id)
    links = select(Link.id).where(Link.centre_id == centre_id)
    came_here = or_(
        (Quarantine.channel == "device") & Quarantine.channel_id.in_(devices),
        (Quarantine.channel == "link") & Quarantine.channel_id.in_(links),
    )
    connection.execute(delete(Quarantine).where(came_here))
