"""The card of one role as a sheet: headings with a text each, in one language."""

from __future__ import annotations

import json
from dataclasses import dataclass

from admin.printing.fonts import FAMILIES
from admin.printing.typeset import LAYOUTS, _fonts, shown


@dataclass(frozen=True)
class RoleCard:
    """What stands on a card. `paper` is "a4" or "a5", `parts` are headings and their texts."""

    code: str
    title: str
    role: str
    parts: tuple[tuple[str, str], ...]
    paper: str = "a4"


def card_pdf(card: RoleCard) -> bytes:
    """The card as one page that everybody can read (PDF/UA-1)."""
    import typst  # noqa: PLC0415 # it takes a process 40 MB, and only printing needs it

    data = {
        "title": shown(card.title),
        "role": shown(card.role),
        "paper": card.paper,
        "fonts": FAMILIES,
        "words": [{"code": card.code}],
        "parts": [{"heading": shown(head), "text": shown(text)} for head, text in card.parts],
    }
    return typst.compile(
        str(LAYOUTS / "role_card.typ"),
        root=str(LAYOUTS),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
