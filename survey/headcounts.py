"""How many people there are to hear: what was typed, whether it still holds, whether it adds up."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from survey.voices import RESIDENT_VOICES, Voice

MOST_PEOPLE = 5000
HOLDS_MONTHS = 6
"""A number older than this is asked about, not assumed."""

COUNTED_VOICES = tuple(voice for voice in Voice if voice is not Voice.RESIDENT_ASSISTED)
"""Whom a place counts. A resident who is helped is one of the residents."""


@dataclass(frozen=True)
class Headcount:
    """A number as somebody typed it; `people` is None where it is said that nobody knows.

    `unit_id` is None for the centre as a whole.
    """

    id: int
    centre_id: int
    unit_id: int | None
    voice: Voice
    people: int | None
    counted_on: date
    typed_by: str | None = None


@dataclass(frozen=True)
class Typed:
    """A number to write down; `people` None says that nobody knows."""

    unit_id: int | None
    voice: Voice
    people: int | None
    counted_on: date


@dataclass(frozen=True)
class Disagreement:
    """The units of a centre and its whole, where they cannot both be right."""

    voice: Voice
    units: int
    whole: int


def is_stale(headcount: Headcount, today: date) -> bool:
    """True for a number that was counted more than six months ago."""
    known = headcount.people is not None
    return known and headcount.counted_on < months_before(today, HOLDS_MONTHS)


def stale(headcounts: Iterable[Headcount], today: date) -> list[Headcount]:
    """Of the newest numbers, those that must be asked about: are they still right?"""
    return [one for one in headcounts if is_stale(one, today)]


def missing(
    voices: Iterable[Voice], unit_ids: Collection[int], headcounts: Iterable[Headcount]
) -> list[Voice]:
    """Those of `voices` of whom nobody knows how many there are at a centre with these units.

    Known is the whole, or each of its units. `headcounts` are the newest at that centre.
    """
    known = {(one.voice, one.unit_id) for one in headcounts if one.people is not None}
    wanted = {Voice.RESIDENT if one in RESIDENT_VOICES else one for one in voices}
    return [one for one in Voice if one in wanted and not _is_known(one, unit_ids, known)]


def _is_known(
    voice: Voice, unit_ids: Collection[int], known: Collection[tuple[Voice, int | None]]
) -> bool:
    parts = bool(unit_ids) and all((voice, unit_id) in known for unit_id in unit_ids)
    return parts or (voice, None) in known


def disagreements(
    people: Mapping[tuple[Voice, int | None], int | None], unit_ids: Collection[int]
) -> list[Disagreement]:
    """Where units and whole contradict each other. `people` are by voice and unit, None the whole.

    While some units are unknown, the others must not be more than the whole.
    """
    found = []
    for voice in Voice:
        parts = [people.get((voice, unit_id)) for unit_id in unit_ids]
        whole, units = people.get((voice, None)), sum(part or 0 for part in parts)
        if whole is None or not parts:
            continue
        if units > whole or (units < whole and None not in parts):
            found.append(Disagreement(voice, units, whole))
    return found


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def whole_months(since: date, today: date) -> int:
    """How many whole months have passed."""
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (months_before(today, months) < since))
