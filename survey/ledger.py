"""The ledger of each tablet: what was made on it against what arrived. Plain sums, no database.

A tablet counts what is answered on it, and tells the count; the server counts what arrives through
it (`received`). Neither count is connected to any answer. What is neither here nor there any more
is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Storage(StrEnum):
    """Whether the tablet's browser promises to keep what is stored in it."""

    KEPT = "kept"
    MAY_BE_LOST = "may_be_lost"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Told:
    """What a tablet tells of its store, as it is now.

    `made` counts every answer the store has ever held, `carried` those of them that were on the
    tablet already when it was paired anew. `waiting` and `aside` are there now.
    """

    ledger: str
    made: int
    carried: int
    waiting: int
    aside: int
    storage: Storage
    installed: bool
    has_room: bool
    version: str


@dataclass(frozen=True)
class Ledger:
    """What was last told of one life of a tablet's store.

    `number` orders a device's ledgers by when the server first heard of each. A tablet's clock may
    say anything, two ledgers may begin on one day, and the server's own clock may be set back; but
    a ledger can be told only after the pairing that began it, and the pairing before is void then.
    """

    number: int
    told: Told
    told_on: date
    waiting_since: date | None


@dataclass(frozen=True)
class Gap:
    """The sum of one tablet. `made` leaves out what one of its ledgers carried into the next."""

    made: int
    arrived: int
    waiting: int
    aside: int
    missing: int


@dataclass(frozen=True)
class Tablet:
    """A tablet with all its ledgers, in the order of their numbers."""

    id: int
    name: str
    centre: str
    unit: str | None
    is_revoked: bool
    received: int
    is_paired: bool = True
    ledgers: tuple[Ledger, ...] = ()

    @property
    def newest(self) -> Ledger | None:
        """The ledger it keeps now. None: it has told nothing yet."""
        return self.ledgers[-1] if self.ledgers else None

    @property
    def gap(self) -> Gap:
        """What was made, what arrived, and what is missing."""
        return gap_of(self.ledgers, self.received)

    @property
    def has_no_room(self) -> bool:
        """True when it may send and says that it cannot take more answers."""
        newest = self.newest
        return newest is not None and not self.is_revoked and not newest.told.has_room

    @property
    def wants_a_look(self) -> bool:
        """True when somebody should see to it: answers missing or set aside, or no room."""
        return bool(self.gap.missing or self.gap.aside) or self.has_no_room

    def waits_long(self, today: date) -> bool:
        """True when something has waited for more than a whole day."""
        since = self.newest.waiting_since if self.newest else None
        return since is not None and since < today - timedelta(days=1)


def gap_of(ledgers: Sequence[Ledger], received: int) -> Gap:
    """The sum over a device's ledgers, in the order of their numbers.

    Missing is what was made, less what arrived, and less what waits or is set aside on the tablet
    now. What is on the tablet when it is paired anew is counted by the ledger before and by the
    next one, so it is taken off once, as `carried`. A device's first ledger takes nothing off: what
    it carries was counted under another device, and arrives under this one. What an older ledger
    said was waiting is either carried or lost; only the newest one's still waits.

    Never below nothing: `received` may be ahead of what the tablet told last.
    """
    if not ledgers:
        return Gap(0, received, 0, 0, 0)
    newest = ledgers[-1].told
    twice = sum(one.told.carried for one in ledgers[1:])
    made = max(0, sum(one.told.made for one in ledgers) - twice)
    missing = max(0, made - newest.waiting - newest.aside - received)
    return Gap(made, received, newest.waiting, newest.aside, missing)
