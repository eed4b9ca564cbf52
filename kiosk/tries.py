"""A brake on guessing: so many wrong tries a minute."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta


class Brake:
    """Counts wrong tries in the last minute. Kept in memory; a restart forgets them."""

    def __init__(self, now: Callable[[], datetime], allowed: int = 20) -> None:
        self._now, self._allowed = now, allowed
        self._wrong: deque[datetime] = deque()
        self._lock = threading.Lock()

    def holds(self) -> bool:
        """True when there have been too many wrong tries."""
        with self._lock:
            self._forget()
            return len(self._wrong) >= self._allowed

    def wrong(self) -> None:
        """Count a wrong try."""
        with self._lock:
            self._wrong.append(self._now())

    def right(self) -> None:
        """Forget the wrong tries of one who knows."""
        with self._lock:
            self._wrong.clear()

    def _forget(self) -> None:
        oldest = self._now() - timedelta(minutes=1)
        while self._wrong and self._wrong[0] < oldest:
            self._wrong.popleft()


class Brakes:
    """A brake for each tablet, by its number; only tablets that are known get one."""

    def __init__(self, now: Callable[[], datetime], allowed: int) -> None:
        self._now, self._allowed = now, allowed
        self._of: dict[int, Brake] = {}

    def of(self, device_id: int) -> Brake:
        """The brake of one tablet."""
        return self._of.setdefault(device_id, Brake(self._now, self._allowed))
