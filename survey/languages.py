"""The one list of languages: what can be asked in, and what pages are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language with its own name and the direction it is written in."""

    code: str
    own_name: str
    direction: str = "ltr"


LANGUAGES: dict[str, Language] = {
    "da": Language("da", "Dansk"),
    "en": Language("en", "English"),
}
DEFAULT_LANGUAGE = "da"


def best_language(wanted: Iterable[str], offered: Iterable[str]) -> str:
    """The first of `wanted` (codes, best first) that is offered, else the first offered."""
    choices = list(offered)
    for code in wanted:
        short = code.replace("_", "-").split("-")[0].lower()
        if short in choices:
            return short
    return choices[0] if choices else DEFAULT_LANGUAGE
