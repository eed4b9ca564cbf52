"""Rules for questions and the questionnaire as a whole: how much is asked of people."""

from __future__ import annotations

from collections.abc import Iterator

from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.kinds.scale import ScaleQuestion
from survey.questionnaire.lint.finding import Finding, Severity
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.pictures import PICTURES
from survey.texts import N_
from survey.voices import PERSPECTIVES

MANY_QUESTIONS = 9
"""From here on a warning: three or four questions already give the score."""
TOO_MANY_FOR_RESIDENTS = 13
TOO_MANY = 16
"""Fifteen questions are what relatives on their own phone get through in eight minutes."""
MOST_STEPS_FOR_RESIDENTS = 3
MOST_OPTIONS_FOR_RESIDENTS = 8
MOST_OPTIONS = 10


def too_many_questions(questionnaire: Questionnaire) -> Iterator[Finding]:
    """More questions than people have the strength for."""
    count = len(list(questionnaire.asked()))
    limit = TOO_MANY_FOR_RESIDENTS if questionnaire.for_residents() else TOO_MANY
    values = {"count": count, "most": limit - 1, "few": MANY_QUESTIONS - 1}
    if count >= limit:
        message = N_("There are %(count)s questions. Keep the %(most)s that matter most.")
        yield Finding("questions", "too_many_questions", Severity.REFUSAL, message, values)
    elif count >= MANY_QUESTIONS:
        message = N_(
            "There are %(count)s questions. More people answer them all if there are %(few)s."
        )
        yield Finding("questions", "many_questions", Severity.WARNING, message, values)


def unknown_pictures(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Pictures that do not come along."""
    for question in questionnaire.questions:
        for picture in sorted(set(question.named_pictures()) - set(PICTURES)):
            message = N_("There is no picture %(picture)s. Take one of: %(known)s.")
            values = {"picture": picture, "known": ", ".join(PICTURES)}
            yield Finding(question.key, "unknown_picture", Severity.REFUSAL, message, values)


def too_many_steps(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Scales with more steps than residents can hold in mind, unless it is asked for."""
    if questionnaire.five_steps or not questionnaire.for_residents():
        return
    for question in questionnaire.asked():
        steps = len(question.choosable())
        if _is_graded(question, questionnaire) and steps > MOST_STEPS_FOR_RESIDENTS:
            message = N_("%(steps)s steps are many for residents. Use 2 or 3, or set five_steps.")
            yield Finding(
                question.key, "too_many_steps", Severity.REFUSAL, message, {"steps": steps}
            )


def _is_graded(question: QuestionBase, questionnaire: Questionnaire) -> bool:
    items = {item for scale in questionnaire.scales for item in scale.items}
    return isinstance(question, ScaleQuestion) or question.key in items


def many_options(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Lists that are long to read and remember."""
    residents = questionnaire.for_residents()
    most = MOST_OPTIONS_FOR_RESIDENTS if residents else MOST_OPTIONS
    for question in questionnaire.asked():
        options = len(question.choosable())
        if options > most:
            message = N_("There are %(options)s answers to choose from. %(most)s fit on a screen.")
            values = {"options": options, "most": most}
            yield Finding(question.key, "many_options", Severity.WARNING, message, values)


def voices_without_wording(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Voices nobody could answer as, because no wording is written from where they stand."""
    for voice in questionnaire.voices:
        if not set(PERSPECTIVES[voice]) & set(questionnaire.wordings):
            message = N_("%(voice)s is asked, but no wording fits. Add one of these: %(wordings)s.")
            values = {"voice": voice.value, "wordings": ", ".join(PERSPECTIVES[voice])}
            yield Finding(
                f"voices.{voice}", "voice_without_wording", Severity.REFUSAL, message, values
            )
