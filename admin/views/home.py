"""The first page: the rounds, those that are open now at the top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from flask import Blueprint, render_template

from survey.services import services
from survey.store.overview_queries import RoundSeen, all_rounds

blueprint = Blueprint("admin_home", __name__, template_folder="../templates", url_prefix="/admin")


class State(StrEnum):
    """Where a round is in time; listed in this order."""

    OPEN = "open"
    COMING = "coming"
    CLOSED = "closed"


@blueprint.get("/")
def home() -> str:
    """All rounds."""
    parts = services()
    with parts.store.read() as connection:
        rounds = all_rounds(connection)
    return render_template("admin/home.html", groups=by_state(rounds, parts.clock.today()))


def by_state(rounds: Iterable[RoundSeen], today: date) -> dict[State, list[RoundSeen]]:
    """The rounds in each state; states without any are left out."""
    groups: dict[State, list[RoundSeen]] = {state: [] for state in State}
    for one in rounds:
        groups[state_of(one, today)].append(one)
    return {state: found for state, found in groups.items() if found}


def state_of(round_: RoundSeen, today: date) -> State:
    """Whether a round is open on this day; its first and last day are."""
    if today < round_.opens_on:
        return State.COMING
    return State.OPEN if today <= round_.closes_on else State.CLOSED
