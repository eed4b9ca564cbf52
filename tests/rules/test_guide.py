"""The guide: each page in both languages, with pictures that are there, and links that lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from admin import help_pages
from admin.help_pages import PAGES, as_html, file_of, picture
from survey.languages import STAFF_LANGUAGES
from tests.visiting import Pages

SHOWN = re.compile(r"!\[([^\]]+)\]\(\.\./screens/([^)]+)\)")
LINKED = re.compile(r"[^!]\[[^\]]+\]\((\w+)\.(\w+)\.md\)")
BOTH = [(name, code) for name in PAGES for code in STAFF_LANGUAGES]


@pytest.mark.parametrize(("name", "code"), BOTH)
def test_pictures_and_links_lead_somewhere(name: str, code: str) -> None:
    text = file_of(name, code).read_text()
    for told, file in SHOWN.findall(text):
        assert len(told) > 10
        assert picture(file), file
    for other, language in LINKED.findall(text):
        assert (other in PAGES, language) == (True, code)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_say_as_much(name: str) -> None:
    danish, english = (file_of(name, code).read_text() for code in ("da", "en"))
    for mark in (r"^#+ ", r"^!\[", r"^[0-9]+\. |^- "):
        counts = [len(re.findall(mark, text, re.MULTILINE)) for text in (danish, english)]
        assert counts[0] == counts[1], mark


def test_html_in_the_text_stays_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(help_pages, "GUIDE", tmp_path)
    (tmp_path / "helper.da.md").write_text("# Hej\n\n<script>alert(1)</script> <b>x</b>\n")
    html = as_html("helper", "da", "/elsewhere/")
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("name", PAGES)
def test_it_is_read_under_help(pages: Pages, name: str) -> None:
    pages.sign_in()
    html = pages.open(f"/admin/help/{name}?lang=en")
    for file in re.findall(r'src="(/admin/help/pictures/[^"]+)"', html):
        assert pages.client.get(file).mimetype == "image/png"
    assert pages.client.get("/admin/help/pictures/..%2FREADME.md").status_code == 404


def test_what_is_no_picture_of_a_screen_is_not_given_out() -> None:
    for name in ("README.md", "../guide/helper.da.md", "../screens", "", "admin-report.png/.."):
        assert picture(name) is None
