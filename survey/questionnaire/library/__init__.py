"""Questionnaires that come with the service, ready to use or to make one's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from survey.questionnaire.model import Questionnaire
from survey.questionnaire.read import read_file

FOLDER = Path(__file__).parent


def library_names() -> list[str]:
    """The keys of the library, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def library_file(name: str) -> Path | None:
    """The file of a questionnaire of the library, with its remarks; None for other names."""
    return FOLDER / f"{name}.yaml" if name in library_names() else None


def library() -> dict[str, Questionnaire]:
    """The questionnaires by key; their files are read once."""
    return dict(_read())


@cache
def _read() -> tuple[tuple[str, Questionnaire], ...]:
    return tuple((name, read_file(FOLDER / f"{name}.yaml")) for name in library_names())
