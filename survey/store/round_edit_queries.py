"""Rounds as staff make and change them: what answers rest on stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from survey.rounds import OPEN_END, Days
from survey.store.engine import Store
from survey.store.tables import (
    Centre,
    CodesignDecision,
    Initiative,
    Link,
    Response,
    Round,
    RoundCentre,
    Tally,
    Version,
)

Next = aliased(Round)


@dataclass(frozen=True)
class Plan:
    """What staff decide of a round."""

    version_id: int
    initiative_id: int | None
    centre_ids: frozenset[int]
    voices: Mapping[str, Sequence[str]]
    days: Days
    on_devices: bool
    answered_by: str
    answers_on: date | None
    purpose: Mapping[str, str]
    repeats_weeks: int | None
    keeps_days: int
    offers_receipts: bool
    is_standing: bool = False


@dataclass(frozen=True)
class KeptRound:
    """A round as it stands, with what hangs on it.

    `follows` is the round it repeats, `followed_by` the one that repeats it. The newest version is
    that of the row of editions, without those made to ask whether an action helped.
    """

    id: int
    revision: int
    archived_on: date | None
    plan: Plan
    version_hash: str
    version_number: int
    newest_version_id: int
    newest_number: int
    initiative: str | None
    centres: Mapping[int, str]
    has_answers: bool
    has_links: bool
    follows: int | None
    followed_by: int | None

    def may_be_deleted(self, today: date) -> bool:
        """True while nothing hangs on it. A tablet that has offered it may hold answers yet."""
        offered = self.plan.on_devices and self.plan.days.opens_on <= today
        return not (self.has_answers or self.has_links or offered)


def find_kept_round(
    connection: Connection, round_id: int, centres: Mapping[int, str] | None = None
) -> KeptRound | None:
    """The round of this number, in two statements; in one where its `centres` are known already."""
    newest, any_ = aliased(Version), aliased(Version)
    newest_number = (
        select(func.max(any_.number))
        .where(any_.questionnaire_key == Version.questionnaire_key, ~any_.asks_again)
        .correlate(Version)
        .scalar_subquery()
    )
    row = connection.execute(
        select(
            *Round.__table__.columns,
            Version.hash,
            Version.number,
            newest.id.label("newest_id"),
            newest.number.label("newest_number"),
            Initiative.name.label("initiative"),
            _has_answers().label("has_answers"),
            _has_links().label("has_links"),
            select(Next.id)
            .where(Next.repeats_round_id == Round.id)
            .scalar_subquery()
            .label("next"),
        )
        .join(Version, Version.id == Round.version_id)
        .join(newest, newest.questionnaire_key == Version.questionnaire_key)
        .outerjoin(Initiative, Initiative.id == Round.initiative_id)
        .where(Round.id == round_id, newest.number == newest_number)
    ).first()
    if row is None:
        return None
    return _kept(row, _centres(connection, round_id) if centres is None else centres)


def _has_answers() -> ColumnElement[bool]:
    counted = exists().where(Tally.round_id == Round.id, Tally.n > 0)
    return or_(exists().where(Response.round_id == Round.id), counted)


def _has_links() -> ColumnElement[bool]:
    return exists().where(Link.round_id == Round.id)


def _centres(connection: Connection, round_id: int) -> dict[int, str]:
    rows = connection.execute(
        select(Centre.id, Centre.name)
        .join(RoundCentre, RoundCentre.centre_id == Centre.id)
        .where(RoundCentre.round_id == round_id)
        .order_by(Centre.name)
    )
    return {row.id: row.name for row in rows}


def _kept(row: Any, centres: Mapping[int, str]) -> KeptRound:
    plan = Plan(
        version_id=row.version_id,
        initiative_id=row.initiative_id,
        centre_ids=frozenset(centres),
        voices=row.voices,
        days=Days(row.opens_on, row.closes_on),
        on_devices=row.on_devices,
        answered_by=row.answered_by,
        answers_on=row.answers_on,
        purpose=row.purpose,
        repeats_weeks=row.repeats_weeks,
        keeps_days=row.keeps_days,
        offers_receipts=row.offers_receipts,
        is_standing=row.is_standing,
    )
    return KeptRound(
        id=row.id,
        revision=row.revision,
        archived_on=row.archived_on,
        plan=plan,
        version_hash=row.hash,
        version_number=row.number,
        newest_version_id=row.newest_id,
        newest_number=row.newest_number,
        initiative=row.initiative,
        centres=centres,
        has_answers=bool(row.has_answers),
        has_links=bool(row.has_links),
        follows=row.repeats_round_id,
        followed_by=row.next,
    )


def columns(plan: Plan) -> dict[str, Any]:
    """A plan as the columns of a round; its centres are rows of their own."""
    return {
        "version_id": plan.version_id,
        "initiative_id": plan.initiative_id,
        "voices": {voice: list(views) for voice, views in plan.voices.items()},
        "opens_on": plan.days.opens_on,
        "closes_on": plan.days.closes_on,
        "on_devices": plan.on_devices,
        "answered_by": plan.answered_by,
        "answers_on": plan.answers_on,
        "purpose": dict(plan.purpose),
        "repeats_weeks": plan.repeats_weeks,
        "keeps_days": plan.keeps_days,
        "offers_receipts": plan.offers_receipts,
        "is_standing": plan.is_standing,
    }


def make_round(store: Store, plan: Plan) -> int:
    """A new round; returns its number."""
    with store.write() as connection:
        return plan_round(connection, plan)


def plan_round(connection: Connection, plan: Plan) -> int:
    """The same, as part of something larger."""
    made = insert(Round).values(asks_mode=True, **columns(plan)).returning(Round.id)
    round_id = int(connection.execute(made).scalar_one())
    take_part(connection, round_id, plan.centre_ids)
    return round_id


def take_part(connection: Connection, round_id: int, centre_ids: Iterable[int]) -> None:
    """Let these centres take part in a round besides those that do."""
    rows = [{"round_id": round_id, "centre_id": centre_id} for centre_id in sorted(centre_ids)]
    if rows:
        connection.execute(insert(RoundCentre), rows)


def change_round(store: Store, round_id: int, plan: Plan, seen: int) -> bool:
    """Write a round anew. False when it has changed since revision `seen`, or what answers rest on
    would change and some came in meanwhile; then nothing is written."""
    with store.write() as connection:
        before = find_kept_round(connection, round_id)
        if before is None or not _is_free(before, plan):
            return False
        changed = connection.execute(
            update(Round)
            .where(Round.id == round_id, Round.revision == seen)
            .values(**columns(plan), revision=Round.revision + 1)
        )
        if changed.rowcount != 1:
            return False
        gone = before.plan.centre_ids - plan.centre_ids
        left = RoundCentre.round_id == round_id, RoundCentre.centre_id.in_(gone)
        connection.execute(delete(RoundCentre).where(*left))
        take_part(connection, round_id, plan.centre_ids - before.plan.centre_ids)
    return True


def _is_free(before: KeptRound, plan: Plan) -> bool:
    same_voices = dict(before.plan.voices) == dict(plan.voices)
    same = same_voices and before.plan.version_id == plan.version_id
    centres_stay = before.plan.centre_ids <= plan.centre_ids
    if before.has_answers and not same:
        return False
    return centres_stay or not (before.has_answers or before.has_links)


def move_closing(store: Store, round_id: int, was: date, to: date) -> bool:
    """Close a round on another day. False when `was` is no longer its closing day, or `to` comes
    before its opening, or is no day at all for a round that is not a standing one."""
    when: list[ColumnElement[bool]] = [Round.closes_on == was, Round.opens_on <= to]
    if to >= OPEN_END:
        when.append(Round.is_standing.is_(True))
    return _set(store, round_id, *when, closes_on=to)


def archive_round(store: Store, round_id: int, today: date) -> bool:
    """Put a round away. False when it is away already."""
    return _set(store, round_id, Round.archived_on.is_(None), archived_on=today)


def restore_round(store: Store, round_id: int) -> bool:
    """Take a round out again. False when it is not put away."""
    return _set(store, round_id, Round.archived_on.is_not(None), archived_on=None)


def ask_version(
    store: Store, round_id: int, version_id: int, voices: Mapping[str, Sequence[str]]
) -> bool:
    """Ask another edition of the same questionnaire. False once answers came in."""
    key = select(Version.questionnaire_key).where(Version.id == version_id).scalar_subquery()
    own = select(Version.questionnaire_key).where(Version.id == Round.version_id).scalar_subquery()
    values = {"version_id": version_id, "voices": {v: list(ps) for v, ps in voices.items()}}
    return _set(store, round_id, key == own, ~_has_answers(), **values)


def _set(store: Store, round_id: int, *when: ColumnElement[bool], **values: Any) -> bool:
    changing = update(Round).where(Round.id == round_id, *when)
    with store.write() as connection:
        done = connection.execute(changing.values(**values, revision=Round.revision + 1))
    return done.rowcount == 1


def delete_round(store: Store, round_id: int, today: date) -> bool:
    """Delete a round on which nothing hangs; False otherwise.

    One that was made by repeating another would be made anew: that one repeats no more.
    """
    try:
        with store.write() as connection:
            kept = find_kept_round(connection, round_id)
            if kept is None or not kept.may_be_deleted(today):
                return False
            if kept.follows is not None:
                before = update(Round).where(Round.id == kept.follows)
                connection.execute(
                    before.values(repeats_weeks=None, revision=Round.revision + literal(1))
                )
            for column in (CodesignDecision.round_id, RoundCentre.round_id, Round.id):
                connection.execute(delete(column.class_).where(column == round_id))
    except IntegrityError:
        return False
    return True
