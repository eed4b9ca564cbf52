"""Channels: the tablets and links that answers come in through, and their secrets."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from survey.voices import Perspective, Voice

DEVICE_PREFIX = "t-"
"""Marks a tablet's token, so that one look-up finds its table."""
SINGLE_USE_PREFIX = "p-"
"""Marks a personal code in the same way."""
CODE_LENGTH = 22
"""Characters of a link's code: 128 bits in base64."""
LATE_DAYS = 180
"""How long after closing an answer that was begun in time is still stored."""


class ChannelKind(StrEnum):
    """What kind of channel an answer came through."""

    DEVICE = "device"
    LINK = "link"


@dataclass(frozen=True)
class OpenRound:
    """What is to know of a round at one channel.

    `closes_on` is the earliest of the round's closing, the day it was archived and the link's
    expiry. Once archived it takes what is under way, and no more.
    """

    id: int
    questionnaire_key: str
    version_hash: str
    opens_on: date
    closes_on: date
    voices: Mapping[str, list[str]]
    offers_receipts: bool = False
    archived: bool = False
    is_standing: bool = False

    def takes(self, voice: Voice, perspective: Perspective) -> bool:
        """True when this round asks `voice` from `perspective`; help changes no invitation."""
        asked = {voice}
        if voice is Voice.RESIDENT_ASSISTED:
            asked.add(Voice.RESIDENT)
        return any(perspective in self.voices.get(name, []) for name in asked)

    def is_open(self, today: date) -> bool:
        """True while new interviews may begin."""
        return self.opens_on <= today and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        """True once no new interview may begin any more."""
        return self.archived or today > self.closes_on

    def accepts(self, begun_on: date, today: date) -> bool:
        """True for an answer begun in time. A tablet's clock matters only after closing."""
        if today <= self.closes_on:
            return True
        return begun_on <= self.closes_on and today <= self.closes_on + timedelta(days=LATE_DAYS)


@dataclass(frozen=True)
class SingleUse:
    """The code of a personal link that somebody came with, by its hash."""

    code_hash: str
    used: bool


@dataclass(frozen=True)
class Channel:
    """A tablet or link as intake sees it; `round` is None where it has none to offer.

    `single_use` is set where it was opened by a code that works once; `partner_id` where a link
    names an association.
    """

    kind: ChannelKind
    id: int
    centre_id: int
    unit_id: int | None
    voice: Voice | None
    revoked: bool
    round: OpenRound | None
    single_use: SingleUse | None = None
    partner_id: int | None = None

    @property
    def is_open_link(self) -> bool:
        """True for a link that anybody may open, as often as they like."""
        return self.kind is ChannelKind.LINK and self.single_use is None


def new_code() -> str:
    """A link's code: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def may_be_code(text: str) -> bool:
    """True for what looks like a link's code."""
    return (
        len(text) == CODE_LENGTH and text.isascii() and all(c.isalnum() or c in "-_" for c in text)
    )


def new_single_use_code() -> str:
    """A personal code: as random as a link's, and told apart by its beginning."""
    return SINGLE_USE_PREFIX + new_code()


def new_device_token() -> str:
    """A tablet's token: 256 random bits."""
    return DEVICE_PREFIX + secrets.token_urlsafe(32)


def is_device_token(token: str) -> bool:
    """True for a tablet's token. A link's code is random, so it may begin as one does."""
    return token.startswith(DEVICE_PREFIX) and len(token) != CODE_LENGTH


def is_single_use_code(token: str) -> bool:
    """True for a personal code; a link's own is shorter, however it begins."""
    return token.startswith(SINGLE_USE_PREFIX) and len(token) != CODE_LENGTH


def secret_hash(secret: str) -> str:
    """What is kept of a code or token; they are random enough for a plain SHA-256."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


PAIRING_TIME = timedelta(minutes=10)
"""How long a pairing code works."""


PAIRING_TRIES = 5
"""So many wrong codes, from whatever tablets, make a pairing code void."""


def new_pairing_code() -> str:
    """Six digits, short enough to be read aloud; good once and for ten minutes."""
    return f"{secrets.randbelow(1_000_000):06d}"


def may_be_pairing_code(text: str) -> bool:
    """True for six digits; anything else is a slip of the finger and guesses nothing."""
    return len(text) == 6 and text.isascii() and text.isdigit()
