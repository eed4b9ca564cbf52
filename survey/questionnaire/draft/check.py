"""A draft held against the model and the lint: everything that is said of it, where it belongs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from survey.languages import LANGUAGES
from survey.questionnaire.draft.content import Content, find_question
from survey.questionnaire.draft.keys import answer_keys, question_keys
from survey.questionnaire.draft.loose_checks import lacking
from survey.questionnaire.draft.notes import WHOLE, Note, stopping
from survey.questionnaire.draft.strict import to_data
from survey.questionnaire.lint import Finding, Severity, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.plain_words import plain_fault
from survey.questionnaire.wording import EVERY_WORDING
from survey.texts import N_


@dataclass(frozen=True)
class Checked:
    """What is said of a draft. `questionnaire` is there when nothing stops publishing."""

    notes: tuple[Note, ...]
    questionnaire: Questionnaire | None

    def of(self, question: str) -> list[Note]:
        """What is said of one question, or of the whole (`WHOLE`)."""
        return [note for note in self.notes if note.question == question]


def check(content: Content, taken: Collection[str] = ()) -> Checked:
    """Everything to mend and to weigh. `taken` are the keys of other questionnaires."""
    data = to_data(content, taken)
    whole, faults = _model(data)
    ours = list(lacking(content))
    told = {(note.question, note.field.split(".")[0]) for note in ours}
    ours += [note for note in _from_faults(faults, content) if not _told(note, told)]
    testable = whole or _mended(data)
    found = lint(testable) if testable else []
    notes = tuple(_each_once([*ours, *_from_findings(found, content)]))
    return Checked(notes, None if stopping(notes) else whole)


def as_far_as_it_goes(content: Content) -> Questionnaire | None:
    """The draft as respondents would meet it, without what cannot be shown yet; None for nothing."""
    data = to_data(content)
    return _model(data)[0] or _mended(data)


def _model(data: dict[str, Any]) -> tuple[Questionnaire | None, list[ErrorDetails]]:
    try:
        return Questionnaire.model_validate(data), []
    except ValidationError as fault:
        return None, fault.errors(include_url=False)


def _told(note: Note, told: set[tuple[str, str]]) -> bool:
    """True when our own words said it already: of the field, or somewhere of the whole."""
    if note.question == WHOLE and not note.field:
        return bool(told)
    return (note.question, note.field.split(".")[0]) in told


def _from_faults(faults: Iterable[ErrorDetails], content: Content) -> Iterator[Note]:
    for fault in faults:
        message, values = plain_fault(fault)
        question, field = _where(fault["loc"], content)
        yield Note(question, field, fault["type"], Severity.REFUSAL, message, values)


def _where(place: tuple[int | str, ...], content: Content) -> tuple[str, str]:
    """The question and the field that a fault's place leads to."""
    match place:
        case ("questions", int(number), *rest) if number < len(content["questions"]):
            names = [
                str(one) for one in rest if one not in {q["kind"] for q in content["questions"]}
            ]
            return content["questions"][number]["id"], FIELDS.get(
                names[0], names[0]
            ) if names else ""
        case ("questions" | "scales" | "languages" | "voices" | "wordings" as name, *_):
            return WHOLE, str(name)
        case (str(name), *rest):
            return WHOLE, ".".join([name, *(str(one) for one in rest)])
        case _:
            return WHOLE, ""


FIELDS = {"options": "answers", "steps": "answers"}
"""What the form calls parts of the model."""


def _mended(data: dict[str, Any]) -> Questionnaire | None:
    """As much of it as the model takes, so that the rest can be looked at all the same."""
    kept = {
        **data,
        "languages": data["languages"] or ["da"],
        "voices": data["voices"] or ["resident"],
        "wordings": data["wordings"] or ["self"],
        "scales": [],
        "questions": [{**q, "ask_if": []} for q in data["questions"] if _stands(q)],
    }
    return _model(kept)[0]


def _stands(question: dict[str, Any]) -> bool:
    alone = {
        "key": "one",
        "title": {},
        "purpose": {},
        "languages": ["da"],
        "voices": ["resident"],
        "wordings": ["self"],
        "questions": [{**question, "ask_if": []}],
    }
    return _model(alone)[0] is not None


def _from_findings(findings: Iterable[Finding], content: Content) -> Iterator[Note]:
    keys = {key: id_ for id_, key in question_keys(content).items()}
    for finding in findings:
        key, *rest = finding.place.split(".")
        if key in keys and not (key in ABOUT_WHOLE and not rest):
            question = find_question(content, keys[key])
            yield _plainly(finding, question["id"], _field(rest, question, content))
        else:
            yield _plainly(finding, WHOLE, finding.place)


ABOUT_WHOLE = frozenset({"questions", "title", "purpose"})


def _field(place: list[str], question: Content, content: Content) -> str:
    """The form's name of what a finding about a question is about."""
    if not place:
        return ""
    name, *rest = place
    answers = {key: id_ for id_, key in answer_keys(content, question).items()}
    if name == "simple":
        rest = rest[1:]
    if name in ("picture_text", "unit"):
        return ".".join(place)
    if name in ("text", "help", "simple"):
        return ".".join([name, *_cell(rest, question[name])])
    if question["kind"] == "yes_no" and name in ("yes", "no"):
        return ".".join([name, *_cell(rest, question[name])])
    if name in answers:
        found = next(one for one in question["answers"] if one["id"] == answers[name])
        return ".".join(["answer", found["id"], *_cell(rest, found["label"])])
    return name


def _cell(place: list[str], text: Content) -> list[str]:
    """Wording and language of a worded text's field."""
    language = place[-1] if place and place[-1] in LANGUAGES else ""
    wording = place[0] if len(place) > 1 else EVERY_WORDING
    row = EVERY_WORDING if text.get("same", True) else wording
    return [row, language] if language else []


def _plainly(finding: Finding, question: str, field: str) -> Note:
    message = IN_THE_EDITOR.get(finding.rule, finding.message)
    return Note(question, field, finding.rule, finding.severity, message, finding.values)


IN_THE_EDITOR = {
    "wording_missing": N_("Write the words in %(language)s."),
    "too_many_steps": N_(
        "%(steps)s steps are many for residents. Use 2 or 3, or allow five steps under “About the questionnaire”."
    ),
    "licence_note_missing": N_(
        "Nobody has said on what terms the scale %(scale)s is used. Write who gave the wording, and the licence number if there is one."
    ),
    "voice_without_wording": N_(
        "Somebody is asked, but no wording is written from where they stand. Choose one more wording under “About the questionnaire”."
    ),
}
"""Sentences of the lint that speak of the file, as the editor says them."""


def _each_once(notes: Iterable[Note]) -> Iterator[Note]:
    """One text that is the same for all is missing once, not once for each point of view."""
    seen: set[tuple[str, str, str]] = set()
    for note in notes:
        name = (note.question, note.field, note.rule)
        if name not in seen:
            seen.add(name)
            yield replace(note)
