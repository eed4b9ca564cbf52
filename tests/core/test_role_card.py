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
