"""What is told about a file that holds no questionnaire we can use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import click


@dataclass(frozen=True)
class Fault:
    """One thing to mend: where it stands, which rule it breaks, and what to do.

    `line` counts from 1. `place` is the way to it by names, such as `questions.needs.options`;
    empty for the file as a whole.
    """

    file: str
    line: int
    place: str
    rule: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        return ": ".join(part for part in (where, self.place, self.rule, self.message) if part)


class BadQuestionnaire(click.ClickException):
    """A questionnaire that cannot be used; the command line prints it without a stack trace."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
