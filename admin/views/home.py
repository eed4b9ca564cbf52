"""The first page: what is open, who is silent, what was promised and is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template

from admin import meeting_words
from admin.doors import needs
from admin.signed_in import member
from survey.door_codes import ending
from survey.ledger import Tablet
from survey.meetings import warnings
from survey.services import services
from survey.staff import Right
from survey.store.door_queries import doors_within
from survey.store.ledger_queries import all_tablets
from survey.store.meeting_queries import meetings_within
from survey.store.today_queries import (
    current_rounds,
    due_promises,
    silent_units,
    what_is_around,
)

blueprint = Blueprint("admin_home", __name__, template_folder="../templates", url_prefix="/admin")


@dataclass(frozen=True)
class Alarm:
    """How many answers are missing or set aside at tablets, and how many tablets are full."""

    missing: int
    aside: int
    full: int


@blueprint.get("/")
@needs(Right.HOME)
def home() -> str:
    """What whoever looks should see to today, of what is hers."""
    parts, who = services(), member()
    today, runs = parts.clock.today(), who.reach(Right.RUN)
    with parts.store.read() as connection:
        rounds = current_rounds(connection, who.reach(Right.REPORTS), today)
        around = what_is_around(connection, who.reach(Right.REPORTS), runs, today)
        silent = silent_units(connection, runs, today) if runs.is_anywhere else {}
        promises = due_promises(connection, runs, today) if runs.is_anywhere else []
        met = meetings_within(connection, runs) if runs.is_anywhere else []
        doors = doors_within(connection, runs, today) if runs.is_anywhere else []
        tablets = all_tablets(connection, runs) if runs.is_anywhere else []
    return render_template(
        "admin/home.html",
        rounds=rounds,
        around=around,
        silent=silent,
        promises=promises,
        waiting=(around.ideas, around.late_ideas),
        meetings=[(one.id, one.name, said) for one in met if (said := warnings(*one.facts, today))],
        meeting_words=meeting_words,
        doors=ending(doors, today),
        alarm=alarm_of(tablets),
        today=today,
        right=Right,
        # Whoever reads the reports of more rounds than she runs finds her own under "Rounds".
        runs=runs.is_anywhere and runs == who.reach(Right.REPORTS),
    )


def alarm_of(tablets: Iterable[Tablet]) -> Alarm | None:
    """What somebody should see to. None: nothing."""
    found = [one for one in tablets if one.wants_a_look]
    missing = sum(one.gap.missing for one in found)
    aside = sum(one.gap.aside for one in found)
    return Alarm(missing, aside, sum(one.has_no_room for one in found)) if found else None
