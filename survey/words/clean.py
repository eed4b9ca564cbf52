"""Text without what is not seen: characters that turn, hide or break what stands around them."""

from __future__ import annotations

import re
import unicodedata

KEPT_BREAKS = "\n\t"
JOINERS = "\u200c\u200d"
"""Persian words and emoji need them, and they hide nothing."""
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
MOST_MARKS = 4
"""Accents on one letter. No language needs more; a tower of them covers the lines above."""
TOWER = re.compile(rf"([\u0300-\u036f]{{{MOST_MARKS}}})[\u0300-\u036f]+")


def clean(text: str) -> str:
    """`text` as it may leave: no controls, no overrides of direction, nothing invisible."""
    lines = LINE_BREAKS.sub("\n", text)
    return TOWER.sub(r"\1", "".join(one for one in lines if _is_seen(one)))


def _is_seen(one: str) -> bool:
    return one in KEPT_BREAKS or one in JOINERS or unicodedata.category(one) not in UNSEEN


def without_joiners(text: str) -> tuple[str, list[int]]:
    """`text` without joiners, so that none hides a number; and where each character stood."""
    places = [at for at, one in enumerate(text) if one not in JOINERS]
    return "".join(text[at] for at in places), places
