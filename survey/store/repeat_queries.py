"""Rounds that repeat: the next one is made when it is due, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from survey.questionnaire.model import Questionnaire
from survey.rounds import Days, next_is_due, still_asked, until_next
from survey.store.engine import Store
from survey.store.intake_queries import INSERT
from survey.store.offer_queries import newest_published
from survey.store.round_edit_queries import Next, take_part
from survey.store.tables import Centre, Round, RoundCentre, Version

CARRIED = (
    *("initiative_id", "asks_mode", "on_devices", "keeps_days", "offers_receipts"),
    *("answered_by", "purpose", "repeats_weeks"),
)
"""What the next round has of the one before as it stands."""


def repeat_rounds(store: Store, today: date) -> list[int]:
    """Make the rounds that are due; returns their numbers.

    Whoever is second makes none: no two rounds may repeat the same one.
    """
    with store.look() as connection:
        due = [row.id for row in connection.execute(_repeating()) if _is_due(row, today)]
    made = []
    for round_id in due:
        with store.write() as connection:
            next_id = _make_next(connection, round_id, today)
        made.extend([] if next_id is None else [next_id])
    return made


def _repeating() -> Select[Any]:
    """Rounds that repeat and have no next one yet; an archived one never gets one."""
    followed = select(Next.id).where(Next.repeats_round_id == Round.id)
    return (
        select(*Round.__table__.columns)
        .where(Round.repeats_weeks.is_not(None), Round.archived_on.is_(None))
        .where(~followed.exists())
        .order_by(Round.id)
    )


def _is_due(row: Row[Any], today: date) -> bool:
    return next_is_due(Days(row.opens_on, row.closes_on), row.repeats_weeks, today)


def _make_next(connection: Connection, round_id: int, today: date) -> int | None:
    """The round that repeats this one; None when it is not due any more, or made already."""
    locked = _repeating().where(Round.id == round_id).with_for_update(of=Round)
    row = connection.execute(locked).first()
    centre_ids = _centres(connection, round_id)
    if row is None or not _is_due(row, today) or not centre_ids:
        return None
    version_id, voices = _newest(connection, row)
    making = INSERT[connection.dialect.name](Round).values(
        version_id=version_id,
        voices=voices,
        repeats_round_id=round_id,
        **{name: getattr(row, name) for name in CARRIED},
        **_days(row, today),
    )
    once = making.on_conflict_do_nothing(index_elements=["repeats_round_id"]).returning(Round.id)
    next_id: int | None = connection.scalar(once)
    if next_id is not None:
        take_part(connection, next_id, centre_ids)
    return next_id


def _days(row: Row[Any], today: date) -> dict[str, date | None]:
    days = Days(row.opens_on, row.closes_on)
    later = until_next(days, row.repeats_weeks, today)
    moved = days.moved(later)
    return {
        "opens_on": moved.opens_on,
        "closes_on": moved.closes_on,
        "answers_on": row.answers_on and row.answers_on + later,
    }


def _newest(connection: Connection, row: Row[Any]) -> tuple[int, dict[str, list[str]]]:
    """The newest edition, asked of those of the voices it is worded for; if none, the old one.

    What asked whether an action helped was made for one round: what repeats that one asks the
    newest edition worded for the same people.
    """
    old = connection.execute(_edition().where(Version.id == row.version_id)).one()
    newest = newest_published(connection, old.questionnaire_key)[old.questionnaire_key]
    voices = still_asked(row.voices, newest.questionnaire)
    if voices:
        return newest.version_id, voices
    return _of_the_row(connection, row, old) if old.asks_again else (row.version_id, row.voices)


def _edition() -> Select[Any]:
    columns: tuple[Any, ...] = (Version.questionnaire_key, Version.asks_again, Version.content)
    return select(Version.id, *columns)


def _of_the_row(
    connection: Connection, row: Row[Any], old: Row[Any]
) -> tuple[int, dict[str, list[str]]]:
    """The newest edition that any of these voices is worded in; one was, before it asked more."""
    ordinary = Version.questionnaire_key == old.questionnaire_key, ~Version.asks_again
    for one in connection.execute(_edition().where(*ordinary).order_by(Version.number.desc())):
        voices = still_asked(row.voices, Questionnaire.model_validate_json(one.content))
        if voices:
            return one.id, voices
    return row.version_id, row.voices


def _centres(connection: Connection, round_id: int) -> list[int]:
    """The centres that took part and are still there."""
    return list(
        connection.scalars(
            select(RoundCentre.centre_id)
            .join(Centre, Centre.id == RoundCentre.centre_id)
            .where(RoundCentre.round_id == round_id, Centre.archived_on.is_(None))
        )
    )
