"""Rounds as the staff side lists them, in two statements however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, func, select

from survey.questionnaire.wording import LocalText
from survey.store.tables import Centre, Initiative, Link, Round, RoundCentre, Version


@dataclass(frozen=True)
class RoundSeen:
    """A round with the names people know it by; `title` is its questionnaire's.

    `flagged` is how many answers came in a crowd through its links.
    """

    id: int
    title: LocalText
    opens_on: date
    closes_on: date
    initiative: str | None
    centres: tuple[str, ...]
    flagged: int = 0
    archived_on: date | None = None


def find_round(connection: Connection, round_id: int) -> RoundSeen | None:
    """The round of this number."""
    found = rounds_seen(connection, select(Round.id).where(Round.id == round_id))
    return found[0] if found else None


def rounds_seen(connection: Connection, wanted: Select[Any]) -> list[RoundSeen]:
    """The rounds wanted, the newest first."""
    titles = titles_of(connection, wanted)
    rows = connection.execute(
        select(
            Round.id,
            Round.version_id,
            Round.opens_on,
            Round.closes_on,
            Initiative.name,
            _flagged().label("flagged"),
            Round.archived_on,
            _centres().label("centres"),
        )
        .outerjoin(Initiative, Initiative.id == Round.initiative_id)
        .where(Round.id.in_(wanted))
        .order_by(Round.opens_on.desc(), Round.id.desc())
    )
    return [
        RoundSeen(
            row.id,
            titles[row.version_id],
            row.opens_on,
            row.closes_on,
            row.name,
            tuple(sorted((row.centres or "").splitlines())),
            row.flagged,
            row.archived_on,
        )
        for row in rows
        if row.version_id in titles
    ]


def _centres() -> ScalarSelect[str]:
    """The names of the centres that take part, one a line: no name has several."""
    here = select(func.aggregate_strings(Centre.name, "\n"))
    taking_part = RoundCentre.centre_id == Centre.id, RoundCentre.round_id == Round.id
    return here.join(RoundCentre, taking_part[0]).where(taking_part[1]).scalar_subquery()


def _flagged() -> ScalarSelect[int]:
    of_round = select(func.coalesce(func.sum(Link.flagged), 0)).where(Link.round_id == Round.id)
    return of_round.scalar_subquery()


def titles_of(connection: Connection, wanted: Select[Any]) -> dict[int, LocalText]:
    """Of the rounds wanted, by version.

    Only the title is read: checking whole questionnaires would cost the page.
    """
    used = select(Round.version_id).where(Round.id.in_(wanted))
    rows = connection.execute(select(Version.id, Version.content).where(Version.id.in_(used)))
    return {row.id: LocalText.model_validate(json.loads(row.content)["title"]) for row in rows}


def centre_names(connection: Connection, wanted: Select[Any]) -> dict[int, list[str]]:
    """The names of the centres that take part in each of the rounds wanted."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(RoundCentre.round_id, Centre.name)
        .join(Centre, Centre.id == RoundCentre.centre_id)
        .where(RoundCentre.round_id.in_(wanted))
        .order_by(Centre.name)
    )
    for round_id, name in rows:
        names[round_id].append(name)
    return names
