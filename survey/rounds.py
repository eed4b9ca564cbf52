"""Rounds in time: where one stands, which days suit a meeting, and when the next one comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from survey.questionnaire.model import Questionnaire
from survey.voices import PERSPECTIVES, Perspective, Voice

OPEN_END = date(2999, 12, 31)
"""The closing day of a round that stays open until somebody closes it."""
USUAL_LENGTH = timedelta(weeks=3)
"""How long a round is open unless somebody says otherwise."""
READ_BEFORE_MEETING = timedelta(days=7)
"""A report that is to be talked about must be read first."""
OPEN_BEFORE_MEETING = timedelta(weeks=4)
USUAL_KEEPING, SHORTEST_KEEPING, LONGEST_KEEPING = 730, 30, 3650
"""Days for which single answers are kept after closing."""
CADENCES = (4, 8, 13, 26, 52)
"""Weeks from one round to the next: monthly to yearly."""
STALE_AFTER = timedelta(days=183)
"""A headcount older than half a year is no longer trusted: people move in and die."""

Speaking = tuple[Voice, Perspective]


class RoundState(StrEnum):
    """Where a round is in time; lists show them in this order."""

    OPEN = "open"
    PLANNED = "planned"
    CLOSED = "closed"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Days:
    """A round's first and last day; it is open on both."""

    opens_on: date
    closes_on: date

    @property
    def has_no_end(self) -> bool:
        """True while it stays open until somebody closes it."""
        return self.closes_on >= OPEN_END

    def moved(self, by: timedelta) -> Days:
        """The same days later."""
        return Days(self.opens_on + by, self.closes_on + by)


def state_on(today: date, days: Days, archived_on: date | None) -> RoundState:
    """Where a round is on this day."""
    if archived_on is not None:
        return RoundState.ARCHIVED
    if today < days.opens_on:
        return RoundState.PLANNED
    return RoundState.OPEN if today <= days.closes_on else RoundState.CLOSED


def usual_days(today: date) -> Days:
    """The days of a round that nobody has planned yet."""
    return Days(today, today + USUAL_LENGTH)


def plan_backwards(meeting_on: date, today: date) -> Days | None:
    """The days that suit a meeting: open from 4 weeks before it until 7 days before it.

    Where that is past it opens today, and it stays open until the day before the meeting if there
    is no time left to read. None: the meeting is not after today, so nothing can be asked first.
    """
    if meeting_on <= today:
        return None
    opens_on = max(today, meeting_on - OPEN_BEFORE_MEETING)
    closes_on = meeting_on - READ_BEFORE_MEETING
    if closes_on < opens_on:
        closes_on = meeting_on - timedelta(days=1)
    return Days(opens_on, closes_on)


def next_is_due(days: Days, weeks: int, today: date) -> bool:
    """True once a round that repeats is over, or the next one should have begun."""
    return today > days.closes_on or today >= days.opens_on + timedelta(weeks=weeks)


def until_next(days: Days, weeks: int, today: date) -> timedelta:
    """How far the next round is from this one.

    Whole cadences, and as many as it takes for it not to be over before it was made.
    """
    cadence = timedelta(weeks=weeks)
    missed = -((days.closes_on + cadence - today) // cadence)
    return cadence * (1 + max(0, missed))


def can_speak(questionnaire: Questionnaire) -> list[Speaking]:
    """Whom a questionnaire is worded for, and from whose point of view each can answer."""
    return [
        (voice, perspective)
        for voice in Voice
        if voice in questionnaire.voices
        for perspective in PERSPECTIVES[voice]
        if perspective in questionnaire.wordings
    ]


def by_voice(speaking: Iterable[Speaking]) -> dict[str, list[str]]:
    """The voices with their perspectives, as a round keeps them."""
    found: dict[str, list[str]] = {}
    for voice, perspective in speaking:
        found.setdefault(voice.value, []).append(perspective.value)
    return found


def still_asked(
    voices: Mapping[str, Sequence[str]], questionnaire: Questionnaire
) -> dict[str, list[str]]:
    """Those of a round's voices that a (newer) questionnaire is worded for."""
    return by_voice(
        (voice, perspective)
        for voice, perspective in can_speak(questionnaire)
        if perspective in voices.get(voice, ())
    )
