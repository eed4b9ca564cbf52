"""What the lint knows of a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LanguageWords:
    """Word lists, all in small letters with straight apostrophes.

    `negations` turn a question round; `negative_endings` do so at the end of a word. `joining`
    words make two questions of one, except in the `fixed_phrases`. `agreeing` words ask for consent
    to a claim.
    """

    negations: frozenset[str]
    joining: frozenset[str]
    fixed_phrases: tuple[str, ...]
    agreeing: frozenset[str]
    negative_endings: tuple[str, ...] = ()
