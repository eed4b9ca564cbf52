"""A round as its report needs it: plain values that the store gives and the report reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unit:
    """A part of a centre."""

    id: int
    name: str


@dataclass(frozen=True)
class Centre:
    """A centre of the round with its units, in the order they were made."""

    id: int
    name: str
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Size:
    """How many people of a voice there are at a place; `unit_id` 0 is the centre as a whole."""

    centre_id: int
    unit_id: int
    voice: str
    people: int
    counted_on: date | None = None


@dataclass(frozen=True)
class Replies:
    """Responses at a place by outcome, or (`not_reached`) by the question they did not get to."""

    version_id: int
    centre_id: int
    unit_id: int
    voice: str
    perspective: str
    question: str
    status: str
    n: int


@dataclass(frozen=True)
class Said:
    """How many of one voice at a centre said what; rows of the tally over all its units."""

    version_id: int
    centre_id: int
    voice: str
    perspective: str
    question: str
    status: str
    answer: str
    n: int


@dataclass(frozen=True)
class Modes:
    """How many at a centre answered in one way; `how` is the tally's word, empty if not told."""

    centre_id: int
    voice: str
    perspective: str
    how: str
    n: int


@dataclass(frozen=True)
class Corrections:
    """What has changed since the counts were released and is in no number: how many answers came
    and went, and whether people were counted anew.
    """

    released_on: date
    came: int = 0
    went: int = 0
    recounted: bool = False


@dataclass(frozen=True)
class RoundCounts:
    """One round: what was asked of whom, and every count there is of it.

    `linked` are the voices that were asked through links. `sizes` are the newest headcounts. With
    `corrections`, the counts are those that were released of the closed round.
    """

    id: int
    version_id: int
    initiative: str | None
    opens_on: date
    closes_on: date
    voices: Mapping[str, Sequence[str]]
    linked: frozenset[str]
    centres: tuple[Centre, ...]
    sizes: tuple[Size, ...]
    replies: tuple[Replies, ...]
    said: tuple[Said, ...]
    corrections: Corrections | None = None
