"""The card of one role as a sheet: headings with a text each, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from admin.printing.typeset import set_type, shown


@dataclass(frozen=True)
class RoleCard:
    """What stands on a card. `paper` is "a4" or "a5", `parts` are headings and their texts,
    `made_up` what is said across the top of a demonstration's."""

    code: str
    title: str
    role: str
    parts: tuple[tuple[str, str], ...]
    paper: str = "a4"
    made_up: str = ""


def card_pdf(card: RoleCard) -> bytes:
    """The card as one page that everybody can read (PDF/UA-1)."""
    data = {
        "title": shown(card.title),
        "role": shown(card.role),
        "paper": card.paper,
        "made_up": shown(card.made_up),
        "words": [{"code": card.code}],
        "parts": [{"heading": shown(head), "text": shown(text)} for head, text in card.parts],
    }
    return set_type("role_card.typ", data)
