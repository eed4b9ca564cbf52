"""Cards that tell each role of an initiative what is expected, what is not, and how to stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey.texts import N_

LONGEST_CARD_TEXT = 300


class CardRole(StrEnum):
    """Whom a card is for."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"


@dataclass(frozen=True)
class CardWords:
    """What is expected and what is not. Empty: the ready-made words are used."""

    expected: str = ""
    not_expected: str = ""


@dataclass(frozen=True)
class KeptCard:
    """A role's own words per language; `revision` 0: nobody changed them yet."""

    role: CardRole
    revision: int = 0
    words: Mapping[str, CardWords] = field(default_factory=dict)


READY_MADE: Mapping[CardRole, CardWords] = {
    CardRole.RESIDENT: CardWords(
        N_("Nothing but your own view. You take part when you feel like it."),
        N_("You need not prepare anything, and you need not stay to the end."),
    ),
    CardRole.RELATIVE: CardWords(
        N_("Tell us what you see and what you think matters. Come to what suits you."),
        N_("You need not speak for all relatives, and you need not do care work."),
    ),
    CardRole.STAFF: CardWords(
        N_("Make room for it in the day, and tell us what works and what gets in the way."),
        N_("You need not answer on behalf of residents, and it must not cost anybody their break."),
    ),
    CardRole.VOLUNTEER: CardWords(
        N_("Come when you have said you will, and tell us if you cannot."),
        N_("You need not do care work, and what you hear about people stays with you."),
    ),
    CardRole.PARTNER: CardWords(
        N_("Do what we have agreed on, and come to the meetings or send somebody."),
        N_("You need not do what others have taken on, and you need not know who answered what."),
    ),
}
