"""The long list of initiatives: a page at a time, and those that a word is found in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from survey.initiative_parts import Initiative, NamedCentre
from survey.initiatives import State
from survey.staff import Reach
from survey.store.initiative_queries import initiative_of
from survey.store.place_queries import initiatives_within
from survey.store.tables import Centre, InitiativeCentre, InitiativePartner
from survey.store.tables import Initiative as Kept


class Which(StrEnum):
    """Which initiatives are listed."""

    GOING_ON = "going_on"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """What a list of initiatives is to hold: which of them, and those that a word is found in."""

    which: Which
    word: str
    skipped: int
    most: int


def list_initiatives(
    connection: Connection, reach: Reach, wanted: Wanted
) -> tuple[list[Initiative], int]:
    """A page of those within reach, by name, and how many there are; three statements."""
    meant = and_(initiatives_within(reach), _of_which(wanted.which), _holds(wanted.word))
    total = connection.scalar(select(func.count()).select_from(Kept).where(meant))
    page = (
        select(*Kept.__table__.columns)
        .where(meant)
        .order_by(Kept.name, Kept.id)
        .offset(wanted.skipped)
        .limit(wanted.most)
    )
    rows = connection.execute(page).all()
    centres = _centres(connection, [row.id for row in rows])
    return [initiative_of(row).at(centres[row.id]) for row in rows], int(total or 0)


def _of_which(which: Which) -> ColumnElement[bool]:
    closed = or_(Kept.state == State.DECIDED.value, Kept.archived_on.is_not(None))
    return {Which.ALL: true(), Which.CLOSED: closed, Which.GOING_ON: ~closed}[which]


def _holds(word: str) -> ColumnElement[bool]:
    """The word is in the name, the need or a partner's name.

    SQLite knows large and small only of the letters A to Z, so each way of writing is looked for.
    """
    if not word:
        return true()
    ways = {word, word.lower(), word.upper(), word.capitalize(), word.title()}
    p = InitiativePartner
    partners = select(p.initiative_id).where(p.removed_on.is_(None), _any_of(p.name, ways))
    return or_(_any_of(Kept.name, ways), _any_of(Kept.need, ways), Kept.id.in_(partners))


def _any_of(column: Any, ways: Collection[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(way, autoescape=True) for way in sorted(ways)))


def _centres(
    connection: Connection, initiative_ids: Sequence[int]
) -> dict[int, tuple[NamedCentre, ...]]:
    found: dict[int, tuple[NamedCentre, ...]] = defaultdict(tuple)
    rows = connection.execute(
        select(InitiativeCentre.initiative_id, Centre.id, Centre.name)
        .join(Centre, Centre.id == InitiativeCentre.centre_id)
        .where(InitiativeCentre.initiative_id.in_(initiative_ids))
        .order_by(Centre.name)
    )
    for number, centre_id, name in rows:
        found[number] += (NamedCentre(centre_id, name),)
    return found
