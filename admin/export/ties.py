"""What one question's line tells about another's: a question asked only after certain answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from admin.export.hide import Name
from survey.questionnaire.kinds.base import Condition, QuestionBase, Status
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.questionnaire.model import Questionnaire

NOT_RELEVANT, NOT_REACHED = Status.NOT_RELEVANT.value, Status.NOT_REACHED.value
SIMPLE_ANSWERS = {option.key for option in YES_NO}


@dataclass(frozen=True)
class SafeLine:
    """One line of a table: a count for each name, None where it is hidden."""

    shown: Mapping[Name, int | None]

    def hides(self, names: Iterable[Name] | None = None) -> bool:
        """True when one of `names`, or any at all, is hidden."""
        looked_at = self.shown if names is None else names
        return any(self.shown.get(name) is None for name in looked_at)


@dataclass(frozen=True)
class Ties:
    """What a line must do for the sake of others.

    `all_hidden`: show nothing. `known`: statuses that can be worked out from the earlier question,
    so they cover nothing here. `gone`: how many are known to have left before; whoever did not
    reach an earlier question did not reach this one, so they cover nothing either.
    """

    all_hidden: bool = False
    known: tuple[str, ...] = ()
    gone: int = 0


NOTHING = Ties(all_hidden=True)


def ties_of(
    question: QuestionBase, questionnaire: Questionnaire, earlier: Mapping[str, SafeLine]
) -> Ties:
    """How `question` is tied to the lines of earlier questions.

    It is not relevant for those who came to the earlier question and answered it in another way.
    So it may be shown when both are shown there: how many were asked on, and how many never came
    to it. Crossings of two questions, or of two options chosen together, are not shown.
    """
    gone = max((line.shown.get(Name(NOT_REACHED)) or 0 for line in earlier.values()), default=0)
    if not question.ask_if:
        return Ties(gone=gone)
    condition = question.ask_if[0]
    asked = questionnaire.find(condition.question)
    if len(question.ask_if) > 1 or asked is None or _crosses(asked, condition):
        return NOTHING
    if earlier[condition.question].hides([Name(NOT_REACHED), *_deciding(asked, condition)]):
        return NOTHING
    return Ties(known=(NOT_RELEVANT,), gone=gone)


def _crosses(asked: QuestionBase, condition: Condition) -> bool:
    return asked.several and len(condition.answers) > 1


def _deciding(asked: QuestionBase, condition: Condition) -> list[Name]:
    """The counts of the earlier question that say how many were asked on."""
    full = [Name(Status.ANSWERED.value, answer) for answer in condition.answers]
    simple = SIMPLE_ANSWERS.intersection(condition.answers) if asked.simple else ()
    return [*full, *(Name(Status.ANSWERED.value, answer, simple=True) for answer in simple)]
