"""What exports read: a round's versions, its responses a page at a time, its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from survey.questionnaire.model import Questionnaire
from survey.store.release_queries import released
from survey.store.tables import Centre, Response, Round, Tally, Unit, Version
from survey.tally import RESPONSE

PAGE = 500
"""Responses held at a time, however many there are."""


@dataclass(frozen=True)
class ExportedVersion:
    """A version that was answered in the round."""

    id: int
    number: int
    questionnaire: Questionnaire


@dataclass(frozen=True)
class ExportedRound:
    """A round, whom it asks from which perspectives, and the versions answered in it.

    The newest version is first; there is always one.
    """

    id: int
    opens_on: date
    closes_on: date
    voices: Mapping[str, list[str]]
    versions: tuple[ExportedVersion, ...]

    @property
    def newest(self) -> Questionnaire:
        """The questionnaire as it was asked last."""
        return self.versions[0].questionnaire


def find_exported(connection: Connection, round_id: int) -> ExportedRound | None:
    """The round of this number with its versions, in two statements."""
    round_ = connection.execute(
        select(Round.id, Round.opens_on, Round.closes_on, Round.voices).where(Round.id == round_id)
    ).first()
    if round_ is None:
        return None
    versions = _versions(connection, round_id)
    return ExportedRound(round_.id, round_.opens_on, round_.closes_on, round_.voices, versions)


def responses(connection: Connection, round_: ExportedRound) -> Iterator[Any]:
    """Every response with the names of its places, ordered by its random id.

    `PAGE` rows are held at a time. Only the versions of `round_` are read, so that one published
    meanwhile does not meet an export that has no columns for it.
    """
    known = [version.id for version in round_.versions]
    statement = (
        select(
            Response.version_id,
            Centre.name.label("centre"),
            Unit.name.label("unit"),
            Response.voice,
            Response.perspective,
            Response.mode,
            Response.helper,
            Response.contact,
            Response.language,
            Response.outcome,
            Response.day,
            Response.answers,
        )
        .join(Centre, Centre.id == Response.centre_id)
        .outerjoin(Unit, Unit.id == Response.unit_id)
        .where(Response.round_id == round_.id, Response.version_id.in_(known))
        .order_by(Response.id)
    )
    with connection.execute(statement, execution_options={"yield_per": PAGE}) as rows:
        yield from rows


def are_more_than(connection: Connection, round_id: int, most: int) -> bool:
    """True when the round has more than `most` responses; stops counting there."""
    some = select(Response.id).where(Response.round_id == round_id).limit(most + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) > most


class Counted(NamedTuple):
    """A row of a round's tally over all its centres and units."""

    version_id: int
    voice: str
    perspective: str
    question: str
    status: str
    answer: str
    n: int


def counts(connection: Connection, round_id: int) -> list[Counted]:
    """The round's tally over all its centres and units; of a closed round what was released."""
    told = released(connection, [round_id]).get(round_id)
    if told is None:
        return _counted(connection, round_id)
    summed: Counter[tuple[int, str, str, str, str, str]] = Counter()
    for row in told.said:
        key = (row.version_id, row.voice, row.perspective, row.question, row.status, row.answer)
        summed[key] += row.n
    return [Counted(*key, n) for key, n in summed.items()]


def _counted(connection: Connection, round_id: int) -> list[Counted]:
    by = (
        Tally.version_id,
        Tally.voice,
        Tally.perspective,
        Tally.question,
        Tally.status,
        Tally.answer,
    )
    statement = (
        select(*by, func.sum(Tally.n).label("n"))
        .where(Tally.round_id == round_id)
        .group_by(*by)
        .having(func.sum(Tally.n) > 0)
    )
    return [Counted(*row) for row in connection.execute(statement)]


def _versions(connection: Connection, round_id: int) -> tuple[ExportedVersion, ...]:
    """The round's own version and those its tablets still held; the tally knows which."""
    answered = select(Tally.version_id).where(
        Tally.round_id == round_id, Tally.question == RESPONSE
    )
    own = select(Round.version_id).where(Round.id == round_id)
    rows = connection.execute(
        select(Version.id, Version.number, Version.content)
        .where(Version.id.in_(answered) | Version.id.in_(own))
        .order_by(Version.number.desc())
    )
    return tuple(
        ExportedVersion(row.id, row.number, Questionnaire.model_validate_json(row.content))
        for row in rows
    )
