"""The one list of languages: what can be asked in, and what pages are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language with its own name, the direction it is written in and its letters.

    `staff` is true where everything is said in it. The others are respondents' languages: the
    tablet, the page behind a link, and what goes wrong there. `letters` names the typeface.
    """

    code: str
    own_name: str
    direction: str = "ltr"
    staff: bool = False
    letters: str = "latin"


LANGUAGES: dict[str, Language] = {
    one.code: one
    for one in (
        Language("da", "Dansk", staff=True),
        Language("en", "English", staff=True),
        Language("de", "Deutsch"),
        Language("pl", "Polski"),
        Language("tr", "Türkçe"),
        Language("ar", "العربية", "rtl", letters="arabic"),
        Language("fa", "فارسی", "rtl", letters="arabic"),
        Language("uk", "Українська", letters="cyrillic"),
    )
}
STAFF_LANGUAGES: tuple[str, ...] = tuple(code for code, one in LANGUAGES.items() if one.staff)
"""Those in which everything is said, the staff side and the exports too."""
DEFAULT_LANGUAGE = "da"


def best_language(wanted: Iterable[str], offered: Iterable[str]) -> str:
    """The first of `wanted` (codes, best first) that is offered, else the first offered."""
    choices = list(offered)
    for code in wanted:
        short = code.replace("_", "-").split("-")[0].lower()
        if short in choices:
            return short
    return choices[0] if choices else DEFAULT_LANGUAGE
