"""The needs an initiative can answer: those the library's first questionnaire lets people pick."""

from __future__ import annotations

from survey.questionnaire.kinds.pick import Pick
from survey.questionnaire.library import library
from survey.voices import Perspective

WRITTEN_IN = "da"
ASKS_FOR_NEEDS = "needs_before"
NEED = "need"
"""The measure of questions about what people need."""


def needs(language: str) -> dict[str, str]:
    """Each need there is to choose from, by the key of its option, as it is said in a language.

    That none of them fits is an answer people can give, and no need.
    """
    questions = library()[ASKS_FOR_NEEDS].questions
    question = next(one for one in questions if isinstance(one, Pick) and one.measure == NEED)
    none = question.none_of_these
    named = {one.key: one.label for one in question.options if one.key != none}
    return {
        key: text.say(Perspective.SELF, language) or text.say(Perspective.SELF, WRITTEN_IN)
        for key, text in named.items()
    }
