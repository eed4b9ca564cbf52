"""Erased submissions: remembered by a keyed hash only, so that they stay erased."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TombstoneKey:
    """The instance's key for tombstones."""

    key: bytes = field(repr=False)

    def hash(self, submission_id: str) -> str:
        """What is kept of an erased submission's id."""
        return hmac.new(self.key, submission_id.encode(), hashlib.sha256).hexdigest()
