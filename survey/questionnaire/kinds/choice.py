"""One of several answers that have no order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.base import Option, QuestionBase, one_of


class Choice(QuestionBase):
    """Choose one of 2 to 12 options; the value is the option's key."""

    template = "options"

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)

    def choosable(self) -> tuple[Option, ...]:
        return self.options

    def parse(self, value: object) -> str:
        return one_of(value, self.options)
