"""`flask questionnaire`: what is refused is told, what is fit is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from config import Settings
from survey.questionnaire.library import FOLDER, library
from survey.questionnaire.read import read_text, write_yaml
from survey.questionnaire.versions import freeze
from survey.services import NAME, Services

GOOD = FOLDER / "staff.yaml"


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["questionnaire", *map(str, words)])


def edited(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "edited.yaml"
    text = GOOD.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_what_is_fit_is_published_under_its_hash(app: Flask) -> None:
    result = run(app, "import", GOOD)
    assert result.exit_code == 0, result.output
    wanted = freeze(library()["staff"]).hash
    assert f"staff, version 1, {wanted}" in result.output
    services: Services = app.extensions[NAME]
    assert services.versions.get(wanted).questionnaire == library()["staff"]


def test_the_same_again_is_the_same_version(app: Flask) -> None:
    assert run(app, "import", GOOD).output == run(app, "import", GOOD).output


def test_a_change_says_what_becomes_of_the_trend(app: Flask, tmp_path: Path) -> None:
    run(app, "import", GOOD)
    reworded = edited(tmp_path, "Hvem mangler vi at høre?", "Hvem har vi til gode at høre?")
    kept = run(app, "import", reworded, "--same-meaning", "unheard")
    assert "unheard: other words; the trend goes on" in kept.output
    assert "staff, version 2, " in kept.output
    back = run(app, "import", edited(tmp_path, "Ved du, hvad", "Kender du til, hvad"))
    assert "informed: other words; the trend breaks here" in back.output


REFUSED = {
    "a negation": (
        "Hvem mangler vi at høre?",
        "Hvem har vi ikke hørt?",
        "unheard.text.da: negation",
    ),
    "no words": ("Hvem mangler vi at høre?", "''", "unheard.text.self.da: wording_missing"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_lint_refuses_is_not_published(app: Flask, tmp_path: Path, name: str) -> None:
    old, new, told = REFUSED[name]
    path = edited(tmp_path, old, new)
    result = run(app, "import", path)
    assert result.exit_code == 1
    assert f"refusal: {told}: " in result.output
    assert "Not published." in result.output
    services: Services = app.extensions[NAME]
    assert services.versions.find(freeze(read_text(path.read_text("utf-8"), "it")).hash) is None
    assert run(app, "lint", path).exit_code == 1


@pytest.mark.parametrize("name", ["who5", "tils", "dejong_gierveld6"])
def test_a_scale_is_not_published_without_its_words(app: Flask, name: str) -> None:
    result = run(app, "import", FOLDER / f"{name}.yaml")
    assert result.exit_code == 1
    assert "scale_wording_missing" in result.output
    assert "licence_note_missing" in result.output


def test_a_broken_file_is_told_by_line_without_a_stack_trace(app: Flask, tmp_path: Path) -> None:
    path = edited(tmp_path, "kind: pick", "kind: peck")
    for command in ("lint", "import"):
        result = run(app, command, path)
        assert result.exit_code == 1
        assert "edited.yaml, line " in result.output
        assert "there is no kind 'peck'" in result.output
        assert "Traceback" not in result.output


def test_a_clean_file_can_be_published(app: Flask) -> None:
    result = run(app, "lint", GOOD)
    assert (result.exit_code, result.output) == (0, "It can be published.\n")


def test_a_published_version_is_handed_out(app: Flask) -> None:
    run(app, "import", GOOD)
    result = run(app, "export", freeze(library()["staff"]).hash)
    assert result.output == write_yaml(library()["staff"])


def test_the_library_is_listed_and_handed_out_with_its_remarks(app: Flask) -> None:
    assert "needs_before: Det, der betyder noget\n" in run(app, "library").output
    assert run(app, "export", "who5").output == (FOLDER / "who5.yaml").read_text("utf-8")


def test_what_is_not_there_cannot_be_handed_out(app: Flask) -> None:
    result = run(app, "export", "../staff")
    assert result.exit_code == 1
    assert "neither" in result.output


def test_the_schema_is_printed(app: Flask) -> None:
    assert '"title": "Questionnaire"' in run(app, "schema").output
