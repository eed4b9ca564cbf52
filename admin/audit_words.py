"""Who did what, in words: a sentence for each page of the staff side and each way it is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from survey.audit import Event
from survey.pages.locale import gettext
from survey.texts import N_

SENTENCES: Mapping[str, str] = {
    "GET admin_home.home": N_("Looked at the front page"),
    "GET admin_actions.listed": N_("Looked at the promises"),
    "GET admin_actions.add": N_("Opened the form for a new promise"),
    "POST admin_actions.add": N_("Wrote down a promise"),
    "GET admin_actions.change": N_("Opened a promise"),
    "POST admin_actions.change": N_("Changed a promise"),
    "GET admin_actions.settle": N_("Opened what became of a promise"),
    "POST admin_actions.settle": N_("Wrote what became of a promise"),
    "GET admin_exports.choose": N_("Looked at what can be downloaded"),
    "GET admin_exports.csv": N_("Downloaded each answer (CSV)"),
    "GET admin_exports.workbook": N_("Downloaded each answer (Excel)"),
    "GET admin_exports.tables": N_("Downloaded tables to share"),
    "GET admin_report.report": N_("Read the report"),
    "GET admin_quarantine.listed": N_("Looked at what was kept aside"),
    "POST admin_quarantine.again": N_("Tried again what was kept aside"),
    "GET admin_tablets.listed": N_("Looked at the tablets"),
    "GET admin_records.rooms": N_("Looked at the records"),
    "GET admin_records.audit": N_("Looked at who did what"),
    "GET admin_records.inventory": N_("Looked at what is kept"),
    "GET admin_records.erase": N_("Opened the page that erases an answer"),
    "POST admin_records.erase": N_("Wrote a receipt code"),
    "POST admin_records.erase_now": N_("Asked for an answer to be erased by its receipt code"),
    "GET admin_sign_in.explain": N_("Looked at how to sign in"),
    "GET admin_sign_in.ask": N_("Opened a sign-in link"),
    "POST admin_sign_in.spend": N_("Signed in with a link"),
    "POST admin_sign_in.leave": N_("Signed out"),
    "GET nowhere": N_("Asked for a page that is not there"),
}
"""By what the list of events calls them. A page without a sentence is told by its name."""

ABOUT: Mapping[str, str] = {
    "centre_id": N_("centre %(number)s"),
    "unit_id": N_("unit %(number)s"),
    "initiative_id": N_("initiative %(number)s"),
    "round_id": N_("round %(number)s"),
    "link_id": N_("link %(number)s"),
    "device_id": N_("tablet %(number)s"),
    "action_id": N_("promise %(number)s"),
}
"""What a page was about, by the names of the numbers in its address."""

ENDED: Mapping[int, str] = {
    400: N_("What was sent did not fit."),
    403: N_("It was refused: not within her rights."),
    404: N_("It was not there, or not hers to see."),
    409: N_("Somebody else had changed it meanwhile."),
    410: N_("It had run out or was used."),
    429: N_("It was refused: too many tries."),
}
OTHERWISE = N_("It failed.")
"""How it ended, where it did not end well."""


def done(event: Event) -> str:
    """What was done, as a sentence without its stop."""
    action = event.deed.action
    sentence = SENTENCES.get(action) or SENTENCES.get(action.replace("HEAD ", "GET ", 1))
    return gettext(sentence) if sentence else action


def about(event: Event) -> str:
    """What it was about; empty where the address held no number."""
    pairs = (word.partition("=") for word in event.deed.about.split())
    return ", ".join(
        gettext(ABOUT[name], number=number) if name in ABOUT else f"{name} {number}"
        for name, _, number in pairs
    )


def ended(event: Event) -> str:
    """How it ended, where it did not end well."""
    status = event.deed.status
    return "" if status < 400 else gettext(ENDED.get(status, OTHERWISE))
