"""A whole number."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from survey.questionnaire.broken import BrokenRule
from survey.questionnaire.kinds.base import QuestionBase, WrongValue
from survey.questionnaire.wording import LocalText
from survey.texts import N_


class Number(QuestionBase):
    """A whole number from `least` to `most`; kept narrow so that it names nobody."""

    template = "number"

    kind: Literal["number"]
    least: int = 0
    most: int = 100
    unit: LocalText | None = None

    @model_validator(mode="after")
    def _least_first(self) -> Self:
        if self.least >= self.most:
            raise BrokenRule(N_("least must be below most"))
        if self.most - self.least > 1000:
            raise BrokenRule(N_("the span from least to most may be 1000 at the widest"))
        return self

    def parse(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongValue("a whole number is needed")
        if not self.least <= value <= self.most:
            raise WrongValue(f"not between {self.least} and {self.most}")
        return value

    def read_form(self, typed: list[str]) -> object | None:
        given = typed[0].strip() if typed else ""
        sign, digits = given[:1] == "-", given.removeprefix("-")
        if digits.isdecimal() and len(digits) < 10:  # those of an Arabic keyboard too
            return -int(digits) if sign else int(digits)
        return given or None
