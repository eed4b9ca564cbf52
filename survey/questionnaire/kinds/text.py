"""The respondent's own words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.base import QuestionBase, WrongValue


class TextQuestion(QuestionBase):
    """Free words, kept apart from the other answers for a person to read first."""

    template = "text"
    free_words = True

    kind: Literal["text"]
    at_most: int = Field(default=2000, ge=10, le=10_000)
    offer_dont_know: bool = False

    def parse(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise WrongValue("words are needed")
        if len(value) > self.at_most:
            raise WrongValue(f"at most {self.at_most} characters fit")
        if "\x00" in value:
            raise WrongValue("a NUL character cannot be kept")
        return value.strip()

    def read_form(self, typed: list[str]) -> object | None:
        return typed[0].replace("\r\n", "\n").strip() or None if typed else None

    def counted_as(self, value: object) -> str:
        return ""
