"""Saving a part of a draft: by a button, or by itself while somebody writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import jsonify, request
from werkzeug.wrappers import Response

from admin.draft_forms import LONGEST, DraftForm, Reading
from admin.draft_room import by_now
from survey.pages.locale import gettext
from survey.questionnaire.draft.check import check
from survey.questionnaire.draft.content import Content
from survey.questionnaire.draft.keys import question_keys
from survey.questionnaire.draft.notes import Note
from survey.questionnaire.draft.parts import mark_of
from survey.services import services
from survey.store.draft_queries import Seen, change_draft


def wants_json() -> bool:
    """True when a script saves or asks, and no person waits for a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == (
        "application/json"
    )


def saved(
    draft_id: int, part: str, form: DraftForm, change: Callable[[Content], Content]
) -> Content:
    """The draft with a part written anew. Raises Meanwhile, Closed and Gone."""
    by = by_now(by_itself=wants_json())
    seen = Seen(part, str(form.mark.data or ""))
    return change_draft(services().store, draft_id, by, part, change, seen)


def autosaved(content: Content, question: str, part: str, reading: Reading) -> Response:
    """What the script is told when it has saved: the new mark, and what is to be said."""
    return jsonify(
        mark=mark_of(content, part),
        said=cut_words(reading) or gettext("Saved"),
        key=question_keys(content).get(question, ""),
        notes=told_notes(check(content).of(question)),
    )


def told_notes(notes: Iterable[Note]) -> list[dict[str, object]]:
    """Notes as the script shows them."""
    return [
        {
            "field": note.field,
            "stops": note.stops,
            "said": note.say(gettext),
            "why": note.why(gettext),
        }
        for note in notes
    ]


def cut_words(reading: Reading) -> str:
    """What is said where a text was too long; empty where all went in."""
    if not reading.cut:
        return ""
    return gettext(
        "It is saved, but a text was longer than there is room for: only its first %(most)s characters were kept.",
        most=LONGEST,
    )


def not_saved(said: str, status: int) -> Response:
    """What the script is told when nothing was saved."""
    answer = jsonify(said=said)
    answer.status_code = status
    return answer
