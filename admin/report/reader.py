"""For whom a group's answers are told: how many people it has, and in whose words it was asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from admin.report.base import Item
from admin.report.numbers import Share, show_share
from admin.report.weighted import weighted
from survey.questionnaire.kinds.base import Status
from survey.questionnaire.wording import LocalText, WordingText
from survey.voices import Perspective

Answers = Collection[str]
"""The tally's names of the answers that belong together."""
Lines = Sequence[tuple[str, Answers]]
"""Lines of a table: a label, and the answers counted under it."""


@dataclass(frozen=True)
class AnswerLine:
    """One answer and what may be shown of those who gave it.

    `unweighted` is the plain percentage where weighting the centres changes much.
    """

    label: str
    share: Share
    unweighted: int | None = None

    @property
    def is_open(self) -> bool:
        """True when the count itself is shown."""
        return self.share.x is not None

    def without_conclusion(self) -> AnswerLine:
        """The bare count, where too many did not know."""
        bare = replace(self.share, percent=None, between=None, at_worst=None, strength=None)
        return AnswerLine(self.label, bare)


@dataclass(frozen=True)
class Reader:
    """`size` people are in the group (None: unknown), `centres` says how many at each centre.

    `k` is the smallest group that may be seen; `perspective` and `language` choose the words.
    """

    size: int | None
    k: int
    perspective: Perspective
    language: str
    centres: Mapping[int, int] = field(default_factory=dict)

    def words(self, text: WordingText) -> str:
        """A text as the group met it, in the reader's language."""
        return text.say(self.perspective, self.language)

    def label(self, text: LocalText) -> str:
        """A text that is the same for everybody, in the reader's language."""
        return text.say(self.language)

    def among(self, item: Item) -> Reader:
        """The same, of those a question was relevant for: nobody has counted how many they are."""
        if item.statuses.get(Status.NOT_RELEVANT):
            return replace(self, size=None, centres={})
        return self

    def lines(self, lines: Lines, item: Item, sensitive: bool) -> tuple[AnswerLine, ...]:
        """What may be shown of those who gave each line's answers."""
        return tuple(self._line(label, answers, item, sensitive) for label, answers in lines)

    def _line(self, label: str, answers: Answers, item: Item, sensitive: bool) -> AnswerLine:
        n = item.answered
        share = show_share(item.count(answers), n, self.size, k=self.k, sensitive=sensitive)
        # A weighted share beside the plain count lets one work out each centre's part of it.
        if sensitive or len(self.centres) < 2:
            return AnswerLine(label, share)
        parts = {
            str(id_): _part(item.centres.get(id_), answers, size)
            for id_, size in self.centres.items()
        }
        return AnswerLine(label, *weighted(share, parts, self.k))


def _part(item: Item | None, answers: Answers, size: int) -> tuple[int, int, int]:
    """A centre's (x, n, N)."""
    return (item.count(answers), item.answered, size) if item else (0, 0, size)
