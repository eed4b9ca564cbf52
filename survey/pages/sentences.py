"""The sentences that go with a question: what to do, when to answer, what did not fit."""

from __future__ import annotations

from survey.pages.locale import gettext
from survey.questionnaire.kinds.base import Condition, QuestionBase
from survey.questionnaire.kinds.choices import SeveralOf
from survey.questionnaire.kinds.number import Number
from survey.questionnaire.kinds.rank import Rank
from survey.questionnaire.kinds.text import TextQuestion
from survey.questionnaire.model import Questionnaire
from survey.texts import N_
from survey.voices import Perspective

TAP_ONE = N_("Tap your answer")
HINTS = {
    "choices": N_("Choose all the answers that fit"),
    "rank": N_("Choose in order: what you like best first"),
    "number": N_("Write a number"),
    "text": N_("Write in your own words"),
}
"""What to do on a question of this kind; the others say `TAP_ONE`."""

CHOOSE_AT_MOST = {
    1: TAP_ONE,
    2: N_("Choose up to two answers"),
    3: N_("Choose up to three answers"),
    4: N_("Choose up to four answers"),
    5: N_("Choose up to five answers"),
    6: N_("Choose up to six answers"),
}
AS_WHOM = {
    Perspective.AS_RESIDENT: N_("Answer as you think the resident would answer."),
    Perspective.OWN_VIEW: N_("Answer as you see it yourself."),
}
"""From whose point of view; one who answers for herself needs no telling."""


def as_whom(perspective: Perspective) -> str:
    """The line that says from whose point of view to answer; empty for `self`."""
    sentence = AS_WHOM.get(perspective)
    return gettext(sentence) if sentence else ""


def hint(question: QuestionBase) -> str:
    """What to do on this question, in a few words."""
    return gettext(CHOOSE_AT_MOST.get(at_most(question)) or HINTS.get(question.kind, TAP_ONE))


def at_most(question: QuestionBase) -> int:
    """How many answers may be chosen; 0 where there is no such limit to mind."""
    return getattr(question, "at_most", 0) if question.several else 0


def complaint(question: QuestionBase) -> str:
    """What to do about an answer to this question that did not fit."""
    if isinstance(question, Number):
        return _number_complaint(question)
    if isinstance(question, TextQuestion):
        return gettext(
            "There is room for %(count)s characters. Please make the text shorter.",
            count=question.at_most,
        )
    if isinstance(question, Rank):
        return gettext("Give each of them a number of its own: 1 to what you like best.")
    if isinstance(question, SeveralOf):
        return gettext("That is more answers than fit. %(hint)s.", hint=hint(question))
    return gettext("Choose one of the answers shown.")


def _number_complaint(question: Number) -> str:
    return gettext(
        "Write a whole number from %(least)s to %(most)s.",
        least=question.least,
        most=question.most,
    )


def conditions(
    questionnaire: Questionnaire, question: QuestionBase, perspective: Perspective, language: str
) -> list[str]:
    """When to answer a conditional question, one sentence per condition."""
    return [_condition(questionnaire, c, perspective, language) for c in question.ask_if]


def _condition(
    questionnaire: Questionnaire, condition: Condition, perspective: Perspective, language: str
) -> str:
    earlier = questionnaire.find(condition.question)
    if earlier is None:
        raise LookupError(condition.question)
    labels = [
        option.label.say(perspective, language)
        for option in earlier.choosable()
        if option.key in condition.answers
    ]
    return gettext(
        "Answer only if you answered “%(answers)s” to “%(question)s”",
        answers="” / “".join(labels),
        question=earlier.text.say(perspective, language),
    )
