"""Rounds that can ask whether an action helped, and rounds that tell what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from survey.actions import Action, Place
from survey.asked_again import helped_key
from survey.questionnaire.wording import LocalText
from survey.staff import Reach
from survey.store.place_queries import rounds_within
from survey.store.tables import InitiativeCentre, Round, RoundCentre, Version

MOST_AFTER = 4
"""So many rounds after the action are told of, the newest."""


@dataclass(frozen=True)
class RoundToAsk:
    """A round that has not opened, with the edition it will ask."""

    id: int
    title: LocalText
    opens_on: date
    closes_on: date
    version_id: int
    asks_it: bool


def rounds_to_ask(
    connection: Connection, reach: Reach, action: Action, today: date
) -> list[RoundToAsk]:
    """The rounds to come where the action belongs, the next to open first; one statement."""
    wanted = (
        _rounds()
        .where(rounds_within(reach), Round.opens_on > today, Round.archived_on.is_(None))
        .where(_there(action.promise.place))
        .order_by(Round.opens_on, Round.id)
    )
    asks = f'"{helped_key(action.id)}"'
    return [
        RoundToAsk(
            row.id,
            _title(row.content),
            row.opens_on,
            row.closes_on,
            row.version_id,
            asks in row.content,
        )
        for row in connection.execute(wanted)
    ]


def rounds_about(connection: Connection, reach: Reach, action: Action) -> list[int]:
    """The round an action came from, and those after it that ask about it or ask the same again.

    Only those whose report may be read; the oldest first. One statement.
    """
    origin = action.origin.round_id
    asks = Version.content.contains(f'"{helped_key(action.id)}"', autoescape=True)
    wanted = _rounds().where(rounds_within(reach), or_(asks, _like(origin), Round.id == origin))
    rows = connection.execute(wanted.order_by(Round.opens_on.desc(), Round.id.desc())).all()
    after = [row.id for row in rows if row.id != origin][:MOST_AFTER]
    first = [row.id for row in rows if row.id == origin]
    return [*first, *reversed(after)]


def _rounds() -> Select[Any]:
    dated = Round.opens_on, Round.closes_on
    columns: tuple[Any, ...] = (Round.id, *dated, Round.version_id, Version.content)
    return select(*columns).join(Version, Version.id == Round.version_id)


def _there(place: Place) -> ColumnElement[bool]:
    """The round is at this centre, or part of this initiative or at one of its centres."""
    here = select(RoundCentre.round_id)
    if place.centre_id is not None:
        return Round.id.in_(here.where(RoundCentre.centre_id == place.centre_id))
    theirs = select(InitiativeCentre.centre_id).where(
        InitiativeCentre.initiative_id == place.initiative_id
    )
    at_theirs = Round.id.in_(here.where(RoundCentre.centre_id.in_(theirs)))
    return or_(Round.initiative_id == place.initiative_id, at_theirs)


def _like(origin: int | None) -> ColumnElement[bool]:
    """The round asks the questionnaire of the first one again, later, at one of its centres."""
    if origin is None:
        return false()
    first, edition = aliased(Round), aliased(Version)
    key = (
        select(edition.questionnaire_key)
        .join(first, first.version_id == edition.id)
        .where(first.id == origin)
        .scalar_subquery()
    )
    closed = select(first.closes_on).where(first.id == origin).scalar_subquery()
    its_centres = select(RoundCentre.centre_id).where(RoundCentre.round_id == origin)
    shares = select(RoundCentre.round_id).where(RoundCentre.centre_id.in_(its_centres))
    return and_(Version.questionnaire_key == key, Round.opens_on > closed, Round.id.in_(shares))


def _title(content: str) -> LocalText:
    """The title of a questionnaire, without reading the rest of it."""
    return LocalText.model_validate(json.loads(content)["title"])
