"""What of an older edition can be compared with the one a round asks now, and where the curve breaks.

A version's `trends` name, per question, the first edition whose answers mean the same. Editions that
name the same one may be laid beside each other; no others, for an edition may have been made of an
older one beside others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from admin.report.sentences import Sentence, sentence
from survey.questionnaire.model import Questionnaire
from survey.texts import N_
from survey.voices import Perspective

COMPARED = N_("Can be compared with the answers to edition %(number)s: %(questions)s.")
BROKEN = N_(
    "Here the curve is broken: edition %(number)s asks something else, so the answers must not be compared: %(questions)s."
)


@dataclass(frozen=True)
class Edition:
    """A published version: its number, what it asks, and from which edition on it can be compared."""

    number: int
    questionnaire: Questionnaire
    trends: Mapping[str, int] = field(default_factory=dict)

    def begins(self, key: str) -> int:
        """The first edition whose answers to this question mean the same."""
        return self.trends.get(key, self.number)


def compared(own: Edition, older: Edition, view: Perspective, language: str) -> Iterator[Sentence]:
    """Which questions of `older` go on in the round's own edition, and which do not."""
    both = [q for q in older.questionnaire.asked() if own.questionnaire.find(q.key)]
    goes_on = {q.key: own.begins(q.key) == older.begins(q.key) for q in both}
    for message, wanted in ((COMPARED, True), (BROKEN, False)):
        names = [
            f"“{q.text.say(view, language) or q.key}”" for q in both if goes_on[q.key] is wanted
        ]
        if names:
            yield sentence(message, number=own.number, questions=", ".join(names))
