"""Any of several answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.base import Option, QuestionBase, WrongValue, one_of
from survey.questionnaire.wording import Key

JOIN = "+"
"""Between the chosen keys in the tally. The combination is counted as one answer, so that
"how many chose A or B" and comparisons of whole people stay possible when answers expire."""


class SeveralOf(QuestionBase):
    """Shared by the kinds where more than one option can be chosen."""

    template = "options"
    several = True

    options: tuple[Option, ...] = Field(min_length=2, max_length=12)
    none_of_these: Key | None = None

    def choosable(self) -> tuple[Option, ...]:
        return self.options

    def at_most_of(self) -> int:
        """How many options may be chosen."""
        return len(self.options)

    def parse(self, value: object) -> list[str]:
        if not isinstance(value, list) or not value:
            raise WrongValue("a list of at least one option is needed")
        chosen = {one_of(item, self.options) for item in value}
        if len(chosen) > self.at_most_of():
            raise WrongValue(f"at most {self.at_most_of()} may be chosen")
        if self.none_of_these in chosen and len(chosen) > 1:
            raise WrongValue(f"'{self.none_of_these}' stands alone")
        return sorted(chosen)

    def read_form(self, typed: list[str]) -> object | None:
        return [key for key in typed if key] or None

    def counted_as(self, value: object) -> str:
        return JOIN.join(self.parse(value))


class Choices(SeveralOf):
    """Choose any of 2 to 12 options; the value is a list of option keys."""

    kind: Literal["choices"]
