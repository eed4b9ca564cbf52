"""What a moderator meets and decides: the words, what is made of them, and where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey.words.given import Reason, State

LONGEST_QUOTE = 400
LONGEST_THEME = 60
MOST_THEMES = 10
NEVER_SEEN = 0
"""The revision of words that nobody has looked at yet."""


@dataclass(frozen=True)
class Moderated:
    """One answer in words as it stands. `words` are as they were written, `masked` may be shown.

    `words` is None once the response is gone and only what was approved is left.
    """

    id: str
    revision: int
    words: str | None
    question: str
    version_id: int | None
    round_id: int
    centre: str
    voice: str
    perspective: str
    language: str
    may_quote: bool
    state: State | None
    reason: Reason | None
    masked: str | None
    quote: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What somebody decided of a comment of which she saw this revision."""

    comment_id: str
    seen: int
    state: State
    masked: str
    quote: str
    themes: Sequence[str]
    reason: Reason | None
    by: str


@dataclass(frozen=True)
class Quotable:
    """An approved quote with consent, and whose it is."""

    comment_id: str
    words: str
    voice: str


@dataclass(frozen=True)
class Theme:
    """A theme as moderators see it: how many approved comments of each voice are about it."""

    id: int
    name: str
    revision: int
    merged_into: int | None
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Themed:
    """How many approved comments of one voice are about a theme."""

    voice: str
    perspective: str
    theme: str
    n: int


@dataclass(frozen=True)
class Quoted:
    """An approved quote with consent, of one voice at a centre."""

    voice: str
    perspective: str
    centre_id: int
    words: str


@dataclass(frozen=True)
class Looked:
    """How many answers to a question of one voice have been decided on."""

    voice: str
    perspective: str
    question: str
    n: int


@dataclass(frozen=True)
class RoundWords:
    """All that a report needs of people's own words. `expired`: what nobody looked at is gone."""

    themes: tuple[Themed, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    looked: tuple[Looked, ...] = ()
    expired: bool = False
