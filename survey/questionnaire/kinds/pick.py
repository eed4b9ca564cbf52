"""At most so many of several answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from survey.questionnaire.kinds.choices import SeveralOf


class Pick(SeveralOf):
    """Choose at most `at_most` of the options; the value is a list of option keys."""

    kind: Literal["pick"]
    at_most: int = Field(ge=1, le=6)

    def at_most_of(self) -> int:
        return self.at_most
