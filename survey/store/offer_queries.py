"""What staff can choose for a round: questionnaires, centres and initiatives within reach."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from survey.questionnaire.model import Questionnaire
from survey.staff import Belonging, Reach
from survey.store.place_queries import centres_within, initiatives_within
from survey.store.tables import Centre, Initiative, Round, RoundCentre, Version


@dataclass(frozen=True)
class Published:
    """The newest edition of a questionnaire."""

    version_id: int
    number: int
    questionnaire: Questionnaire


@dataclass(frozen=True)
class OfferedCentre:
    """A centre that may be asked at. `initiatives` are those within reach it has taken part in."""

    id: int
    name: str
    within: bool
    initiatives: frozenset[int]

    def takes(self, initiative_id: int | None) -> bool:
        """True when a round of this initiative, or of none, may be made here."""
        return self.within or initiative_id in self.initiatives


@dataclass(frozen=True)
class Offer:
    """Centres and initiatives, each by name."""

    centres: dict[int, OfferedCentre]
    initiatives: dict[int, str]


def newest_published(connection: Connection, key: str | None = None) -> dict[str, Published]:
    """The newest edition of every questionnaire (or of one), by key; one statement.

    Editions that ask whether an action helped belong to their rounds, and are left out.
    """
    newest = select(Version.questionnaire_key, func.max(Version.number).label("number"))
    newest = newest.where(~Version.asks_again)
    last = newest.group_by(Version.questionnaire_key).subquery()
    wanted = select(Version.id, Version.number, Version.content).join(
        last,
        (last.c.questionnaire_key == Version.questionnaire_key) & (last.c.number == Version.number),
    )
    if key is not None:
        wanted = wanted.where(Version.questionnaire_key == key)
    found = [
        Published(row.id, row.number, Questionnaire.model_validate_json(row.content))
        for row in connection.execute(wanted)
    ]
    return {one.questionnaire.key: one for one in found}


def offered(connection: Connection, reach: Reach) -> Offer:
    """Where a round may be made, in three statements. What is archived is not offered.

    Whoever runs an initiative may ask at the centres that have taken part in it.
    """
    initiatives = connection.execute(
        select(Initiative.id, Initiative.name)
        .where(initiatives_within(reach), Initiative.archived_on.is_(None))
        .order_by(Initiative.name)
    )
    parts: dict[int, set[int]] = defaultdict(set)
    took_part = (
        select(RoundCentre.centre_id, Round.initiative_id)
        .join(Round, Round.id == RoundCentre.round_id)
        .where(Round.initiative_id.in_(reach.initiatives))
    )
    for centre_id, initiative_id in connection.execute(took_part.distinct()):
        parts[centre_id].add(int(initiative_id or 0))
    rows = connection.execute(
        select(Centre.id, Centre.name)
        .where(or_(centres_within(reach), Centre.id.in_(parts)), Centre.archived_on.is_(None))
        .order_by(Centre.name)
    )
    centres = {
        id_: OfferedCentre(
            id_, name, reach.covers(Belonging(frozenset({id_}))), frozenset(parts[id_])
        )
        for id_, name in rows.all()
    }
    return Offer(centres, {row.id: row.name for row in initiatives})
