"""Rounds that are made to choose by, and what was decided of each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, String, cast, insert, select, update

from survey.actions import AnsweredBack
from survey.codesign import Decision, KeptChoice, decided_back
from survey.questionnaire.model import Questionnaire
from survey.staff import Reach
from survey.store.engine import Store
from survey.store.place_queries import rounds_within
from survey.store.round_edit_queries import Plan, plan_round
from survey.store.tables import CodesignDecision as Kept
from survey.store.tables import Round, RoundCentre, Version

ROW = (
    select(*Kept.__table__.columns, Version.content, Round.opens_on, Round.closes_on)
    .join(Round, Round.id == Kept.round_id)
    .join(Version, Version.id == Round.version_id)
)


def make_choice(store: Store, plan: Plan) -> int:
    """A new round to choose by; returns its number."""
    with store.write() as connection:
        round_id = plan_round(connection, plan)
        let_choose(connection, round_id)
    return round_id


def let_choose(connection: Connection, round_id: int) -> None:
    """Say of a round that a decision is to follow it."""
    connection.execute(insert(Kept).values(round_id=round_id))


def choices_of(connection: Connection, initiative_id: int, reach: Reach) -> list[KeptChoice]:
    """Those of an initiative that are within reach and not put away, the newest first."""
    rows = connection.execute(
        ROW.where(Round.initiative_id == initiative_id, Round.archived_on.is_(None))
        .where(rounds_within(reach))
        .order_by(Round.opens_on.desc(), Round.id.desc())
    )
    return [_kept(row) for row in rows]


def find_choice(connection: Connection, initiative_id: int, round_id: int) -> KeptChoice | None:
    """The one of this round, when it is one of this initiative's."""
    row = connection.execute(
        ROW.where(Round.id == round_id, Round.initiative_id == initiative_id)
    ).first()
    return _kept(row) if row else None


def decided_at(connection: Connection, centre_id: int, most: int) -> list[AnsweredBack]:
    """The newest decisions of which residents of a centre are told; one statement.

    Those of rounds that are put away are told no more.
    """
    rows = connection.execute(
        ROW.join(RoundCentre, RoundCentre.round_id == Round.id)
        .where(RoundCentre.centre_id == centre_id, Round.archived_on.is_(None))
        .where(Kept.decided.is_not(None), cast(Kept.told, String) != "{}")
        .order_by(Kept.decided_on.desc(), Kept.round_id.desc())
        .limit(most)
    )
    kept = [_kept(row) for row in rows]
    return [decided_back(one.questionnaire, one.decision) for one in kept if one.decision]


def decide(store: Store, round_id: int, seen: int, decision: Decision) -> bool:
    """Write down what was decided. False: somebody wrote something else meanwhile."""
    with store.write() as connection:
        changed = connection.execute(
            update(Kept)
            .where(Kept.round_id == round_id, Kept.revision == seen)
            .values(
                decided=decision.option,
                decided_by=decision.by,
                decided_on=decision.day,
                why=decision.why,
                told=decision.told,
                chosen=list(decision.chosen),
                revision=Kept.revision + 1,
            )
        )
    return changed.rowcount == 1


def _kept(row: Any) -> KeptChoice:
    made = row.decided and Decision(
        row.decided, row.decided_by, row.decided_on, row.why, dict(row.told), tuple(row.chosen)
    )
    return KeptChoice(
        row.round_id,
        row.revision,
        Questionnaire.model_validate_json(row.content),
        row.opens_on,
        row.closes_on,
        made or None,
    )
