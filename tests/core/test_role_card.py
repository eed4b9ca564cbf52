"""The card of a role: everybody can read it, it fits on one page, and no text breaks it."""

from __future__ import annotations

import pytest

from admin.printing.role_card import RoleCard, card_pdf
from tests.core.test_sheets import HOSTILE
from tests.decoding import language_of, pictures, says_it_is_accessible, words_on


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_breaks_a_card(paper: str, what: str) -> None:
    text = HOSTILE[what]
    parts = tuple((f"Del {i}", text) for i in range(6))
    made = card_pdf(RoleCard("da", text or "x", text, parts, paper))
    (picture,) = pictures(made)
    assert says_it_is_accessible(made)
    assert language_of(made) == "da"
    assert (picture[:, -20:] > 200).all(), "nothing runs out of the page"
    if what == "markup":
        assert "#panic" in words_on(made)


WORD = "Kom, når du har lyst. "
LENGTHS = {"a few words": 1, "a paragraph": 4, "as much as there is room for": 13}
"""How often `WORD` stands in each part; a card's own words end at 300 characters."""


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("parts", [4, 6])
def test_a_card_is_one_page_and_fills_it(paper: str, length: str, parts: int) -> None:
    text = (WORD * LENGTHS[length]).strip()
    said = tuple((f"Del {i}", text) for i in range(parts))
    (page,) = pictures(card_pdf(RoleCard("da", "Fællesskab", "Til dig, der bor her", said, paper)))
    printed = (page < 128).any(axis=1).nonzero()[0]
    assert printed.max() - printed.min() >= 0.75 * page.shape[0], "the page is used"
    assert printed.max() < 0.97 * page.shape[0], "its margin is kept"
