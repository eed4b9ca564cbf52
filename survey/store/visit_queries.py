"""What volunteers said of the visits of their association, and the round they are asked in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from survey.questionnaire.kinds.base import Status
from survey.store.tables import Centre, Round, RoundCentre, Version, VisitTally
from survey.visit_counts import ASKED, Counted
from survey.voices import Voice


def visits_of(connection: Connection, partner_id: int) -> list[Counted]:
    """Every count of an association's visits as its volunteers told of them; one statement."""
    return visits_of_partners(connection, [partner_id]).get(partner_id, [])


def visits_of_partners(connection: Connection, ids: Collection[int]) -> Mapping[int, list[Counted]]:
    """The same of several associations, by their numbers; one statement."""
    v = VisitTally
    what = (v.partner_id, Centre.name, v.day, v.part, v.question, v.answer)
    wanted = (
        select(*what, func.sum(v.n).label("n"))
        .join(Centre, Centre.id == v.centre_id)
        .where(
            v.partner_id.in_(ids),
            v.voice == Voice.VOLUNTEER.value,
            v.question.in_(ASKED),
            v.status == Status.ANSWERED.value,
            v.n > 0,
        )
        .group_by(*what)
        .order_by(Centre.name, v.day)
    )
    found: defaultdict[int, list[Counted]] = defaultdict(list)
    for row in connection.execute(wanted):
        found[row[0]].append(Counted(*row[1:6], int(row.n)))
    return found


def pulse_round(
    connection: Connection, initiative_id: int, key: str, centre_id: int, voice: Voice, today: date
) -> int | None:
    """The initiative's open round of that questionnaire at a centre, the one that lasts longest."""
    wanted = (
        select(Round.id, Round.voices)
        .join(RoundCentre, RoundCentre.round_id == Round.id)
        .join(Version, Version.id == Round.version_id)
        .where(
            Round.initiative_id == initiative_id,
            Version.questionnaire_key == key,
            RoundCentre.centre_id == centre_id,
            Round.opens_on <= today,
            Round.closes_on > today,
            Round.archived_on.is_(None),
        )
        .order_by(Round.closes_on.desc(), Round.id)
    )
    rows = connection.execute(wanted)
    return next((row.id for row in rows if voice.value in row.voices), None)
