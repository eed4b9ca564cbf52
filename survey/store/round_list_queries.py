"""The list of rounds: a page at a time, in four statements however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, exists, func, or_, select

from survey.questionnaire.wording import LocalText
from survey.rounds import Days, RoundState, state_on
from survey.staff import Reach
from survey.store.place_queries import rounds_within
from survey.store.tables import Centre, Initiative, Round, RoundCentre, Version


@dataclass(frozen=True)
class ListedRound:
    """A round in the list."""

    id: int
    title: LocalText
    days: Days
    state: RoundState
    initiative: str | None
    centres: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which rounds are looked for: a word, archived ones or the others, and how far down."""

    word: str
    archived: bool
    skipped: int
    most: int


def listed_rounds(
    connection: Connection, reach: Reach, wanted: Wanted, today: date
) -> tuple[list[ListedRound], int]:
    """A page of the rounds within reach, and how many there are; open ones first, then planned."""
    titles = _titles(connection, reach)
    which = [rounds_within(reach), Round.archived_on.is_not(None) == wanted.archived]
    if wanted.word:
        which.append(_named(wanted.word, titles))
    total = connection.scalar(select(func.count()).select_from(Round).where(*which)) or 0
    is_open = (Round.opens_on <= today) & (Round.closes_on >= today)
    order = case((is_open, 0), (Round.opens_on > today, 1), else_=2)
    rows = connection.execute(
        select(
            Round.id,
            Round.version_id,
            Round.opens_on,
            Round.closes_on,
            Round.archived_on,
            Initiative.name,
        )
        .outerjoin(Initiative, Initiative.id == Round.initiative_id)
        .where(*which)
        .order_by(order, Round.opens_on.desc(), Round.id.desc())
        .offset(wanted.skipped)
        .limit(wanted.most)
    ).all()
    centres = _centres(connection, [row.id for row in rows])
    found = [
        ListedRound(
            row.id,
            titles[row.version_id],
            Days(row.opens_on, row.closes_on),
            state_on(today, Days(row.opens_on, row.closes_on), row.archived_on),
            row.name,
            tuple(centres[row.id]),
        )
        for row in rows
    ]
    return found, total


def _titles(connection: Connection, reach: Reach) -> dict[int, LocalText]:
    """By version, of those that rounds within reach ask: there are few, however many rounds."""
    used = select(Round.version_id).where(rounds_within(reach))
    rows = connection.execute(select(Version.id, Version.content).where(Version.id.in_(used)))
    return {row.id: LocalText.model_validate(json.loads(row.content)["title"]) for row in rows}


def _named(word: str, titles: Mapping[int, LocalText]) -> ColumnElement[bool]:
    """Rounds whose questionnaire, initiative or centre has the word in its name."""
    folded = word.casefold()
    versions = [
        id_
        for id_, title in titles.items()
        if any(folded in text.casefold() for text in title.root.values())
    ]
    there = (
        exists()
        .where(RoundCentre.round_id == Round.id, RoundCentre.centre_id == Centre.id)
        .where(Centre.name.icontains(word, autoescape=True))
        .correlate(Round)
    )
    of_initiative = (
        exists()
        .where(Initiative.id == Round.initiative_id)
        .where(Initiative.name.icontains(word, autoescape=True))
        .correlate(Round)
    )
    return or_(Round.version_id.in_(versions), there, of_initiative)


def _centres(connection: Connection, round_ids: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(RoundCentre.round_id, Centre.name)
        .join(Centre, Centre.id == RoundCentre.centre_id)
        .where(RoundCentre.round_id.in_(round_ids))
        .order_by(Centre.name)
    )
    for round_id, name in rows:
        names[round_id].append(name)
    return names
