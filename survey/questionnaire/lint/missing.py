"""Rules about what is not there: words in a language or wording, and licences."""

from __future__ import annotations

from collections.abc import Iterator

from survey.languages import LANGUAGES
from survey.questionnaire.kinds.base import QuestionBase
from survey.questionnaire.kinds.number import Number
from survey.questionnaire.lint.finding import Finding, Severity
from survey.questionnaire.lint.wordy import WORDS
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.scoring import Scale
from survey.questionnaire.wording import LocalText, WordingText
from survey.texts import N_


def missing_words(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Texts without words in a language, or from a point of view, that is asked for."""
    for place, local in _locals(questionnaire):
        absent = (code for code in questionnaire.languages if not local.say(code))
        yield from (_no_words(place, language) for language in absent)
    slots = {item for scale in questionnaire.scales for item in scale.items}
    for question in questionnaire.questions:
        if not (question.key in slots and is_empty(question.text)):
            for place, text in _wordings(question):
                yield from _missing_in(place, text, questionnaire)


def _missing_in(place: str, text: WordingText, questionnaire: Questionnaire) -> Iterator[Finding]:
    for perspective in questionnaire.wordings:
        for language in questionnaire.languages:
            if not text.say(perspective, language):
                yield _no_words(f"{place}.{perspective}", language)


def _no_words(place: str, language: str) -> Finding:
    return Finding(
        f"{place}.{language}",
        "wording_missing",
        Severity.REFUSAL,
        N_("There are no words for %(place)s in %(language)s. Write them."),
        {"place": place, "language": LANGUAGES[language].own_name},
    )


def is_empty(text: WordingText) -> bool:
    """True when there are no words in any language."""
    return not any(line for local in text.root.values() for line in local.root.values())


def _wordings(question: QuestionBase) -> Iterator[tuple[str, WordingText]]:
    yield f"{question.key}.text", question.text
    if question.help:
        yield f"{question.key}.help", question.help
    if question.simple:
        yield f"{question.key}.simple.text", question.simple.text
    for option in question.choosable():
        yield f"{question.key}.{option.key}", option.label


def _locals(questionnaire: Questionnaire) -> Iterator[tuple[str, LocalText]]:
    yield "title", questionnaire.title
    yield "purpose", questionnaire.purpose
    for question in questionnaire.questions:
        if question.picture_text:
            yield f"{question.key}.picture_text", question.picture_text
        for option in question.choosable():
            if option.image_text:
                yield f"{question.key}.{option.key}.image_text", option.image_text
        if isinstance(question, Number) and question.unit:
            yield f"{question.key}.unit", question.unit
    for scale in questionnaire.scales:
        yield from ((f"{scale.key}.{band.key}", band.label) for band in scale.bands)


def missing_from_scales(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Scales whose words or licence note are still to be filled in."""
    for scale in questionnaire.scales:
        items = [item for item in scale.items if _has_no_words(questionnaire.find(item))]
        if items:
            yield _about(scale, "scale_wording_missing", WRITE_WORDING, items=", ".join(items))
        if not scale.licence_note.strip():
            yield _about(scale, "licence_note_missing", WRITE_LICENCE)


WRITE_WORDING = N_(
    "The scale %(scale)s comes without its words. Write in the wording you may use for: %(items)s."
)
WRITE_LICENCE = N_(
    "Nobody has said on what terms the scale %(scale)s is used. Fill in licence_note: who gave the"
    " wording, and the licence number if there is one."
)


def _about(scale: Scale, rule: str, message: str, **values: object) -> Finding:
    return Finding(scale.key, rule, Severity.REFUSAL, message, {"scale": scale.name, **values})


def _has_no_words(item: QuestionBase | None) -> bool:
    return item is not None and is_empty(item.text)


def unchecked_languages(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Languages whose words the lint knows nothing of."""
    for language in questionnaire.languages:
        if language not in WORDS:
            yield Finding(
                f"languages.{language}",
                "language_unchecked",
                Severity.WARNING,
                N_(
                    "The words in %(language)s are not checked here. Let somebody who speaks it read them."
                ),
                {"language": LANGUAGES[language].own_name},
            )
