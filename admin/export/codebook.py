"""The codebook: what each column of an export of responses holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from admin.export.columns import Column, Columns, Holds, version_columns
from admin.export.notes import STATUSES
from admin.export.sheets import Cell, Sheet
from survey.questionnaire.kinds.number import Number
from survey.questionnaire.kinds.yes_no import YES_NO
from survey.store.export_queries import ExportedVersion
from survey.texts import N_, Translate
from survey.voices import Perspective

ABOUT_MEANS = {
    "round": N_("Number of the round."),
    "questionnaire": N_("Key of the questionnaire."),
    "version": N_("Number of the questionnaire's version."),
    "centre": N_("The care centre."),
    "unit": N_("The unit; empty where the tablet or link belongs to the centre as a whole."),
    "voice": N_("Who speaks."),
    "perspective": N_("Whose view the answer gives: self, own_view, or as_resident."),
    "mode": N_("How it was answered; empty when nobody asked."),
    "helper": N_("Who helped; empty when nobody did or nobody asked."),
    "contact": N_("How often one who speaks for a resident is in touch; empty when not said."),
    "language": N_("Language of the interview."),
    "outcome": N_("How the interview ended: finished, stopped, or idle (left alone)."),
    "week": N_("Week of the interview by ISO 8601. The day is not told."),
}
HOLDS = {
    Holds.ANSWER: N_("The answer."),
    Holds.OPTION: N_("1 when this answer was chosen, 0 when it was not."),
    Holds.PLACE: N_("The place it was put at: 1 is first. Empty when it was given none."),
    Holds.STATUS: N_("What became of the question."),
    Holds.FORMAT: N_("“simple” where it was asked as a yes or no."),
}
HEADER = (
    N_("Column"),
    N_("What it holds"),
    N_("Kind"),
    N_("Measure"),
    N_("Version"),
    N_("Wording"),
)
"""Columns of the codebook itself, before those of each language."""


def codebook_sheet(columns: Columns, say: Translate) -> Sheet:
    """A row for every column, version and wording, with texts in all languages asked in."""
    languages = list(
        dict.fromkeys(code for v in columns.round.versions for code in v.questionnaire.languages)
    )
    texts = [f"{say(N_('Question'))} ({code})" for code in languages]
    answers = [f"{say(N_('Answers'))} ({code})" for code in languages]
    header = [
        *map(say, HEADER),
        *(name for pair in zip(texts, answers, strict=True) for name in pair),
    ]
    return Sheet("Codebook", header, _rows(columns, languages, say), [24, 40, 12, 16, 8, 12, 40])


def _rows(columns: Columns, languages: list[str], say: Translate) -> Iterator[list[Cell]]:
    for name, meaning in ABOUT_MEANS.items():
        yield [name, say(meaning)]
    for version in columns.round.versions:
        for column in version_columns(version):
            for wording in version.questionnaire.wordings:
                yield _row(column, version, wording, languages, say)


def _row(
    column: Column,
    version: ExportedVersion,
    wording: Perspective,
    languages: list[str],
    say: Translate,
) -> list[Cell]:
    question = column.question
    measure = question.measure.value if question.measure else None
    facts = [column.name, say(HOLDS[column.holds]), question.kind, measure, version.number]
    texts = (
        said
        for language in languages
        for said in (_asked(column, wording, language), _answers(column, wording, language))
    )
    return [*facts, wording.value, *texts]


def _asked(column: Column, wording: Perspective, language: str) -> str:
    """What was asked; by the simple variant where only that has an answer to give."""
    question = column.question
    other_shape = question.several or question.free_words
    by_itself = column.holds is Holds.FORMAT or (column.holds is Holds.ANSWER and other_shape)
    text = question.simple.text if question.simple and by_itself else question.text
    return text.say(wording, language)


def _answers(column: Column, wording: Perspective, language: str) -> str:
    return ANSWERS[column.holds](column, wording, language)


def _options(column: Column, wording: Perspective, language: str) -> str:
    question = column.question
    if isinstance(question, Number):
        return f"{question.least}–{question.most}"
    options = () if question.several else question.choosable()
    if question.simple:
        options += YES_NO
    return "; ".join(f"{one.key} = {one.label.say(wording, language)}" for one in options)


def _option(column: Column, wording: Perspective, language: str) -> str:
    return column.option.label.say(wording, language) if column.option else ""


ANSWERS: dict[Holds, Callable[[Column, Perspective, str], str]] = {
    Holds.ANSWER: _options,
    Holds.OPTION: _option,
    Holds.PLACE: _option,
    Holds.STATUS: lambda *_: "; ".join(STATUSES),
    Holds.FORMAT: lambda *_: "simple",
}
"""The possible answers of a column, in words."""
