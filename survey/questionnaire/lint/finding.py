"""What the lint has to say, as data: shown on a page, in the editor and on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey.texts import Translate


class Severity(StrEnum):
    """A refusal stops publishing; a warning is for the author to weigh."""

    REFUSAL = "refusal"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One breach of one rule.

    `place` leads to it by names, such as `needs.text.self.da`. `message` is an English sentence of
    the catalogue that says what to do, with `values` to fill in by name.
    """

    place: str
    rule: str
    severity: Severity
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        return translate(self.message) % self.values


def findings_refusing(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop publishing."""
    return [finding for finding in findings if finding.severity is Severity.REFUSAL]
