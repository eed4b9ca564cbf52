"""What is found in people's words: numbers and addresses that are masked, and what may be a name.

CPR numbers are told by their date alone: since 2007 they need not fit modulus 11. Of ten random
digits 3.7 % hold a date, and are masked too: better one number too many than one too few.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey.words.clean import without_joiners


class Kind(StrEnum):
    """What a passage is."""

    CPR = "cpr"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    ROOM = "room"
    DATE = "date"


ALWAYS = (Kind.EMAIL, Kind.CPR, Kind.PHONE)
"""These are masked whatever a moderator thinks; the others are suggested."""


@dataclass(frozen=True)
class Span:
    """A passage of a text: from `start` up to `end`, in characters."""

    start: int
    end: int
    kind: Kind

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]


_GAP = r"[ \u00a0.\-\u2010-\u2015/]"
_CPR = re.compile(
    rf"(?<!\d)(\d\d){_GAP}?(\d\d){_GAP}?(\d\d)[ \u00a0]?{_GAP}?[ \u00a0]?(\d)(\d\d\d)(?!\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.%+\-]{1,64}[ ]?(?:@|\uff20|\(at\)|\[at\]| ?snabel-?a(?= ))[ ]?"
    r"[^\W_](?:[\w\-]{0,62}\.){1,8}[^\W\d_]{2,24}",
    re.IGNORECASE,
)
_SPACE = "[ \u00a0]"
_DANISH = re.compile(
    rf"(?<![\d+])(?<!\d[.,])(?:(?:\(\+45\)|\+45|0045){_SPACE}?)?(?:"
    rf"[2-9]\d(?:{_SPACE}\d\d){{3}}|[2-9]\d(?:-\d\d){{3}}|[2-9]\d(?:\.\d\d){{3}}"
    rf"|(?!20\d\d-20\d\d)[2-9]\d{{3}}[ \u00a0\-]?\d{{4}}|[2-9]\d\d{_SPACE}\d\d{_SPACE}\d{{3}}"
    rf"|[2-9]\d{_SPACE}\d{{3}}{_SPACE}(?!000)\d{{3}}"
    rf")(?![.,]?\d)(?!{_SPACE}*(?:kr\b|kroner|euro|€|%|mio|besøg|timer))",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?<![\d+])\+[1-9](?:[ \u00a0.()\-/]{0,3}\d){6,14}(?!\d)")

_DAYS_IN_FEBRUARY = {True: 29, False: 28}
_DAYS = (31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def century_of(seventh: int, year: int) -> int:
    """The century of a CPR number, by its seventh digit and the two digits of its year.

    As the CPR office has it: 0-3 1900; 4 and 9 2000 up to 36, else 1900; 5-8 2000 up to 57, else
    1800.
    """
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _holds_a_date(found: re.Match[str]) -> bool:
    day, month, year, seventh = (int(found[at]) for at in range(1, 5))
    if not 1 <= month <= 12:
        return False
    leap = calendar.isleap(century_of(seventh, year) + year)
    return 1 <= day <= (_DAYS[month - 1] or _DAYS_IN_FEBRUARY[leap])


def _always(_found: re.Match[str]) -> bool:
    return True


Sign = tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]

SIGNS: Mapping[Kind, tuple[Sign, ...]] = {
    Kind.EMAIL: ((_EMAIL, _always),),
    Kind.CPR: ((_CPR, _holds_a_date),),
    Kind.PHONE: ((_DANISH, _always), (_FOREIGN, _always)),
}


def found_in(text: str) -> list[Span]:
    """The CPR numbers, telephone numbers and e-mail addresses in `text`, in order, none twice."""
    plain, places = without_joiners(text)
    taken: list[Span] = []
    for span in _candidates(plain):
        if not any(span.start < one.end and one.start < span.end for one in taken):
            taken.append(span)
    placed = (Span(places[one.start], places[one.end - 1] + 1, one.kind) for one in taken)
    return sorted(placed, key=lambda one: one.start)


def _candidates(plain: str) -> Iterator[Span]:
    for kind in ALWAYS:
        for pattern, holds in SIGNS[kind]:
            for found in pattern.finditer(plain):
                if holds(found):
                    yield Span(found.start(), found.end(), kind)
