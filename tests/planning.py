"""Plans of rounds for tests of the rooms that make and follow them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from survey.rounds import usual_days
from survey.store.round_edit_queries import KeptRound, Plan, find_kept_round
from tests.world import World


def plan_of(world: World, **changes: Any) -> Plan:
    """A plan as the form would make it for the usual centre; `changes` replace its parts."""
    plan = Plan(
        version_id=world.version.id,
        initiative_id=None,
        centre_ids=frozenset({world.centre_id}),
        voices={"resident": ["self"], "relative": ["as_resident"]},
        days=usual_days(world.today),
        on_devices=True,
        answered_by="Koordinatoren",
        answers_on=None,
        purpose={"da": "Vi spørger for at lære."},
        repeats_weeks=None,
        keeps_days=730,
        offers_receipts=False,
    )
    return replace(plan, **changes)


def kept(world: World, round_id: int) -> KeptRound:
    """The round of this number as it stands."""
    with world.store.read() as connection:
        found = find_kept_round(connection, round_id)
    assert found
    return found
