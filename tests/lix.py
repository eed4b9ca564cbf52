"""LIX, the measure of how hard a Danish text is to read (Björnsson 1968)."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ENDS = re.compile(r"[.!?:;]+(?:\s|$)")
LONG = 6
"""A word of more letters is long."""


def lix(sentences: Iterable[str]) -> float:
    """Words per sentence, and per cent of words that are long; each text ends a sentence."""
    words, ended = 0, 0
    long = 0
    for text in sentences:
        parts = [found for one in ENDS.split(text) if (found := WORD.findall(one))]
        ended += len(parts)
        words += sum(map(len, parts))
        long += sum(len(one) > LONG for part in parts for one in part)
    return words / ended + 100 * long / words if words else 0.0
