"""What is told about a file that holds no questionnaire we can use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import click

from survey.texts import Translate, as_it_stands


@dataclass(frozen=True)
class Fault:
    """One thing to mend: where it stands, which rule it breaks, and what to do.

    `line` counts from 1. `place` is the way to it by names, such as `questions.needs.options`;
    empty for the file as a whole. `pattern` is a sentence, of the catalogue where we wrote it,
    with `values` to fill in by name.
    """

    file: str
    line: int
    place: str
    rule: str
    pattern: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence as it stands."""
        return self.say(as_it_stands)

    def say(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        said = translate(self.pattern)
        return said % self.values if self.values else said

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        return ": ".join(part for part in (where, self.place, self.rule, self.message) if part)


class BadQuestionnaire(click.ClickException):
    """A questionnaire that cannot be used; the command line prints it without a stack trace."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
