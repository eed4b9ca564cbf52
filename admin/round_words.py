"""How a round is told in words: what stands in its fields, for one who edits beside another."""

from __future__ import annotations

from flask_babel import format_date

from admin.day_words import last_day
from admin.report.sizes import SAME_PEOPLE
from admin.report.words import PERSPECTIVES, VOICES
from survey.pages.locale import gettext
from survey.rounds import Speaking
from survey.store.round_edit_queries import KeptRound
from survey.texts import N_
from survey.voices import PERSPECTIVES as CAN_TAKE
from survey.voices import Perspective, Voice

RESIDENTS = N_("Residents")


def people_name(voice: str) -> str:
    """A group of people by name: residents who answer alone and with help are one group."""
    return gettext(RESIDENTS if SAME_PEOPLE.get(voice, voice) == Voice.RESIDENT else VOICES[voice])


def speaking_name(one: Speaking) -> str:
    """A voice by name, with its point of view where it could take another."""
    voice, perspective = one
    name = gettext(VOICES[voice])
    if len(CAN_TAKE[voice]) == 1 or perspective is Perspective.SELF:
        return name
    return gettext("%(voice)s, %(view)s", voice=name, view=gettext(PERSPECTIVES[perspective]))


def speaking_names(kept: KeptRound) -> list[str]:
    """Everybody a round asks."""
    return [
        speaking_name((Voice(voice), Perspective(one)))
        for voice, views in kept.plan.voices.items()
        for one in views
    ]


def what_stands(kept: KeptRound) -> dict[str, str]:
    """What each field is called, and what somebody else saved in it."""
    plan = kept.plan
    told = {
        gettext("Opens on"): str(format_date(plan.days.opens_on, "long")),
        gettext("Closes on"): last_day(plan.days.closes_on),
        gettext("Centres"): ", ".join(kept.centres.values()),
        gettext("Whom it asks"): "; ".join(speaking_names(kept)),
        gettext("Initiative"): kept.initiative or gettext("none"),
        gettext("Who answers back"): plan.answered_by or gettext("not written yet"),
        gettext("Purpose sheet"): plan.purpose.get("da") or gettext("not written yet"),
        gettext("Days the answers are kept"): str(plan.keeps_days),
    }
    if kept.archived_on:
        told[gettext("Archived")] = str(format_date(kept.archived_on, "long"))
    return told
