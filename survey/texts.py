"""Marks whole sentences for the catalogue where no web request is at hand."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Turns an English sentence of ours into the reader's language."""


def N_(sentence: str) -> str:
    """Mark `sentence` for extraction; it is translated where it is shown."""
    return sentence


def as_it_stands(sentence: str) -> str:
    """The sentence in English, as on the command line."""
    return sentence
