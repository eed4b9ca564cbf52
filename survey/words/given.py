"""Words as they were given, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Words:
    """What somebody wrote, and whether she said yes to being quoted without her name."""

    said: str
    may_quote: bool = False


class State(StrEnum):
    """What a moderator decided of a comment. One that waits is not decided yet."""

    LATER = "later"
    APPROVED = "approved"
    WITHHELD = "withheld"


class Reason(StrEnum):
    """Why a comment is withheld."""

    RECOGNISABLE = "recognisable"
    ABOUT_SOMEBODY = "about_somebody"
    HEALTH = "health"
    NOT_SERIOUS = "not_serious"
    EMPTY = "empty"
    OTHER = "other"
