"""The residents' edition as one page in large print: on A4, or on A3 for the wall."""

from __future__ import annotations

from admin.printing.meeting_pack import pages_of
from admin.printing.typeset import set_type, shown
from admin.report.involvement.resident import ResidentEdition

PAPERS = ("a4", "a3")
LETTERS = (30, 27, 24, 22, 20, 19)
"""Points on A4, the largest that fits; the smallest line on the page is 0.95 of it."""


def resident_pdf(edition: ResidentEdition, paper: str = "a4") -> bytes:
    """The page as PDF/UA-1. No letter on it is smaller than 18 points."""
    told = edition.answered
    made = b""
    for letters, count in [*((one, len(told)) for one in LETTERS), *_fewer(len(told))]:
        made = set_type("resident_page.typ", _data(edition, paper, letters, count))
        if pages_of(made) == 1:
            break
    return made


def _fewer(most: int) -> list[tuple[int, int]]:
    """The smallest letters with ever fewer of the oldest answers."""
    return [(LETTERS[-1], count) for count in range(most - 1, -1, -1)]


def _data(edition: ResidentEdition, paper: str, letters: int, count: int) -> dict[str, object]:
    made_on = edition.made_on
    return {
        "title": shown(f"{edition.title}: {edition.about.name}"),
        "heading": shown(edition.title),
        "place": shown(edition.about.name),
        "day": shown(edition.day),
        "simulated": shown(edition.simulated),
        "made_on": [made_on.year, made_on.month, made_on.day],
        "paper": paper,
        "letters": letters,
        "words": [{"code": edition.language}],
        "heard": [shown(one) for one in edition.heard],
        "you_said": shown(edition.you_said),
        "answered": [
            {name: shown(text) for name, text in one.model_dump().items()}
            for one in edition.answered[:count]
        ],
        "closing": [shown(one) for one in edition.closing],
    }
