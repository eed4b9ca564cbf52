"""Who speaks, from whose point of view, and how the answer came about.

The values are stored and exported as they stand, so a value is never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """Who speaks. No number is ever summed across voices."""

    RESIDENT = "resident"
    RESIDENT_ASSISTED = "resident_assisted"
    RELATIVE = "relative"
    STAFF = "staff"
    TRAINED_OTHER = "trained_other"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"


class Perspective(StrEnum):
    """Whose view the answer gives; each question is worded once per perspective."""

    SELF = "self"
    OWN_VIEW = "own_view"
    AS_RESIDENT = "as_resident"


class Mode(StrEnum):
    """How it was answered. Only the last two make it somebody else's answer."""

    ALONE = "alone"
    PRACTICAL_HELP = "practical_help"
    READ_BY = "read_by"
    INTERPRETED = "interpreted"
    ANSWERED_BY_OTHER = "answered_by_other"


class Helper(StrEnum):
    """Who helped. Staff is kept apart: people are politer to those who care for them."""

    VOLUNTEER = "volunteer"
    RELATIVE = "relative"
    STAFF = "staff"
    OTHER = "other"


class Contact(StrEnum):
    """How often one who speaks for a resident is in touch with them."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RARELY = "rarely"


SPEAK_FOR_OTHERS = frozenset({Voice.RELATIVE, Voice.TRAINED_OTHER})
"""Voices that tell of somebody else, and are asked how often they are in touch."""
RESIDENT_VOICES = frozenset({Voice.RESIDENT, Voice.RESIDENT_ASSISTED})

PERSPECTIVES: dict[Voice, tuple[Perspective, ...]] = {
    Voice.RESIDENT: (Perspective.SELF,),
    Voice.RESIDENT_ASSISTED: (Perspective.SELF,),
    Voice.RELATIVE: (Perspective.AS_RESIDENT, Perspective.OWN_VIEW),
    Voice.STAFF: (Perspective.SELF, Perspective.OWN_VIEW, Perspective.AS_RESIDENT),
    Voice.TRAINED_OTHER: (Perspective.AS_RESIDENT, Perspective.OWN_VIEW),
    Voice.VOLUNTEER: (Perspective.SELF, Perspective.OWN_VIEW),
    Voice.PARTNER: (Perspective.SELF,),
}
"""The perspectives a voice can take, the usual one first."""


def voice_heard(voice: Voice, mode: Mode) -> Voice:
    """A resident who was helped is an assisted voice, whatever the channel said."""
    if voice is Voice.RESIDENT and mode is not Mode.ALONE:
        return Voice.RESIDENT_ASSISTED
    return voice
