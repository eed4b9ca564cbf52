"""QR codes at doors, with the last day of the rounds they ask in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from survey.door_codes import REMINDED_AFTER, Door
from survey.staff import Reach
from survey.store.place_queries import initiatives_within, rounds_within
from survey.store.tables import Centre, Initiative, InitiativePartner, Link, Round


def doors_within(connection: Connection, reach: Reach, today: date) -> list[Door]:
    """The codes within reach that name an association; one statement.

    Of initiatives that go on; neither codes that are closed, nor those that stopped too long ago
    to be told of.
    """
    i, p = Initiative, InitiativePartner
    going_on = initiatives_within(reach) & i.archived_on.is_(None) & (i.state != "decided")
    stands = Link.revoked_on.is_(None) & Round.archived_on.is_(None) & p.removed_on.is_(None)
    wanted = (
        select(Round.id, i.id, p.id, p.name, Centre.name, Link.voice, Round.closes_on)
        .select_from(Link)
        .join(Round, Round.id == Link.round_id)
        .join(p, p.id == Link.partner_id)
        .join(i, i.id == p.initiative_id)
        .join(Centre, Centre.id == Link.centre_id)
        .where(going_on, stands, rounds_within(reach))
        .where(Round.closes_on >= today - REMINDED_AFTER)
    )
    return [Door(*row) for row in connection.execute(wanted.order_by(Link.id))]
