"""What a first visit weighs over the wire."""

from __future__ import annotations

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from survey.example import ROUNDS
from survey.languages import LANGUAGES
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.store.versions import store_version
from tests.arabic import ask, in_arabic
from tests.fonts import fonts
from tests.looking import Page
from tests.visiting import Pages

WITHOUT_FONT, WITH_FONT, REQUESTS = 60_000, 120_000, 6
WITH_MORE_FONTS, MORE_REQUESTS = 210_000, 7
"""In Arabic and Persian letters, which bring two faces along, beside the digits of the first."""
FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ONLY_AS_AN_APP = {"manifest", "apple-touch-icon"}
"""Fetched when the page is put on a home screen, not when it is visited."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [one.questionnaire for one in ROUNDS])
def test_an_interview_is_light(pages: Pages, name: str) -> None:
    version, _ = store_version(pages.world.store, freeze(library()[name]), pages.world.today)
    for perspective in version.questionnaire.wordings:
        html = pages.open(f"/i/{version.hash}/da/{perspective}")
        files = files_of(pages, html)
        sizes = {path: sent(pages, path) for path in files}
        font = sum(size for path, size in sizes.items() if path.endswith(".woff2"))
        whole = sum(sizes.values()) + len(gzip.compress(html.encode()))
        assert 1 + len(files) <= REQUESTS, files
        assert whole - font <= WITHOUT_FONT, sizes
        assert whole <= WITH_FONT, sizes
        assert font > 10_000, "the font was not found, so nothing was measured"


def test_the_tablets_page_is_light(pages: Pages) -> None:
    html = pages.open("/k/")
    files = files_of(pages, html)
    sizes = {path: sent(pages, path) for path in files}
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) > 1_000
    assert sum(sizes.values()) + len(gzip.compress(html.encode())) <= WITH_FONT


def test_a_page_in_other_letters_stays_within_its_budget(pages: Pages) -> None:
    for language, path in product(LANGUAGES, ("/k/", "/nowhere")):
        html = pages.open(f"{path}?lang={language}", 200 if path == "/k/" else 404)
        files = files_of(pages, html)
        sizes = {file: sent(pages, file) for file in files}
        whole = sum(sizes.values()) + len(gzip.compress(html.encode()))
        other = LANGUAGES[language].letters == "arabic"
        assert whole <= (WITH_MORE_FONTS if other else WITH_FONT), sizes
        assert 1 + len(files) <= (MORE_REQUESTS if other else REQUESTS), files
        assert other == any("arabic" in file for file in files)
        assert (language == "uk") == any("cyrillic" in file for file in files)


def test_a_danish_page_that_offers_arabic_fetches_no_arabic_face(pages: Pages) -> None:
    asked = ask(pages.world.store, in_arabic(), centre="Birk")
    html = pages.open(f"/s/{asked.link}")
    assert "العربية" in html
    assert not any("noto" in file for file in files_of(pages, html))


def files_of(pages: Pages, html: str) -> set[str]:
    """Every file the page and its styles ask for. Of fonts only those its letters need."""
    page = Page(html)
    asked = {a["src"] for a in page.all("script")}
    asked |= {a["href"] for a in page.all("link") if a["rel"] not in ONLY_AS_AN_APP}
    asked = {address for address in asked if not address.startswith("data:")}
    for style in [path for path in asked if path.endswith(".css")]:
        css = pages.client.get(style).get_data(as_text=True)
        asked |= set(fonts(css, html))
        asked |= set(re.findall(r"""url\(["']?([^"')]+)""", FACE.sub("", css)))
    return asked


def sent(pages: Pages, path: str) -> int:
    """Bytes of a file over the wire, headers left out."""
    answer = pages.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    return len(answer.data)
