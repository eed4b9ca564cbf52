"""The first page: the rounds, those that are open now at the top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import Blueprint, render_template

from admin.access import member, needs
from survey.ledger import Tablet
from survey.services import services
from survey.staff import Right
from survey.store.ledger_queries import all_tablets
from survey.store.overview_queries import RoundSeen, all_rounds
from survey.store.quarantine_queries import how_many_aside

blueprint = Blueprint("admin_home", __name__, template_folder="../templates", url_prefix="/admin")


class State(StrEnum):
    """Where a round is in time; listed in this order."""

    OPEN = "open"
    COMING = "coming"
    CLOSED = "closed"


@dataclass(frozen=True)
class Alarm:
    """How many answers are missing or set aside at tablets, and how many tablets are full."""

    missing: int
    aside: int
    full: int


@blueprint.get("/")
@needs(Right.HOME)
def home() -> str:
    """All rounds, and what wants a look at the tablets and among what was kept aside."""
    parts, who = services(), member()
    with parts.store.read() as connection:
        rounds = all_rounds(connection, who.reach(Right.REPORTS))
        aside = how_many_aside(connection) if who.may(Right.INSTANCE) else None
        tablets = all_tablets(connection, who.reach(Right.RUN))
    return render_template(
        "admin/home.html",
        groups=by_state(rounds, parts.clock.today()),
        aside=aside,
        alarm=alarm_of(tablets),
        # Whoever reads the reports of more rounds than she runs finds her own under "Rounds".
        runs=who.may(Right.RUN) and who.reach(Right.RUN) == who.reach(Right.REPORTS),
    )


def alarm_of(tablets: Iterable[Tablet]) -> Alarm | None:
    """What somebody should see to. None: nothing."""
    found = [one for one in tablets if one.wants_a_look]
    missing = sum(one.gap.missing for one in found)
    aside = sum(one.gap.aside for one in found)
    return Alarm(missing, aside, sum(one.has_no_room for one in found)) if found else None


def by_state(rounds: Iterable[RoundSeen], today: date) -> dict[State, list[RoundSeen]]:
    """The rounds in each state; states without any are left out."""
    groups: dict[State, list[RoundSeen]] = {state: [] for state in State}
    for one in rounds:
        groups[state_of(one, today)].append(one)
    return {state: found for state, found in groups.items() if found}


def state_of(round_: RoundSeen, today: date) -> State:
    """Whether a round is open on this day; its first and last day are. Archived is closed."""
    if round_.archived_on is not None:
        return State.CLOSED
    if today < round_.opens_on:
        return State.COMING
    return State.OPEN if today <= round_.closes_on else State.CLOSED
