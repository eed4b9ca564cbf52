"""What a link's pages promise: the very words, by mode and language, and the number they go by."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey.intake.promises import WORDING, Promise
from survey.store.tables import Response
from tests.visiting import Pages
from tests.world import make_codes, relatives_answer

SHOWN = {
    ("anonymous", 1, "da"): [
        "Dine svar er anonyme. Vi ved ikke, hvem du er, og vi gemmer dagen, du svarer, ikke klokkeslættet.",
        "Et menneske læser det, du skriver med dine egne ord, så skriv uden navne.",
    ],
    ("anonymous", 1, "en"): [
        "Your answers are anonymous. We do not know who you are, and we keep the day you answer, not the time.",
        "What you write in your own words is read by a person, so please leave names out.",
    ],
    ("confidential", 1, "da"): [
        "Dine svar er fortrolige. Linket er til dig og virker én gang. Det kan ses, at det er brugt, men ikke hvilke svar der er givet med det.",
        "Et menneske læser det, du skriver med dine egne ord, så skriv uden navne.",
    ],
    ("confidential", 1, "en"): [
        "Your answers are confidential. This link is for you and works once. It can be seen that it has been used, but not which answers were given with it.",
        "What you write in your own words is read by a person, so please leave names out.",
    ],
}
"""A text that changes gets a new number in `WORDING`, and a new entry here."""
LEAD = re.compile(r'<p class="lead">(.*?)</p>')
KEYS = {Promise.ANONYMOUS: "anonym", Promise.CONFIDENTIAL: "fortrolig"}


def code_of(pages: Pages, promise: Promise) -> str:
    personal = promise is Promise.CONFIDENTIAL
    return make_codes(pages.world, 1)[0] if personal else pages.world.link_code


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("promise", Promise)
def test_the_first_page_promises_these_words(pages: Pages, promise: Promise, language: str) -> None:
    html = pages.open(f"/s/{code_of(pages, promise)}?lang={language}")
    assert LEAD.findall(html)[2:4] == SHOWN[promise.value, WORDING[promise], language]


@pytest.mark.parametrize("promise", Promise)
def test_no_page_of_one_kind_promises_what_the_other_does(pages: Pages, promise: Promise) -> None:
    code = code_of(pages, promise)
    (other,) = set(Promise) - {promise}
    for path in (f"/s/{code}", f"/s/{code}/da/as_resident", f"/s/{code}/thanks"):
        html = pages.open(path)
        assert KEYS[other] not in html
        if promise is Promise.CONFIDENTIAL:
            assert "hvem der har svaret" not in html


@pytest.mark.parametrize("promise", Promise)
def test_an_answer_keeps_which_words_were_shown(pages: Pages, promise: Promise) -> None:
    answer = relatives_answer(pages.world, display={"promise": "none", "screen": "page"})
    pages.world.deliver(answer, None, code_of(pages, promise))
    with pages.world.store.read() as connection:
        display = connection.scalar(select(Response.display))
    assert display == {"screen": "page", "promise": f"{promise}_{WORDING[promise]}"}
