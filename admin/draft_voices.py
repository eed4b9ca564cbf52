"""How much of a draft is read aloud in somebody's voice: told beside it, before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from survey.languages import LANGUAGES, Language
from survey.pages.document import render_document
from survey.pages.speech import audio_folder, speech_here
from survey.questionnaire.draft.check import as_far_as_it_goes
from survey.questionnaire.draft.content import Content
from survey.services import services
from survey.speech.prompts import Prompts, State, prompts_of
from survey.speech.recordings import Wording
from survey.store.recording_queries import recordings_of

UNPUBLISHED = "draft"
"""Stands where a published version has its hash; nothing is sent with it, and no sound made of it."""


@dataclass(frozen=True)
class Voices:
    """How many texts of a draft, in its first language, are recorded, recorded in other words, said
    by the server's voice, or not said at all."""

    language: Language
    recorded: int
    stale: int
    synthetic: int
    missing: int


def voices_of(content: Content) -> Voices | None:
    """How the draft would be heard now. None: there is nothing to hear yet."""
    questionnaire = as_far_as_it_goes(content)
    if questionnaire is None or not questionnaire.for_residents():
        return None
    language, wording = questionnaire.languages[0], questionnaire.wordings[0]
    html = render_document(questionnaire, UNPUBLISHED, language, wording)
    named = Wording(questionnaire.key, language, wording.value)
    shelf = speech_here().shelf_of(html, named, _nowhere())
    with services().store.read() as connection:
        prompts = prompts_of(shelf, recordings_of(connection, named))
    return _counted(prompts, LANGUAGES[language])


def _nowhere() -> Path:
    return audio_folder(services()) / UNPUBLISHED


def _counted(prompts: Prompts, language: Language) -> Voices:
    return Voices(
        language,
        recorded=prompts.count(State.RECORDED, State.BY_HAND),
        stale=prompts.count(State.STALE),
        synthetic=prompts.count(State.SYNTHETIC),
        missing=prompts.count(State.MISSING),
    )
