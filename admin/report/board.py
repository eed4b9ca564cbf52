"""The live board of a round: who is heard where, from counts alone, and nothing of what was said.

Numbers are hidden as the report of the round hides them, so that the two together tell no more
than either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from admin.report.counted import Counted
from admin.report.grid import CellKind, HeardCell, HeardColumn, HeardGrid, HeardRow
from admin.report.groups import Speaker, count_heard, speakers
from admin.report.heard import heard_grid
from admin.report.noted import Codes, Few, Reason, asked_of, few, is_at, noted_as, reasons_of
from admin.report.sizes import SAME_PEOPLE, Sizes
from admin.report.tree import hide_places
from survey.asking_notes import KeptNote, NoteKind
from survey.round_counts import Centre, Modes, RoundCounts
from survey.tally import NO_UNIT
from survey.voices import Mode, Perspective, Voice

Leaf = tuple[int, int]


NOTHING_HEARD = (CellKind.SILENT, CellKind.NOT_APART, CellKind.NOTHING)


class Way(StrEnum):
    """How somebody answered, as the board tells it."""

    ALONE = "alone"
    HELPED = "helped"
    BY_OTHER = "by_other"
    NOT_TOLD = "not_told"


WAYS: Mapping[str, Way] = {
    "": Way.NOT_TOLD,
    Mode.ALONE: Way.ALONE,
    Mode.PRACTICAL_HELP: Way.HELPED,
    Mode.READ_BY: Way.HELPED,
    Mode.INTERPRETED: Way.BY_OTHER,
    Mode.ANSWERED_BY_OTHER: Way.BY_OTHER,
}


@dataclass(frozen=True)
class Ladder:
    """One speaker at one place, rung by rung. None: we do not know.

    `able` counts those in the group but those noted as not able. `ways` is empty where it is not
    told how people answered.
    """

    speaker: Speaker
    open_link: bool
    people: int | None
    counted_on: date | None
    is_stale: bool
    asked: int | None
    not_able: Few | None
    answered: HeardCell
    assisted: HeardCell | None
    ways: Mapping[Way, int]
    reasons: tuple[Reason, ...]

    @property
    def is_silent(self) -> bool:
        """True when there are people, and nothing was heard from any of them."""
        heard = (self.answered, self.assisted)
        return bool(self.people) and all(c.kind is CellKind.SILENT for c in heard if c)

    @property
    def is_known(self) -> bool:
        """False where nobody was counted, asked, noted or heard: there is nothing to tell."""
        heard = (self.answered, self.assisted)
        unheard = all(c.kind in NOTHING_HEARD for c in heard if c)
        return not (self.people is None and self.asked is None and not self.reasons and unheard)

    @property
    def able(self) -> int | None:
        """How many of the group could be asked; None where that is not known or too telling."""
        if self.people is None or self.not_able is None or self.not_able.n is None:
            return None
        return max(0, self.people - self.not_able.n)


@dataclass(frozen=True)
class BoardPlace:
    """A centre, one of its units, or (`apart`) a centre's answers that belong to no unit.

    `tablet` tells whether one stands there, `told_on` the last day it was in touch.
    """

    centre_id: int
    unit_id: int
    centre: str
    unit: str
    apart: bool
    ladders: tuple[Ladder, ...]
    tablet: bool
    told_on: date | None

    @property
    def key(self) -> str:
        """Names the place in forms and addresses."""
        return f"{self.centre_id}-{self.unit_id}"

    @property
    def silent(self) -> tuple[Ladder, ...]:
        """Who is there and has not been heard."""
        return tuple(one for one in self.ladders if one.is_silent)

    @property
    def told(self) -> tuple[Ladder, ...]:
        """The ladders to show: at a unit, only those of whom something is known there."""
        return tuple(one for one in self.ladders if not self.unit_id or one.is_known)

    @property
    def unknown(self) -> tuple[Ladder, ...]:
        """Those of whom nothing is known at this unit."""
        return tuple(one for one in self.ladders if one not in self.told)


@dataclass(frozen=True)
class Followed:
    """All that a board is made of. `first_questions` names each version's first question."""

    counts: RoundCounts
    first_questions: Mapping[int, str]
    modes: Sequence[Modes]
    codes: Codes
    notes: Sequence[KeptNote]
    tablets: Mapping[Leaf, date | None]
    k: int
    today: date


