"""A few graded steps, in words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.base import Option, QuestionBase, one_of


class ScaleQuestion(QuestionBase):
    """Choose one of 2 to 5 steps, best or most first; the value is the step's key.

    `top` says how many of the first steps count as the top box in reports.
    """

    template = "options"

    kind: Literal["scale"]
    steps: tuple[Option, ...] = Field(min_length=2, max_length=5)
    top: int = Field(default=1, ge=1, le=2)

    def choosable(self) -> tuple[Option, ...]:
        return self.steps

    def parse(self, value: object) -> str:
        return one_of(value, self.steps)
