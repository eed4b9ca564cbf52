"""What is on a sheet of paper, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can be printed; each has a layout of its own."""

    POSTER_A4 = "poster_a4"
    POSTER_A5 = "poster_a5"
    CARDS = "cards"
    LETTERS = "letters"


@dataclass(frozen=True)
class Words:
    """What is said in one language. What that language has no words for is empty.

    `invitation` is read from afar, `asker` says who asks, `length` and `minutes` how long it takes,
    `scan` what to do with the code, `answered` who tells what came of it.
    """

    code: str
    invitation: str
    title: str
    purpose: str
    length: str
    promise: str
    without_names: str
    asker: str = ""
    minutes: str = ""
    scan: str = ""
    greeting: str = ""
    answered: str = ""


@dataclass(frozen=True)
class Sheet:
    """Sheets of one kind: the first of `words` is said largest.

    Of `addresses`, letters have one each; all else has a single one. `place` and `label` stand small,
    so that staff know which is which. `title` is the document's, in the language of its first words.
    `made_up` says across the top that this is a demonstration; empty where it is none.
    """

    kind: Kind
    title: str
    place: str
    label: str
    words: tuple[Words, ...]
    addresses: tuple[str, ...]
    made_up: str = ""
