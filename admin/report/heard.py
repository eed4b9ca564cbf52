"""Who has been heard: every speaker at every place, in a grid that gives no small group away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from admin.report.coverage import CoverageStatus, coverage_status, r_indicator
from admin.report.grid import CellKind, HeardCell, HeardColumn, HeardGrid, HeardRow
from admin.report.groups import Heard, Speaker
from admin.report.sizes import SAME_PEOPLE, Sizes
from admin.report.tree import HiddenPlaces, Leaf, hide_places
from survey.round_counts import Centre
from survey.tally import NO_UNIT


@dataclass(frozen=True)
class _One:
    """One speaker's counts on their way into the grid."""

    speaker: Speaker
    open_link: bool
    counts: Mapping[Leaf, int]
    hidden: HiddenPlaces
    sizes: Sizes
    k: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def whole(self) -> HeardCell:
        size = self.sizes.of_whole(self.speaker.voice)
        return self._cell(self.total, size, 0 < self.total < self.k)

    def at_centre(self, centre: Centre) -> HeardCell:
        n = sum(n for leaf, n in self.counts.items() if leaf[0] == centre.id)
        size = self.sizes.of_centre(self.speaker.voice, centre)
        return self._cell(n, size, centre.id in self.hidden.centres, self.hidden.everything)

    def at_unit(self, centre: Centre, unit_id: int) -> HeardCell:
        n = self.counts.get((centre.id, unit_id), 0)
        leaf, everything = (centre.id, unit_id), self.hidden.everything
        if n == 0 and self.counts.get((centre.id, NO_UNIT)) and not everything:
            return HeardCell(CellKind.NOT_APART)
        size = self.sizes.of_unit(self.speaker.voice, centre.id, unit_id)
        return self._cell(n, size, leaf in self.hidden.leaves, everything)

    def in_no_unit(self, centre: Centre) -> HeardCell:
        """The answers that do not say which unit they are from; there is no group they are of."""
        leaf = (centre.id, NO_UNIT)
        if not self.counts.get(leaf) and not self.hidden.everything:
            return HeardCell(CellKind.NOTHING)
        hidden, everything = leaf in self.hidden.leaves, self.hidden.everything
        cell = self._cell(self.counts.get(leaf, 0), None, hidden, everything)
        return HeardCell(cell.kind, cell.n)

    def uneven(self, centres: Sequence[Centre]) -> bool:
        """True when some centres speak much more than others, as far as their sizes are known."""
        parts = []
        for centre in centres:
            n = sum(n for leaf, n in self.counts.items() if leaf[0] == centre.id)
            size = self.sizes.of_centre(self.speaker.voice, centre)
            if self.open_link or size is None or n > size:
                return False
            parts.append((n, size))
        return len(parts) > 1 and sum(n for _, n in parts) > 1 and r_indicator(parts).uneven

    def _cell(
        self, n: int, people: int | None, hidden: bool, everything: bool = False
    ) -> HeardCell:
        size = None if self.open_link else people
        if everything:
            return HeardCell(CellKind.HIDDEN, size=size)
        if n == 0:
            return HeardCell(CellKind.SILENT, 0, size, CoverageStatus.SILENT)
        if hidden:
            few = self.total < self.k
            return HeardCell(CellKind.FEW if few else CellKind.HIDDEN, size=size)
        if size is not None and n > size:
            return HeardCell(CellKind.TOO_MANY, n, size)
        status = None if self.open_link else coverage_status(n, size, self.k)
        return HeardCell(CellKind.COUNT, n, size, status)


def heard_grid(
    speakers: Sequence[Speaker],
    heard: Heard,
    centres: Sequence[Centre],
    sizes: Sizes,
    linked: frozenset[str],
    k: int,
) -> HeardGrid:
    """The grid of everybody asked. `linked` are the voices behind open links."""
    # The tally does not keep the channel, on purpose. A voice that has a link in the round may
    # have used it, so all its answers are taken for answers, not for people.
    ones = []
    for speaker in speakers:
        counts = heard.at(speaker)
        hidden = hide_places(counts, k)
        ones.append(_One(speaker, is_open(speaker.voice, linked), counts, hidden, sizes, k))
    columns = tuple(
        HeardColumn(one.speaker, one.open_link, one.whole(), one.uneven(centres)) for one in ones
    )
    return HeardGrid(columns, tuple(_rows(ones, centres)))


def is_open(voice: str, linked: frozenset[str]) -> bool:
    """True when the voice may have come through an open link, alone or with help."""
    return bool(linked & {voice, SAME_PEOPLE.get(voice, voice)})


def _rows(ones: Sequence[_One], centres: Sequence[Centre]) -> Iterator[HeardRow]:
    for centre in centres:
        yield HeardRow(centre.name, "", tuple(one.at_centre(centre) for one in ones))
        if _tells_units_apart(ones, centre):
            yield from _unit_rows(ones, centre)


def _unit_rows(ones: Sequence[_One], centre: Centre) -> Iterator[HeardRow]:
    for unit in centre.units:
        yield HeardRow(centre.name, unit.name, tuple(one.at_unit(centre, unit.id) for one in ones))
    if any(one.counts.get((centre.id, NO_UNIT)) for one in ones):
        cells = tuple(one.in_no_unit(centre) for one in ones)
        yield HeardRow(centre.name, "", cells, apart=True)


def _tells_units_apart(ones: Sequence[_One], centre: Centre) -> bool:
    """True when some unit has been counted, or has answers of its own."""
    return any(
        one.counts.get((centre.id, unit.id))
        or one.sizes.of_unit(one.speaker.voice, centre.id, unit.id) is not None
        for one in ones
        for unit in centre.units
    )
