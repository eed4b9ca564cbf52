"""What is said of actions: how they stand, and what stands in them when two edits meet."""

from __future__ import annotations

from flask_babel import format_date

from survey.actions import Action, ActionState
from survey.due import said_in
from survey.pages.locale import gettext, page_language
from survey.store.action_list_queries import Standing
from survey.texts import N_

STATES = {
    ActionState.PROMISED: N_("Promised"),
    ActionState.DONE: N_("Done"),
    ActionState.DROPPED: N_("Could not be done"),
}
STANDINGS = {
    Standing.ALL: N_("All of them"),
    Standing.LATE: N_("The day has passed"),
    Standing.SOON: N_("Due within two weeks"),
    Standing.UNOWNED: N_("Nobody sees to it"),
    Standing.PROMISED: N_("Still promised"),
    Standing.DONE: N_("Done"),
    Standing.DROPPED: N_("Could not be done"),
}
"""What the list can be narrowed to."""


def now_of_promise(action: Action) -> dict[str, object]:
    """What stands in the fields of a promise, by what each is called."""
    promise, language = action.promise, page_language()
    return {
        gettext("Where"): action.place_name,
        gettext("What people said"): said_in(promise.said, language),
        gettext("What is promised"): said_in(promise.promised, language),
        gettext("Who sees to it"): ", ".join(promise.owners) or None,
        gettext("At the latest"): _day(promise.due_on),
        gettext("What it depends on, and on whom"): promise.depends_on or None,
        gettext("Who signs it"): ", ".join((promise.signed.name, promise.signed.role))
        if promise.signed
        else None,
        gettext("Shown"): gettext("to everybody") if promise.shown else gettext("to staff only"),
    }


def now_of_outcome(action: Action) -> dict[str, object]:
    """What stands in the fields of what became of it."""
    outcome = action.outcome
    return {
        gettext("How does it stand?"): gettext(STATES[outcome.state]),
        gettext("What became of it"): said_in(outcome.became or {}, page_language()) or None,
        gettext("On"): _day(outcome.settled_on),
    }


def _day(day: object) -> str | None:
    return str(format_date(day, "long")) if day else None
