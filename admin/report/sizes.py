"""How many people there are to hear at each place, as far as somebody has typed it."""

from __future__ import annotations

from collections.abc import Iterable

from survey.round_counts import Centre, Size
from survey.tally import NO_UNIT
from survey.voices import Voice

SAME_PEOPLE = {Voice.RESIDENT_ASSISTED.value: Voice.RESIDENT.value}
"""A resident who is helped is one of the residents: all of them could have been."""


class Sizes:
    """The newest headcounts. A centre without one of its own has its units', if all have one."""

    def __init__(self, sizes: Iterable[Size], centres: Iterable[Centre]) -> None:
        self._typed = {(s.voice, s.centre_id, s.unit_id): s.people for s in sizes}
        self._centres = tuple(centres)

    def of_unit(self, voice: str, centre_id: int, unit_id: int) -> int | None:
        """People of this voice in the unit; None when nobody has counted."""
        own = self._typed.get((voice, centre_id, unit_id))
        if own is None and voice in SAME_PEOPLE:
            return self.of_unit(SAME_PEOPLE[voice], centre_id, unit_id)
        return own

    def of_centre(self, voice: str, centre: Centre) -> int | None:
        """People of this voice at the centre; None when nobody has counted them all."""
        own = self.of_unit(voice, centre.id, NO_UNIT)
        if own is not None or not centre.units:
            return own
        return _sum(self.of_unit(voice, centre.id, unit.id) for unit in centre.units)

    def of_whole(self, voice: str) -> int | None:
        """People of this voice at all centres; None unless every centre has been counted."""
        return _sum(self.of_centre(voice, centre) for centre in self._centres)


def _sum(parts: Iterable[int | None]) -> int | None:
    people = 0
    for part in parts:
        if part is None:
            return None
        people += part
    return people
