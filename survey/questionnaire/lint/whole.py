"""Rules for questions and the questionnaire as a whole: how much is asked of people."""

from __future__ import annotations

from collections.abc import Iterator

from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.kinds.scale import ScaleQuestion
from survey.questionnaire.lint.finding import Finding, Severity
from survey.questionnaire.lint.texts import Role, texts_of
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
MOST_CHARACTERS_TO_RANK = 40


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


def hidden_images(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Uploaded pictures that are not shown, because pictures are switched off."""
    for question in questionnaire.questions:
        if not questionnaire.pictures and any(option.image for option in question.choosable()):
            message = N_("Its options have pictures that are not shown. Set pictures to true.")
            yield Finding(question.key, "hidden_images", Severity.WARNING, message)


def long_to_rank(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Options that do not fit on a tile beside their number and their picture."""
    for said in texts_of(questionnaire):
        question = questionnaire.find(said.place.partition(".")[0])
        ranked = said.role is Role.ANSWER and question is not None and question.ordered
        if ranked and len(said.text) > MOST_CHARACTERS_TO_RANK:
            message = N_("“%(text)s” has %(found)s characters. Say it in %(most)s or fewer.")
            values = {"text": said.text, "found": len(said.text), "most": MOST_CHARACTERS_TO_RANK}
            yield Finding(said.place, "long_to_rank", Severity.REFUSAL, message, values)


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
