"""Telling a crowd from many people: one address, or one link, that sends far more than it should.

An open link can be answered as often as one likes. What comes too thick is stored and counted like
everything else, and flagged for a person to look at; the sender notices nothing.

No address is kept. Its network (IPv4 /24, IPv6 /48) goes through a keyed hash together with the
link's number; the key is random, lives in memory only, and is replaced after a day. Each process
counts for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Flag(StrEnum):
    """Why a response is worth a look; stored as it stands."""

    CROWDED_ADDRESS = "crowded_address"
    CROWDED_LINK = "crowded_link"


MOST_PER_ADDRESS = 20
"""Answers an hour from one network through one link: a family day on the house's own network."""
MOST_PER_LINK = 200
"""Answers an hour through one link, from wherever."""
MOST_BUCKETS = 20_000
"""Networks counted in an hour; further ones count for their link only. About 3 MB at most."""
HOUR, DAY = 3600.0, 86400.0
PREFIX = {4: 24, 6: 48}


@dataclass(frozen=True)
class Arrival:
    """One answer as it was counted, and its flag."""

    names: tuple[bytes, ...]
    hour: int
    flag: Flag | None


@dataclass
class Crowding:
    """Counts arrivals by the hour. Safe to share between threads.

    `now` gives seconds that only go forward.
    """

    now: Callable[[], float] = time.monotonic
    _counts: Counter[bytes] = field(default_factory=Counter)
    _hour: int = -1
    _key: bytes = b""
    _key_until: float = -1.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, link_id: int, address: str) -> Arrival:
        """Count an answer through this link from this address."""
        with self._lock:
            self._turn()
            names = self._names(link_id, address)
            self._counts.update(names)
            return Arrival(names, self._hour, self._flag(names))

    def leave(self, arrival: Arrival) -> None:
        """Take an arrival back: what was sent twice is one answer."""
        with self._lock:
            if arrival.hour == self._hour:
                self._counts.subtract(arrival.names)

    def _turn(self) -> None:
        """Begin a new hour, or a new day, when it is time."""
        hour = int(self.now() // HOUR)
        if hour != self._hour:
            self._hour, self._counts = hour, Counter()
        if self.now() >= self._key_until:
            self._key, self._key_until = secrets.token_bytes(32), self.now() + DAY
            self._counts = Counter()

    def _names(self, link_id: int, address: str) -> tuple[bytes, ...]:
        """What it counts for: its link, and its network while there is room for more."""
        link = self._hidden(f"{link_id}")
        bucket = self._hidden(f"{link_id} {network(address)}")
        has_room = bucket in self._counts or len(self._counts) < MOST_BUCKETS
        return (link, bucket) if has_room else (link,)

    def _flag(self, names: tuple[bytes, ...]) -> Flag | None:
        link, *bucket = names
        if any(self._counts[name] > MOST_PER_ADDRESS for name in bucket):
            return Flag.CROWDED_ADDRESS
        return Flag.CROWDED_LINK if self._counts[link] > MOST_PER_LINK else None

    def _hidden(self, name: str) -> bytes:
        return hmac.new(self._key, name.encode(), hashlib.sha256).digest()[:12]


def network(address: str) -> str:
    """The network an address belongs to; what is no address is one network of its own."""
    try:
        ip = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    plain = getattr(ip, "ipv4_mapped", None) or ip
    whole = f"{plain}".partition("%")[0]
    return str(ipaddress.ip_network(f"{whole}/{PREFIX[plain.version]}", strict=False))
