"""Every page is valid HTML: html-validate always, the Nu checker where there is Java."""

from __future__ import annotations

import subprocess
from itertools import chain
from pathlib import Path

import pytest

from tests.pages.every_page import respondents_pages, staff_pages
from tests.pages.every_pulse import pulse_at_the_door
from tests.visiting import Pages

ROOT = Path(__file__).resolve().parents[2]
HTML_VALIDATE = ["node", "node_modules/html-validate/bin/html-validate.mjs"]
NU = ["java", "-jar", "node_modules/vnu-jar/build/dist/vnu.jar", "--errors-only"]


@pytest.fixture
def folder(pages: Pages, tmp_path: Path) -> Path:
    """Every page as a file."""
    for name, html in chain(respondents_pages(pages), staff_pages(pages), pulse_at_the_door(pages)):
        (tmp_path / f"{name}.html").write_text(html)
    return tmp_path


def complaints(command: list[str], files: Path) -> str:
    """What a checker says of the pages in a folder; empty when all is well."""
    pages = sorted(map(str, files.glob("*.html")))
    assert pages
    checked = subprocess.run(
        [*command, *pages], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return checked.stdout + checked.stderr if checked.returncode else ""


def test_html_validate_finds_nothing(folder: Path) -> None:
    assert complaints([*HTML_VALIDATE, "--config", ".htmlvalidate.json"], folder) == ""


def test_html_validate_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!doctype html><p><div></p>")
    assert "error" in complaints([*HTML_VALIDATE, "--config", ".htmlvalidate.json"], tmp_path)


@pytest.mark.nu
def test_nu_finds_nothing(folder: Path) -> None:
    assert complaints(NU, folder) == ""
