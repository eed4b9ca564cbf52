"""A centre's newest headcounts, laid out: a table, what to ask about, what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from admin.headcount_forms import Spot
from survey.headcounts import (
    COUNTED_VOICES,
    Disagreement,
    Headcount,
    disagreements,
    stale,
)
from survey.store.centre_queries import CentrePage, Place
from survey.voices import Voice


@dataclass(frozen=True)
class Row:
    """A line of the table: a unit, or (None) the whole centre, with a cell for each voice."""

    unit: str | None
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Numbers:
    """What a centre's page tells of its people. `voices` are those of whom a number is known;
    `has_past` once anything was ever written down."""

    voices: tuple[Voice, ...]
    unknown: tuple[Voice, ...]
    rows: tuple[Row, ...]
    old: Mapping[Voice, Sequence[Spot]]
    disagree: tuple[Disagreement, ...]
    has_past: bool

    @classmethod
    def of(cls, page: CentrePage, newest: Sequence[Headcount], today: date) -> Numbers:
        """Of the newest numbers at a centre and its units in use."""
        spots = spots_of(page.units, newest)
        known = {one.voice for one in newest if one.people is not None}
        voices = tuple(voice for voice in Voice if voice in known)
        people = {(one.voice, one.unit_id): one.people for one in newest}
        return cls(
            voices=voices,
            unknown=tuple(voice for voice in COUNTED_VOICES if voice not in known),
            rows=tuple(_rows(page.units, spots, voices)),
            old=_old(spots, stale(newest, today)),
            disagree=tuple(disagreements(people, [unit.id for unit in page.units])),
            has_past=bool(newest),
        )


def spots_of(units: Sequence[Place], newest: Iterable[Headcount]) -> list[Spot]:
    """Each voice at the whole centre and at each unit, with the number that stands there now.

    A voice that is not counted by itself is there only where somebody did.
    """
    there = {(one.voice, one.unit_id): one for one in newest}
    typed = {voice for voice, _ in there}
    places: list[tuple[int | None, str | None]] = [(None, None)]
    places += [(unit.id, unit.name) for unit in units]
    return [
        Spot(voice, unit_id, name, there.get((voice, unit_id)))
        for voice in Voice
        if voice in COUNTED_VOICES or voice in typed
        for unit_id, name in places
    ]


def _rows(units: Sequence[Place], spots: Sequence[Spot], voices: Sequence[Voice]) -> Iterable[Row]:
    for unit_id, name in [(None, None), *((unit.id, unit.name) for unit in units)]:
        here = {one.voice: one for one in spots if one.unit_id == unit_id}
        yield Row(name, tuple(here[voice] for voice in voices))


def _old(spots: Sequence[Spot], old: Iterable[Headcount]) -> dict[Voice, list[Spot]]:
    ids = {one.id for one in old}
    found: dict[Voice, list[Spot]] = {}
    for spot in spots:
        if spot.now and spot.now.id in ids:
            found.setdefault(spot.voice, []).append(spot)
    return found
