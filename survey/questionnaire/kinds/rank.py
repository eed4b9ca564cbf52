"""Several answers put in order, the one liked best first."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.base import Option, QuestionBase, WrongValue, one_of
from survey.questionnaire.kinds.choices import JOIN

PLACE = "."
"""Between an option's key and the place it was given, in the fields of a form."""
PLACED = re.compile(r"[a-z0-9_]+\.[1-5]")


class Rank(QuestionBase):
    """Put 2 to 5 options in order; the value is a list of option keys, the first choice first.

    Not all need a place: whoever knows only what she likes best has answered. Without a place are
    those she put last, in no order among themselves.
    """

    template = "rank"
    several = True
    ordered = True

    kind: Literal["rank"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=5)

    def choosable(self) -> tuple[Option, ...]:
        return self.options

    def parse(self, value: object) -> list[str]:
        if not isinstance(value, list) or not value:
            raise WrongValue("a list of at least one option is needed")
        order = [one_of(item, self.options) for item in value]
        if len(set(order)) < len(order):
            raise WrongValue("each option may have one place")
        return order

    def read_form(self, typed: list[str]) -> object | None:
        """The order from fields such as `garden.2`, or None.

        A place given twice stays as it was typed, which `parse` refuses: which of the two was
        meant, nobody can tell.
        """
        written = [text for text in typed if text]
        places = {text[-1]: text for text in written if PLACED.fullmatch(text)}
        if len(places) < len(written):
            return written
        return [places[place].rpartition(PLACE)[0] for place in sorted(places)] or None

    def counted_as(self, value: object) -> str:
        return JOIN.join(self.parse(value))
