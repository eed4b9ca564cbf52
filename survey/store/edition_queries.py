"""Editions in use: which rounds ask which, and letting rounds go over to a newer one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.orm import aliased

from survey.rounds import Days
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.place_queries import rounds_within
from survey.store.tables import Centre, Round, RoundCentre, Version

Newer = aliased(Version)


@dataclass(frozen=True)
class AskingRound:
    """A round that is open or planned, and the edition it asks."""

    id: int
    key: str
    version_id: int
    number: int
    days: Days
    voices: Mapping[str, Sequence[str]]
    centres: tuple[str, ...] = ()


def rounds_asking(
    connection: Connection, reach: Reach, today: date, key: str | None = None
) -> list[AskingRound]:
    """The open and planned rounds within reach, of all questionnaires or of one; one statement."""
    wanted = (
        select(
            Round.id,
            Version.questionnaire_key,
            Version.id.label("version_id"),
            Version.number,
            Round.opens_on,
            Round.closes_on,
            Round.voices,
            Centre.name,
        )
        .join(Version, Version.id == Round.version_id)
        .outerjoin(RoundCentre, RoundCentre.round_id == Round.id)
        .outerjoin(Centre, Centre.id == RoundCentre.centre_id)
        .where(rounds_within(reach), Round.archived_on.is_(None), Round.closes_on >= today)
        .order_by(Round.opens_on, Round.id, Centre.name)
    )
    if key is not None:
        wanted = wanted.where(Version.questionnaire_key == key)
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(wanted):
        rows[row.id].append(row)
    return [_asking(same) for same in rows.values()]


def ask_newer(store: Store, round_ids: Iterable[int], version_id: int) -> list[int]:
    """Let rounds ask a newer edition of the same questionnaire from now on; returns those that do.

    Answers to the older edition stay, and are still taken: they know which edition they answered.
    A round that asks this edition or a newer one already, or another questionnaire, stays as it is.
    """
    newer_key, newer_number = (
        select(column).where(Newer.id == version_id).scalar_subquery()
        for column in (Newer.questionnaire_key, Newer.number)
    )
    older = select(Version.id).where(
        Version.questionnaire_key == newer_key, Version.number < newer_number
    )
    with store.write() as connection:
        changed = connection.execute(
            update(Round)
            .where(
                Round.id.in_(list(round_ids)),
                Round.version_id.in_(older),
                Round.archived_on.is_(None),
            )
            .values(version_id=version_id, revision=Round.revision + 1)
            .returning(Round.id)
        )
        return sorted(changed.scalars())


def _asking(rows: list[Row[Any]]) -> AskingRound:
    first = rows[0]
    return AskingRound(
        id=first.id,
        key=first.questionnaire_key,
        version_id=first.version_id,
        number=first.number,
        days=Days(first.opens_on, first.closes_on),
        voices=first.voices,
        centres=tuple(row.name for row in rows if row.name),
    )
