"""When the people at a place were last counted, and whether that is too long ago to be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from admin.report.sizes import SAME_PEOPLE
from survey.round_counts import Centre, Size
from survey.rounds import STALE_AFTER
from survey.tally import NO_UNIT


@dataclass(frozen=True)
class Counted:
    """The days of the newest headcounts. A centre without one of its own goes by its units'."""

    sizes: tuple[Size, ...]
    today: date

    def at_unit(self, voice: str, centre_id: int, unit_id: int) -> date | None:
        """The day this voice was counted there; None when nobody has."""
        people = SAME_PEOPLE.get(voice, voice)
        found = (s for s in self.sizes if (s.centre_id, s.unit_id) == (centre_id, unit_id))
        return next((s.counted_on for s in found if s.voice == people), None)

    def at_centre(self, voice: str, centre: Centre) -> date | None:
        """The same of a whole centre: of its units' days the earliest, if all were counted."""
        own = self.at_unit(voice, centre.id, NO_UNIT)
        if own is not None:
            return own
        return _earliest(self.at_unit(voice, centre.id, unit.id) for unit in centre.units)

    def is_stale(self, day: date | None) -> bool:
        """True when it was so long ago that people must be counted anew."""
        return day is not None and day < self.today - STALE_AFTER


def _earliest(days: Iterable[date | None]) -> date | None:
    found = list(days)
    known = [day for day in found if day is not None]
    return min(known) if known and len(known) == len(found) else None
