"""The idea box of a centre: a round that stays open until somebody closes it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, select

from survey.ideas import ASKED
from survey.rounds import OPEN_END, USUAL_KEEPING, Days
from survey.store.engine import Store
from survey.store.round_edit_queries import Plan, columns, take_part
from survey.store.tables import Centre, Round, RoundCentre


def open_box_at(connection: Connection, centre_id: int, today: date) -> int | None:
    """The number of the idea box that is open at a centre, the newest if there are several."""
    return connection.scalar(
        select(Round.id)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .where(RoundCentre.centre_id == centre_id, Round.is_standing)
        .where(Round.opens_on <= today, Round.closes_on >= today, Round.archived_on.is_(None))
        .order_by(Round.id.desc())
        .limit(1)
    )


def box_plan(version_id: int, centre_id: int, today: date) -> Plan:
    """What an idea box is: everybody may give, on tablets too, and it has no last day."""
    return Plan(
        version_id=version_id,
        initiative_id=None,
        centre_ids=frozenset({centre_id}),
        voices={voice.value: [one.value for one in views] for voice, views in ASKED.items()},
        days=Days(today, OPEN_END),
        on_devices=True,
        answered_by="",
        answers_on=None,
        purpose={},
        repeats_weeks=None,
        keeps_days=USUAL_KEEPING,
        offers_receipts=False,
        is_standing=True,
    )


def open_box(store: Store, version_id: int, centre_id: int, today: date) -> int | None:
    """Open the idea box of a centre; returns its number. None: it is open already.

    The centre is held meanwhile, so that two who open it at once open one.
    """
    with store.write() as connection:
        connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())
        if open_box_at(connection, centre_id, today) is not None:
            return None
        plan = box_plan(version_id, centre_id, today)
        made = insert(Round).values(asks_mode=True, **columns(plan)).returning(Round.id)
        round_id = int(connection.execute(made).scalar_one())
        take_part(connection, round_id, plan.centre_ids)
    return round_id
