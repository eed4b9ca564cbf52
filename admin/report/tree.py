"""Hiding small counts in a tree of places: the whole, its centres, and their units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.report.hiding import complement, too_small

Leaf = tuple[int, int]
"""A centre's number, and a unit's within it (0: what belongs to no unit)."""


@dataclass(frozen=True)
class HiddenPlaces:
    """What must not be shown: centres by number, and places within them.

    `everything` is set where that does not help: then no place is told, not even that it is silent.
    """

    centres: frozenset[int]
    leaves: frozenset[Leaf]
    everything: bool


@dataclass
class _Tree:
    """The counts on their way to being safe."""

    counts: Mapping[Leaf, int]
    k: int
    centres: set[int] = field(default_factory=set)
    leaves: set[Leaf] = field(default_factory=set)
    everything: bool = False

    def of_centre(self, centre: int) -> dict[Leaf, int]:
        """One centre's places."""
        return {leaf: count for leaf, count in self.counts.items() if leaf[0] == centre}

    def centre_sums(self) -> dict[int, int]:
        """How many each centre has in all."""
        sums: dict[int, int] = {}
        for (centre, _), count in self.counts.items():
            sums[centre] = sums.get(centre, 0) + count
        return sums

    def settle(self) -> None:
        """Hide more until a whole pass hides nothing."""
        before = -1
        while before != len(self.centres) + len(self.leaves):
            before = len(self.centres) + len(self.leaves)
            for centre in set(self.centre_sums()) - self.centres:
                self._guard_centre(centre)
            self._guard_whole()

    def _guard_centre(self, centre: int) -> None:
        """Nothing may be found by subtraction from a centre's number."""
        if self._cover(self.of_centre(centre)):
            self.centres.add(centre)

    def _guard_whole(self) -> None:
        """Nor from the whole's: what is left of it belongs to the hidden centres together."""
        cells = {leaf: n for leaf, n in self.counts.items() if leaf[0] in self.centres}
        if self._cover(cells):
            self._hide_another_centre()

    def _cover(self, cells: Mapping[Leaf, int]) -> bool:
        """Hide more under one shown number; True when the number must go too."""
        extra, number_too = complement(cells, self.leaves.intersection(cells), self.k)
        self.leaves.update(extra)
        hidden = self.leaves.intersection(cells)
        if number_too or not hidden or sum(cells[leaf] for leaf in hidden) > len(hidden):
            return number_too
        # Zeros are shown, so as many people as hidden places are one at each.
        left = {leaf: n for leaf, n in cells.items() if n and leaf not in hidden}
        self.leaves.update(sorted(left, key=left.__getitem__)[:1])
        return not left

    def _hide_another_centre(self) -> None:
        left = {c: n for c, n in self.centre_sums().items() if n and c not in self.centres}
        if left:
            self.centres.add(min(left, key=left.__getitem__))
        else:
            self.everything = True


def hide_places(counts: Mapping[Leaf, int], k: int) -> HiddenPlaces:
    """Which counts of one voice to hide so that no subtraction finds one of 1 to k-1.

    `counts` has each place once. As in `suppress_1d`, what is hidden under one shown number is
    never a single place, never fewer than k people, and never one person at each; zeros are shown.
    With fewer than k in all there is no number to subtract from. Raises UnsafeGroupSize,
    or ImpossibleCount for a count below zero.
    """
    tree = _Tree(counts, k)
    tree.leaves.update(too_small(counts, k))
    tree.centres.update(too_small(tree.centre_sums(), k))
    if sum(counts.values()) >= k:
        tree.settle()
    return HiddenPlaces(frozenset(tree.centres), frozenset(tree.leaves), tree.everything)
