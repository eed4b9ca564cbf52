"""The editor's pages: drafts begun, written, checked, and what becomes of two who write at once."""

from __future__ import annotations

from pathlib import Path

from tests.pages.every_questionnaires import questionnaires_pages
from tests.pages.test_valid_html import HTML_VALIDATE, complaints
from tests.visiting import Pages


def test_every_page_of_the_editor_is_valid(pages: Pages, tmp_path: Path) -> None:
    pages.sign_in()
    for name, html in questionnaires_pages(pages):
        (tmp_path / f"{name}.html").write_text(html)
    assert complaints([*HTML_VALIDATE, "--config", ".htmlvalidate.json"], tmp_path) == ""
