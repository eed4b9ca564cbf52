"""The interview document: the same for everyone, kept for good, and light."""

from __future__ import annotations

import gzip

import pytest

from tests.statements import counted
from tests.visiting import Pages


def document(pages: Pages, perspective: str = "self") -> str:
    return f"/i/{pages.world.version.hash}/da/{perspective}"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("perspective", ["self", "as_resident"])
def test_every_wording_has_its_document(pages: Pages, language: str, perspective: str) -> None:
    html = pages.open(f"/i/{pages.world.version.hash}/{language}/{perspective}")
    assert f'lang="{language}"' in html
    assert ("Beboeren: " in html) is (perspective == "as_resident" and language == "da")


def test_it_may_be_kept_for_good(pages: Pages) -> None:
    first = pages.client.get(document(pages))
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = pages.client.get(document(pages), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_it_is_sent_packed_to_those_who_take_it(pages: Pages) -> None:
    plain = pages.client.get(document(pages), headers={"Accept-Encoding": "identity"})
    packed = pages.client.get(document(pages), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    refused = pages.client.get(document(pages), headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_it_is_the_same_for_everyone_and_knows_nobody(pages: Pages) -> None:
    behind_link = pages.client.get(f"/s/{pages.world.link_code}/da/as_resident?id={'a' * 32}")
    by_itself = pages.client.get(document(pages, "as_resident"))
    assert behind_link.data == by_itself.data
    assert pages.world.link_code.encode() not in by_itself.data
    assert behind_link.headers["Cache-Control"] == "private, max-age=3600"


def test_opening_costs_few_statements(pages: Pages) -> None:
    store = pages.client.application.extensions["lydhoer"].store
    link = f"/s/{pages.world.link_code}/da/as_resident"
    pages.open(link)
    with counted(store) as cold:
        pages.open(link)
    assert len(cold) <= 3
    with counted(store) as cached:
        pages.open(document(pages, "as_resident"))
    assert len(cached) == 0


def test_a_wording_or_language_that_was_not_published_is_not_there(pages: Pages) -> None:
    for path in ("da/own_view", "xx/self", "da/nonsense"):
        pages.open(f"/i/{pages.world.version.hash}/{path}", 404)


def test_hostile_words_stay_words(pages: Pages) -> None:
    html = pages.open(document(pages))
    assert "<b>" not in html
