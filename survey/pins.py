"""The staff's PIN for one tablet: four digits, kept as a salted, slow hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

SLOWNESS = 200_000
"""Rounds of PBKDF2 with SHA-256: a tenth of a second here, less than a second on an old tablet."""


@dataclass(frozen=True)
class KeptPin:
    """What is kept of a PIN: `salt` and `hash` in hexadecimal digits."""

    slowness: int
    salt: str
    hash: str

    def fits(self, pin: str) -> bool:
        """True when `pin` is the one that was kept."""
        given = _hash(pin, bytes.fromhex(self.salt), self.slowness)
        return hmac.compare_digest(given, bytes.fromhex(self.hash))

    def __str__(self) -> str:
        return f"{self.slowness}:{self.salt}:{self.hash}"


def new_pin() -> str:
    """Four digits, short enough to be remembered."""
    return f"{secrets.randbelow(10_000):04d}"


def keep_pin(pin: str) -> KeptPin:
    """What to keep of `pin`, with a salt of its own."""
    salt = secrets.token_bytes(16)
    return KeptPin(SLOWNESS, salt.hex(), _hash(pin, salt, SLOWNESS).hex())


def read_kept(text: str) -> KeptPin:
    """A kept PIN as the database holds it: slowness, salt and hash, with colons between."""
    slowness, salt, hashed = text.split(":")
    return KeptPin(int(slowness), salt, hashed)


def _hash(pin: str, salt: bytes, slowness: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", pin.encode("utf-8", "replace"), salt, slowness)
