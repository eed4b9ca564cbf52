"""What is printed is said in every language a round can be asked in, never in English instead."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from sqlalchemy import update

from admin.print_words import words_in
from survey.languages import LANGUAGES
from survey.store.link_queries import LinkSeen, find_seen
from survey.store.tables import Link
from survey.voices import Voice
from tests.visiting import Pages
from tests.world import make_codes

OURS = ("invitation", "length", "promise", "without_names")
"""What comes from the catalogue; titles and purposes are the questionnaire's."""


def said(pages: Pages, code: str, number: int = 1) -> dict[str, str]:
    with pages.world.store.read() as connection:
        link = find_seen(connection, number)
    assert isinstance(link, LinkSeen)
    with pages.client.application.test_request_context("/admin/"):
        return asdict(words_in(code, link, pages.world.version.questionnaire))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize("number", [1, 2], ids=["open", "personal"])
def test_each_language_says_all_of_it(pages: Pages, code: str, number: int) -> None:
    make_codes(pages.world, 1)
    there, english = said(pages, code, number), said(pages, "en", number)
    for name in OURS:
        assert there[name], name
        assert there[name] != english[name], f"{code} says {name} in English"


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_only_staffs_languages_have_is_left_out_elsewhere(pages: Pages, code: str) -> None:
    words = said(pages, code)
    for name in ("asker", "minutes", "scan", "greeting", "answered"):
        assert bool(words[name]) == LANGUAGES[code].staff


def test_an_open_link_promises_otherwise_than_a_personal_one(pages: Pages) -> None:
    make_codes(pages.world, 1)
    assert "anonymous" in said(pages, "en")["promise"]
    assert "confidential" in said(pages, "en", 2)["promise"]


def test_every_voice_is_invited_and_greeted(pages: Pages) -> None:
    for voice in Voice:
        with pages.world.store.write() as connection:
            connection.execute(update(Link).values(voice=voice))
        words = said(pages, "en")
        assert words["invitation"].endswith("?")
        assert words["greeting"].startswith("Dear ")
