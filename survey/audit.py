"""Who did what: events in a chain, each holding the hash of the one before. No database.

An event that was changed, removed or put in between breaks the chain there. What is cut off its end
breaks nothing, so its newest hash is noted elsewhere now and then. Somebody who may write to the
database can make the whole chain anew; the noted hash tells that too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


@dataclass(frozen=True)
class Deed:
    """What somebody did: the page and how it was asked for, what it was about, how it ended.

    `about` are the numbers in the page's address, as in `round_id=3`.
    """

    user_id: int | None
    name: str
    action: str
    about: str
    status: int


@dataclass(frozen=True)
class Link:
    """An event's place in the chain, as the next one must know it."""

    number: int
    hash: str


BEGINNING = Link(0, "0" * 64)
"""What the very first event is chained to."""


@dataclass(frozen=True)
class Event:
    """A deed in the chain."""

    number: int
    at: datetime
    deed: Deed
    previous: str
    hash: str

    @property
    def link(self) -> Link:
        """What the next event is chained to."""
        return Link(self.number, self.hash)


class Damage(StrEnum):
    """What is wrong with a link of the chain."""

    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True)
class Checked:
    """What a look at the whole chain found; `number` is of the first event that does not fit."""

    events: int
    newest: Link
    damage: Damage | None = None
    number: int = 0


def chained(deed: Deed, at: datetime, after: Link) -> Event:
    """The event of `deed`, to whole seconds, behind the one before."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    number = after.number + 1
    return Event(number, moment, deed, after.hash, digest(number, moment, deed, after.hash))


def digest(number: int, at: datetime, deed: Deed, previous: str) -> str:
    """SHA-256 over canonical JSON of everything the event says."""
    said = {"number": number, "at": at.isoformat(), **vars(deed), "previous": previous}
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(events: Iterable[Event], start: Link, expected: str | None = None) -> Checked:
    """Walk along the chain from its start; stops at the first event that does not fit.

    `expected` is a hash that was noted earlier: the chain must have come by it.
    """
    last, count, met = start, 0, expected in (None, start.hash)
    for event in events:
        damage = _damage(event, last)
        if damage:
            return Checked(count, last, damage, event.number)
        last, count = event.link, count + 1
        met = met or event.hash == expected
    return Checked(count, last) if met else Checked(count, last, Damage.CUT_SHORT, last.number)


def _damage(event: Event, last: Link) -> Damage | None:
    if event.number != last.number + 1:
        return Damage.MISSING
    if event.previous != last.hash:
        return Damage.FOREIGN
    said = digest(event.number, event.at, event.deed, event.previous)
    return None if said == event.hash else Damage.CHANGED
