"""What staff note while a round is open: how many were asked, could not, or did not want to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_PEOPLE = 9999


class NoteKind(StrEnum):
    """What a note is of."""

    ASKED = "asked"
    NOT_ABLE = "not_able"
    DID_NOT_WANT = "did_not_want"


class NoteReason(StrEnum):
    """Why somebody could not or would not answer. A short list: nobody's story fits in it."""

    TIRED = "tired"
    UNDERSTANDING = "understanding"
    SENSES = "senses"
    LANGUAGE = "language"
    AWAY = "away"
    NO_HELPER = "no_helper"
    NO_WISH = "no_wish"
    OTHER = "other"


@dataclass(frozen=True)
class Note:
    """A number of people at one place; `unit_id` 0 is the centre as a whole."""

    centre_id: int
    unit_id: int
    voice: str
    kind: NoteKind
    people: int
    reason: NoteReason | None = None


@dataclass(frozen=True)
class KeptNote:
    """A note with who wrote it and when."""

    id: int
    note: Note
    place: str
    noted_on: date
    noted_by: str
