"""House rules that hold for the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from translations.check import faults
from translations.texts import catalogue_files, collected, read

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("survey", "kiosk", "admin")
STATEMENTS = {"select", "insert", "update", "delete", "text", "exists", "union"}


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((ROOT / room).rglob("*.py"))


def templates() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_sql_lives_in_the_store() -> None:
    for path in sources(*ROOMS):
        if "survey/store" in named(path):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                used = {alias.name for alias in node.names} & STATEMENTS
                assert not used, f"{named(path)} writes SQL: {used}"


@pytest.mark.parametrize("template", templates(), ids=named)
def test_templates_are_clean(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text), "written into the page"
    assert not re.search(r"autoescape\s+false", text)
    if template.name != "icons.html":
        assert "|safe" not in text.replace(" ", ""), "what is safe is decided by autoescape"


def test_every_text_is_translated() -> None:
    for code, file in catalogue_files().items():
        texts = collected(code)
        assert len(list(texts)) > 100
        assert list(faults(code, texts, read(code, file))) == []


def test_every_public_name_of_ours_says_what_it_is() -> None:
    """Modules, and functions and classes without an underscore, have a docstring."""
    silent = []
    for path in sources(*ROOMS):
        if "migrations/versions" in named(path) or not path.read_text().strip():
            continue
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            silent.append(named(path))
        for node in tree.body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name[0] == "_":
                continue
            if not ast.get_docstring(node):
                silent.append(f"{named(path)}: {node.name}")
    assert silent == []


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, no host of a package registry in what is committed."""
    suspicious = re.compile(
        r"/(home|root|work|Users)/\w|registry\.npmjs|pypi\.org|files\.pythonhosted"
    )
    for path in ROOT.glob("*"):
        if path.is_file() and path.suffix in {".md", ".toml", ".json", ".txt", ".in", ""}:
            assert not suspicious.search(path.read_text(errors="replace")), path.name
    for path in (ROOT / "docs").rglob("*.md"):
        assert not suspicious.search(path.read_text()), path.name
