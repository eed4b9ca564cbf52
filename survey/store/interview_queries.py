"""Interviews that a helper begins: which rounds take them, and a code for each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from survey.questionnaire.wording import LocalText
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.overview_queries import titles_of
from survey.store.place_queries import centres_within
from survey.store.setup_queries import add_codes, add_link
from survey.store.tables import Centre, Link, Round, RoundCentre, Unit
from survey.voices import Voice

HELPED = (Voice.RESIDENT_ASSISTED, Voice.RESIDENT)
"""Whose answers somebody may help with; the first that a round asks is taken."""


@dataclass(frozen=True)
class Interview:
    """An open round at a centre that residents answer; units by number."""

    round_id: int
    title: LocalText
    closes_on: date
    centre_id: int
    centre: str
    voice: Voice
    units: dict[int, str]


def interviews(connection: Connection, reach: Reach, today: date) -> list[Interview]:
    """Those within reach today, by centre; three statements."""
    rows = connection.execute(
        select(Round.id, Round.version_id, Round.closes_on, Round.voices, Centre.id, Centre.name)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .join(Centre, Centre.id == RoundCentre.centre_id)
        .where(Round.opens_on <= today, Round.closes_on >= today, Round.archived_on.is_(None))
        .where(centres_within(reach))
        .order_by(Centre.name, Round.opens_on, Round.id)
    ).all()
    units: dict[int, dict[int, str]] = defaultdict(dict)
    for unit in connection.execute(
        select(Unit.id, Unit.name, Unit.centre_id)
        .where(Unit.archived_on.is_(None), Unit.centre_id.in_({row[4] for row in rows}))
        .order_by(Unit.id)
    ):
        units[unit.centre_id][unit.id] = unit.name
    titles = titles_of(connection, select(Round.id).where(Round.id.in_({row[0] for row in rows})))
    return [
        Interview(id_, titles[version], closes_on, centre_id, centre, voice, units[centre_id])
        for id_, version, closes_on, voices, centre_id, centre in rows
        if (voice := next((one for one in HELPED if one in voices), None))
    ]


def begin_interview(store: Store, interview: Interview, unit_id: int | None, label: str) -> str:
    """A code that works once, for one interview; returns it.

    All interviews of a round at one unit share a link, so that links can still be looked through.
    """
    wanted = (
        select(Link.id)
        .where(
            Link.round_id == interview.round_id,
            Link.centre_id == interview.centre_id,
            Link.unit_id.is_(None) if unit_id is None else Link.unit_id == unit_id,
            Link.voice == interview.voice,
            Link.label == label,
            Link.is_personal,
            Link.revoked_on.is_(None),
        )
        .limit(1)
    )
    with store.session() as session:
        link_id = session.scalar(wanted)
        if link_id is None:
            add_link(
                session,
                interview.round_id,
                interview.centre_id,
                interview.voice,
                unit_id=unit_id,
                label=label,
                is_personal=True,
            )
            link_id = session.scalars(wanted).one()
        return add_codes(session, link_id, 1)[0]