def board_of(followed: Followed) -> list[BoardPlace]:
    """Every place with its ladders, those with silent groups first."""
    counts = followed.counts
    heard = count_heard(counts.replies, followed.first_questions, followed.k)
    everybody = speakers(counts.voices, heard.places)
    sizes = Sizes(counts.sizes, counts.centres)
    grid = heard_grid(everybody, heard, counts.centres, sizes, counts.linked, followed.k)
    board = _Board(followed, grid, sizes, Counted(counts.sizes, followed.today))
    return sorted(board.places(), key=lambda one: not one.silent)


@dataclass(frozen=True)
class _Board:
    followed: Followed
    grid: HeardGrid
    sizes: Sizes
    counted: Counted

    def places(self) -> Iterator[BoardPlace]:
        ways = ways_at(self.followed.modes, self.followed.k)
        for centre, unit_id, row in located(self.grid.rows, self.followed.counts.centres):
            at = (centre.id, unit_id)
            tablets = self.followed.tablets
            yield BoardPlace(
                centre_id=centre.id,
                unit_id=unit_id,
                centre=row.centre,
                unit=row.unit,
                apart=row.apart,
                ladders=() if row.apart else tuple(self._ladders(centre, unit_id, row, ways)),
                tablet=at in tablets,
                told_on=tablets.get(at),
            )

    def _ladders(
        self,
        centre: Centre,
        unit_id: int,
        row: HeardRow,
        ways: Mapping[tuple[Speaker, int], Mapping[Way, int]],
    ) -> Iterator[Ladder]:
        cells = {c.speaker: cell for c, cell in zip(self.grid.columns, row.cells, strict=True)}
        for column in self.grid.columns:
            if SAME_PEOPLE.get(column.speaker.voice) in {one.voice for one in cells}:
                continue
            assisted = Speaker(Voice.RESIDENT_ASSISTED, column.speaker.perspective)
            helped = assisted if column.speaker.voice is Voice.RESIDENT else None
            told = {} if unit_id else ways.get((helped or column.speaker, centre.id), {})
            yield self._ladder(centre, unit_id, column, cells, helped, told)

    def _ladder(
        self,
        centre: Centre,
        unit_id: int,
        column: HeardColumn,
        cells: Mapping[Speaker, HeardCell],
        helped: Speaker | None,
        told: Mapping[Way, int],
    ) -> Ladder:
        voice = column.speaker.voice
        noted = [one for one in self.followed.notes if is_at(one, centre.id, unit_id, voice)]
        if unit_id:
            people = self.sizes.of_unit(voice, centre.id, unit_id)
            counted_on = self.counted.at_unit(voice, centre.id, unit_id)
        else:
            people = self.sizes.of_centre(voice, centre)
            counted_on = self.counted.at_centre(voice, centre)
        return Ladder(
            speaker=column.speaker,
            open_link=column.open_link,
            people=people,
            counted_on=counted_on,
            is_stale=self.counted.is_stale(counted_on),
            asked=asked_of(noted, self.followed.codes, centre.id, unit_id, voice),
            not_able=few(noted_as(noted, NoteKind.NOT_ABLE), self.followed.k),
            answered=cells[column.speaker],
            assisted=cells.get(helped) if helped else None,
            ways=told,
            reasons=tuple(reasons_of(noted, self.followed.k)),
        )


def located(
    rows: Iterable[HeardRow], centres: Sequence[Centre]
) -> Iterator[tuple[Centre, int, HeardRow]]:
    """The grid's rows with the numbers of their places: they stand in the centres' order."""
    left = iter(centres)
    centre = None
    units: Iterator[int] = iter(())
    for row in rows:
        if row.is_centre:
            centre = next(left)
            units = iter([unit.id for unit in centre.units])
        if centre is not None:
            yield centre, NO_UNIT if row.is_centre or row.apart else next(units), row


def ways_at(modes: Iterable[Modes], k: int) -> dict[tuple[Speaker, int], dict[Way, int]]:
    """How people answered at each centre; left out where any part of it is too small to be told."""
    parts: dict[tuple[Speaker, Way], Counter[Leaf]] = {}
    for one in modes:
        speaker = Speaker(Voice(one.voice), Perspective(one.perspective))
        way = WAYS[one.how.partition(":")[0]]
        parts.setdefault((speaker, way), Counter())[one.centre_id, NO_UNIT] += one.n
    found: dict[tuple[Speaker, int], dict[Way, int]] = {}
    hidden: set[tuple[Speaker, int]] = set()
    for (speaker, way), counts in parts.items():
        gone = hide_places(counts, k)
        for (centre_id, _), n in counts.items():
            found.setdefault((speaker, centre_id), {})[way] = n
            if gone.everything or centre_id in gone.centres or (centre_id, NO_UNIT) in gone.leaves:
                hidden.add((speaker, centre_id))
    return {place: told for place, told in found.items() if place not in hidden}
