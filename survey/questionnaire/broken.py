"""What is wrong with a definition, as a sentence of the catalogue with named values."""

from __future__ import annotations


class BrokenRule(ValueError):
    """Raised by the model where parts of a definition do not fit together.

    `pattern` is a sentence marked for the catalogue, `values` what it names; as a text it is English.
    """

    def __init__(self, pattern: str, **values: object) -> None:
        super().__init__(pattern % values)
        self.pattern, self.values = pattern, values
