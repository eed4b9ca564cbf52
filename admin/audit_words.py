"""Who did what, in words: what was done, what it was about, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from admin.audit_sentences import SENTENCES
from survey.audit import Event
from survey.pages.locale import gettext
from survey.texts import N_

ABOUT: Mapping[str, str] = {
    "centre_id": N_("centre %(number)s"),
    "unit_id": N_("unit %(number)s"),
    "initiative_id": N_("initiative %(number)s"),
    "round_id": N_("round %(number)s"),
    "link_id": N_("link %(number)s"),
    "device_id": N_("tablet %(number)s"),
    "action_id": N_("promise %(number)s"),
    "idea_id": N_("idea %(number)s"),
    "user_id": N_("person %(number)s"),
    "partner_id": N_("partner %(number)s"),
    "draft_id": N_("draft %(number)s"),
    "note_id": N_("note %(number)s"),
    "version_id": N_("edition of a questionnaire %(number)s"),
    "recording_id": N_("recording %(number)s"),
    "comment_id": N_("words %(number)s"),
    "theme_id": N_("theme %(number)s"),
    "meeting_id": N_("meeting %(number)s"),
    "decision_id": N_("decision %(number)s"),
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
