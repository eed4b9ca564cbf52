"""What a link's pages promise: the very words, by mode and language, and the number they go by."""

from __future__ import annotations

import re
import secrets

import pytest
from sqlalchemy import select

from survey.intake.promises import WORDING, Promise
from survey.store.tables import Response
from tests.pulsing import make_visiting
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
    ("among_few", 1, "da"): [
        "Dine svar er fortrolige. I er få, så de, der har ansvaret for indsatsen, kan måske gætte, at det var dig. Vi gemmer dagen og tiden på dagen, ikke klokkeslættet.",
    ],
    ("among_few", 1, "en"): [
        "Your answers are confidential. You are few, so those who run the initiative may guess that it was you. We keep the day and the part of the day, not the time.",
    ],
}
"""A text that changes gets a new number in `WORDING`, and a new entry here."""
LEAD = re.compile(r'<p class="lead">(.*?)</p>')
KEYS = {
    Promise.ANONYMOUS: "anonym",
    Promise.CONFIDENTIAL: "fortrolig",
    Promise.AMONG_FEW: "fortrolig",
}


def code_of(pages: Pages, promise: Promise) -> str:
    if promise is Promise.AMONG_FEW:
        return make_visiting(pages.world, called=str(secrets.randbelow(10**9))).code
    personal = promise is Promise.CONFIDENTIAL
    return make_codes(pages.world, 1)[0] if personal else pages.world.link_code


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("promise", Promise)
def test_the_first_page_promises_these_words(pages: Pages, promise: Promise, language: str) -> None:
    html = pages.open(f"/s/{code_of(pages, promise)}?lang={language}")
    shown = SHOWN[promise.value, WORDING[promise], language]
    assert LEAD.findall(html)[-len(shown) :] == shown


@pytest.mark.parametrize("promise", Promise)
def test_no_page_of_one_kind_promises_what_the_other_does(pages: Pages, promise: Promise) -> None:
    code = code_of(pages, promise)
    view = "self" if promise is Promise.AMONG_FEW else "as_resident"
    others = set(KEYS.values()) - {KEYS[promise]}
    for path in (f"/s/{code}", f"/s/{code}/da/{view}", f"/s/{code}/thanks"):
        html = pages.open(path)
        assert not [other for other in others if other in html]
        if promise is not Promise.ANONYMOUS:
            assert "hvem der har svaret" not in html


@pytest.mark.parametrize("promise", Promise)
def test_an_answer_keeps_which_words_were_shown(pages: Pages, promise: Promise) -> None:
    display = {"promise": "none", "screen": "page"}
    answer = relatives_answer(pages.world, display=display)
    if promise is Promise.AMONG_FEW:
        visiting = make_visiting(pages.world, called="Andre")
        pages.world.deliver(visiting.answer(display=display), None, visiting.code)
        return _assert_kept(pages, promise)
    pages.world.deliver(answer, None, code_of(pages, promise))
    return _assert_kept(pages, promise)


def _assert_kept(pages: Pages, promise: Promise) -> None:
    with pages.world.store.read() as connection:
        display = connection.scalar(select(Response.display))
    assert display == {"screen": "page", "promise": f"{promise}_{WORDING[promise]}"}
