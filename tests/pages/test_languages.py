"""Which language a page speaks: the reader's where there are words, on every side of the house."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from sqlalchemy import update

from survey.languages import LANGUAGES
from survey.questionnaire.lint import findings_refusing, lint
from survey.store.tables import Link
from tests.arabic import TITLE, ask, in_arabic
from tests.looking import Page
from tests.visiting import Pages
from tests.world import NOW

NO_LINK = {
    "da": "Dette link fører ingen steder hen.",
    "en": "This link does not lead anywhere.",
    "de": "Dieser Link führt nirgendwohin.",
    "pl": "Ten link donikąd nie prowadzi.",
    "tr": "Bu bağlantı hiçbir yere götürmüyor.",
    "ar": "هذا الرابط لا يؤدي إلى أي مكان.",
    "fa": "این پیوند به جایی نمی‌رسد.",
    "uk": "Це посилання нікуди не веде.",
}


def spoken(html: str) -> tuple[str, str]:
    root = Page(html).all("html")[0]
    return root["lang"], root["dir"]


def wants(language: str) -> dict[str, str]:
    return {"Accept-Language": language}


def test_a_stale_link_says_so_in_the_browsers_language(pages: Pages) -> None:
    for code, one in LANGUAGES.items():
        html = pages.open("/s/gone", 404, headers=wants(f"{code},en;q=0.5"))
        assert NO_LINK[code] in html
        assert spoken(html) == (code, one.direction)


def test_a_revoked_link_says_so_in_polish(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Link).values(revoked_on=NOW.date()))
    html = pages.open(f"/s/{pages.world.link_code}", 410, headers=wants("pl-PL"))
    assert "Tutaj już nie pytamy." in html


@pytest.mark.parametrize("path", ["/admin/sign-in", "/admin/nowhere"])
def test_the_staffs_pages_are_danish_or_english(pages: Pages, path: str) -> None:
    pages.sign_in()
    code = "ar"
    for wanted, told in ((code, "da"), (f"{code},en;q=0.5", "en")):
        response = pages.client.get(path, headers=wants(wanted), follow_redirects=True)
        assert spoken(response.get_data(as_text=True)) == (told, "ltr")


def test_the_tablet_knows_in_which_language_to_speak_to_the_staff(pages: Pages) -> None:
    """The page is the same for all who read it in one language, so the browser picks."""
    for wanted in ("ar", "ar,en;q=0.5", "da"):
        html = pages.open("/k/", headers=wants(wanted))
        assert Page(html).all("html")[0]["data-staff-languages"] == "da en"


def test_a_page_with_no_words_in_the_readers_language_is_wholly_in_another(pages: Pages) -> None:
    """Title, buttons and `lang` agree, and the reader's second wish counts."""
    path = f"/s/{pages.world.link_code}"
    danish, english = (pages.open(path, headers=wants(w)) for w in ("pl", "pl,en;q=0.4"))
    assert spoken(danish)[0] == "da"
    assert "Dine svar er anonyme." in danish
    assert spoken(english)[0] == "en"
    assert "Your answers are anonymous." in english


def test_a_language_is_offered_where_all_has_words_in_it(pages: Pages) -> None:
    path = f"/s/{ask(pages.world.store, in_arabic(), centre='Birk').link}"
    html = pages.open(path, headers=wants("ar"))
    assert spoken(html) == ("ar", "rtl")
    assert f"<h1>{TITLE}</h1>" in html
    assert re.findall(r'href="\?lang=(\w+)"', html) == ["da"]
    assert re.findall(r'href="\?lang=(\w+)"', pages.open(path, headers=wants("fa"))) == ["ar"]
    pages.open(f"{path}/fa/as_resident", 404)
    assert 'lang="ar" dir="rtl"' in pages.open(f"{path}/ar/as_resident")


def test_a_questionnaire_that_lacks_words_in_a_language_cannot_be_published_in_it() -> None:
    assert findings_refusing(lint(in_arabic())) == []
    given = in_arabic().model_dump()
    given["questions"][0]["steps"][1]["label"] = {"da": "Nogenlunde"}
    lacking = type(in_arabic()).model_validate(given)
    found = {(one.rule, one.values["language"]) for one in findings_refusing(lint(lacking))}
    assert found == {("wording_missing", "العربية")}


def test_the_tablet_brings_a_sentence_for_each_way_of_counting(pages: Pages) -> None:
    for code in LANGUAGES:
        html = pages.open(f"/k/?lang={code}")
        (slot,) = re.findall(r'<p class="lead" data-slot="length"([^>]*)>', html)
        ways = dict(re.findall(r'data-(\w+)="([^"]*)"', slot))
        assert set(ways) >= {Locale(code).plural_form(n) for n in (0, 1, 2, 5, 13, 21)}
        assert any("{count}" in sentence for sentence in ways.values())
        assert "%(" not in slot


def test_digits_on_screen_are_those_on_the_keys(pages: Pages) -> None:
    for path in ("/k/?lang=ar", "/k/?lang=fa", "/s/gone?lang=ar"):
        html = pages.client.get(path).get_data(as_text=True)
        assert re.findall(r"[\u0660-\u0669\u06f0-\u06f9]", html) == []
