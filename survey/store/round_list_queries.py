"""The list of rounds: a page at a time, in four statements however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, exists, func, or_, select

from survey.questionnaire.wording import LocalText
from survey.rounds import Days, RoundState, state_on
from survey.staff import Reach
from survey.store.overview_queries import centre_names, titles_of
from survey.store.place_queries import rounds_within
from survey.store.tables import Centre, Initiative, Round, RoundCentre


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
    # By version of all rounds within reach: there are few, however many rounds.
    titles = titles_of(connection, select(Round.id).where(rounds_within(reach)))
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
    centres = centre_names(
        connection, select(Round.id).where(Round.id.in_([row.id for row in rows]))
    )
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
