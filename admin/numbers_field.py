"""A field for a whole number, whose faults are told in our words."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

LONGEST_NUMBER = 10


class WholeNumber(IntegerField):
    """A whole number between two bounds, or nothing; `fault` is said of everything else."""

    def __init__(self, least: int, most: int, fault: str, **how: Any) -> None:
        checks = [Optional(), NumberRange(least, most, fault)]
        super().__init__(validators=checks, **how)
        self.fault = fault

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number as people write it."""
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            self.data = None
        elif text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
            self.data = int(text)
        else:
            self.data = None
            raise ValueError(self.fault)
