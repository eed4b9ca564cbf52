"""QR codes at doors: until when each of them works, and when somebody is reminded of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

REMINDED_BEFORE = timedelta(days=30)
REMINDED_AFTER = timedelta(days=30)
"""How long a code that has stopped is still told of."""


@dataclass(frozen=True)
class Door:
    """A code that asks about an association's visits at a centre; `ends_on` is its last day."""

    round_id: int
    initiative_id: int
    partner_id: int
    partner: str
    centre: str
    voice: str
    ends_on: date

    def is_over(self, today: date) -> bool:
        """True after the last day."""
        return self.ends_on < today


def ending(doors: Iterable[Door], today: date) -> list[Door]:
    """The doors whose last code stops soon or stopped a short while ago, the first at the top.

    One code of an association at a centre that lasts longer is enough for those it asks.
    """
    longest: dict[tuple[int, str, str], Door] = {}
    for one in doors:
        door = (one.partner_id, one.centre, one.voice)
        if door not in longest or longest[door].ends_on < one.ends_on:
            longest[door] = one
    due = (
        one
        for one in longest.values()
        if today - REMINDED_AFTER <= one.ends_on <= today + REMINDED_BEFORE
    )
    return sorted(due, key=lambda one: (one.ends_on, one.partner, one.centre))
