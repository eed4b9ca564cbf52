"""One question of a draft: its words and answers, when it is asked, and how it looks."""

from __future__ import annotations

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from admin.doors import needs, takes_long_words
from admin.draft_forms import DraftForm, Reading, read_question
from admin.draft_room import (
    CLOSED,
    GONE,
    REFUSED,
    blueprint,
    done_to,
    draft_now,
    lately,
    title_of,
    to_draft,
    to_question,
)
from admin.draft_saving import autosaved, cut_words, not_saved, saved, told_notes, wants_json
from admin.draft_words import KINDS, MEASURES, WORDINGS
from admin.form_page import Answer
from admin.forms import StaffForm
from admin.undo import say_done
from survey.languages import LANGUAGES
from survey.pages.locale import gettext
from survey.questionnaire.draft.check import check
from survey.questionnaire.draft.content import Content, Gone, find_question, first_words, words_of
from survey.questionnaire.draft.keys import question_keys
from survey.questionnaire.draft.loose_checks import answer_ids
from survey.questionnaire.draft.notes import Note
from survey.questionnaire.draft.operations import (
    Licensed,
    NoRoom,
    add_answer,
    move_answer,
    remove_answer,
    scale_items,
    set_condition,
    set_question,
)
from survey.questionnaire.draft.parts import mark_of
from survey.questionnaire.pictures import PICTURES
from survey.staff import Right
from survey.store.draft_queries import Closed, KeptDraft, Meanwhile
from survey.texts import N_

FOLDED = frozenset({"help", "simple", "picture_text"})
"""What stands folded away on the page, unless something is to be said of it."""
OF_ONE = "/drafts/<int:draft_id>/questions/<question>"
MEANWHILE = N_(
    "Not saved: somebody else has changed this question meanwhile. What you wrote is still here; press “Save” to see both."
)


@blueprint.route(OF_ONE, methods=["GET", "POST"])
@needs(Right.RUN)
@takes_long_words
def question(draft_id: int, question: str) -> Answer:
    """Write a question."""
    kept, form = draft_now(draft_id), DraftForm()
    if not _is_there(kept.content, question):
        return not_saved(gettext(GONE), 410) if wants_json() else _gone(draft_id)
    if form.sent is None or not form.validate_on_submit():
        return _filled(kept, question, form)
    return _saved(draft_id, question, form)


@blueprint.post(f"{OF_ONE}/check")
@needs(Right.RUN)
@takes_long_words
def check_words(draft_id: int, question: str) -> Response:
    """What is to be said of a question as it is being written; nothing is saved."""
    content = draft_now(draft_id).content
    if not _is_there(content, question):
        return not_saved(gettext(GONE), 410)
    written = _written(content, question, Reading(request.form))
    return jsonify(notes=told_notes(check(written).of(question)))


@blueprint.route(f"{OF_ONE}/when", methods=["GET", "POST"])
@needs(Right.RUN)
def when(draft_id: int, question: str) -> Answer:
    """When a question is asked: always, or only after certain answers to earlier ones."""
    kept, form = draft_now(draft_id), StaffForm()
    if not _is_there(kept.content, question):
        return _gone(draft_id)
    chosen = request.values.get("of", "")
    if form.validate_on_submit():
        return _conditioned(draft_id, question, chosen)
    return _when_page(kept, question, chosen)


def _conditioned(draft_id: int, question: str, earlier: str) -> Answer:
    """Ask only after the ticked answers to `earlier`, or whatever is answered to it."""
    answers = request.form.getlist("answer")

    def change(content: Content) -> Content:
        known = _answers(content, earlier) if _is_there(content, earlier) else {}
        return set_condition(content, question, earlier, [one for one in known if one in answers])

    if done_to(draft_id, question, change):
        say_done(gettext("It is saved."))
    return to_question(draft_id, question, "when")


def _when_page(kept: KeptDraft, id_: str, chosen: str) -> Answer:
    content = kept.content
    earlier = {
        one["id"]: first_words(content, one) or gettext("A question without words")
        for one in _earlier(content, id_)
    }
    conditions = {one["question"]: one["answers"] for one in find_question(content, id_)["ask_if"]}
    return render_template(
        "admin/drafts/when.html",
        draft=kept,
        id=id_,
        heading=_words(content, id_),
        earlier=earlier,
        chosen=chosen if chosen in earlier else "",
        answers=_answers(content, chosen) if chosen in earlier else {},
        ticked=conditions.get(chosen, []),
        conditions=_said_conditions(content, id_),
        notes=[one for one in check(content).of(id_) if one.field == "ask_if"],
        gettext=gettext,
    )


def _earlier(content: Content, id_: str) -> list[Content]:
    """The questions before this one that are answered by choosing."""
    at = [one["id"] for one in content["questions"]].index(id_)
    return [one for one in content["questions"][:at] if answer_ids(one)]


def _answers(content: Content, id_: str) -> dict[str, str]:
    """The answers of a question by id, as they read."""
    asked = find_question(content, id_)
    if asked["kind"] == "yes_no":
        usual = {"yes": gettext("Yes"), "no": gettext("No")}
        return {one: _said(content, asked[one]) or said for one, said in usual.items()}
    empty = gettext("An answer without words")
    return {one["id"]: _said(content, one["label"]) or empty for one in asked["answers"]}


def _said(content: Content, text: Content) -> str:
    for language in content["languages"]:
        for wording in content["wordings"] or ["every"]:
            if words := words_of(text, wording).get(language):
                return str(words)
    return ""


def _said_conditions(content: Content, id_: str) -> list[dict[str, object]]:
    """The conditions in words, each with the question it names."""
    told: list[dict[str, object]] = []
    for one in find_question(content, id_)["ask_if"]:
        there = _is_there(content, one["question"])
        known = _answers(content, one["question"]) if there else {}
        told.append(
            {
                "question": one["question"],
                "words": _words(content, one["question"])
                if there
                else gettext("a removed question"),
                "answers": [
                    known.get(each, gettext("a removed answer")) for each in one["answers"]
                ],
            }
        )
    return told


def _words(content: Content, id_: str) -> str:
    return first_words(content, find_question(content, id_)) or gettext("A question without words")


def _is_there(content: Content, id_: str) -> bool:
    return any(one["id"] == id_ for one in content["questions"])


def _gone(draft_id: int) -> Response:
    say_done(gettext(GONE))
    return to_draft(draft_id)


def _written(content: Content, id_: str, reading: Reading) -> Content:
    return set_question(content, id_, read_question(reading, content, find_question(content, id_)))


def _filled(kept: KeptDraft, id_: str, form: DraftForm) -> Answer:
    """The form as the question stands, or as it was sent when a session had ended."""
    if form.sent is None:
        return question_page(kept, kept.content, id_, mark_of(kept.content, id_))
    content = _written(kept.content, id_, Reading(form.sent))
    return question_page(kept, content, id_, str(form.mark.data or ""))


def _saved(draft_id: int, id_: str, form: DraftForm) -> Answer:
    reading = Reading(form.sent)  # type: ignore[arg-type] # it was sent: the form is valid
    task, _, answer = form.sent.get("do", "").partition(".")  # type: ignore[union-attr]
    step = STEPS.get(task)
    made: list[str] = []

    def change(content: Content) -> Content:
        content = _written(content, id_, reading)
        if step:
            content, at = step(content, id_, answer)
            made.append(at)
        return content

    try:
        content = saved(draft_id, id_, form, change)
    except Meanwhile:
        return not_saved(gettext(MEANWHILE), 409) if wants_json() else _met(draft_id, id_, reading)
    except (Closed, Gone, Licensed, NoRoom) as fault:
        return _refused(draft_id, id_, fault)
    if wants_json():
        return autosaved(content, id_, id_, reading)
    if not step or reading.cut:
        say_done(cut_words(reading) or gettext("It is saved."))
    return to_question(draft_id, id_, at=made[-1] if made else None)


def _refused(draft_id: int, id_: str, fault: Exception) -> Answer:
    said = gettext(REFUSED.get(type(fault), CLOSED))
    if wants_json():
        return not_saved(said, 410)
    say_done(said)
    closed = isinstance(fault, Closed)
    return to_draft(draft_id) if closed else to_question(draft_id, id_)


def _met(draft_id: int, id_: str, reading: Reading) -> Answer:
    """The form as written, and what somebody else saved meanwhile; saving once more works."""
    now = draft_now(draft_id)
    if not _is_there(now.content, id_):
        return _gone(draft_id)
    theirs = find_question(now.content, id_)
    content = _written(now.content, id_, reading)
    stands = {gettext("The question"): _said(now.content, theirs["text"]) or None}
    for number, one in enumerate(theirs["answers"], 1):
        name = gettext("Answer %(number)s", number=number)
        stands[name] = _said(now.content, one["label"]) or None
    stands[gettext("Saved by")] = now.changed_by
    return question_page(now, content, id_, mark_of(now.content, id_), stands)


def _added(content: Content, id_: str, _answer: str) -> tuple[Content, str]:
    content, made = add_answer(content, id_)
    return content, f"words-answer.{made}"


def _up(content: Content, id_: str, answer: str) -> tuple[Content, str]:
    return move_answer(content, id_, answer, -1), f"up-{answer}"


def _down(content: Content, id_: str, answer: str) -> tuple[Content, str]:
    return move_answer(content, id_, answer, 1), f"down-{answer}"


def _removed(content: Content, id_: str, answer: str) -> tuple[Content, str]:
    return remove_answer(content, id_, answer), "add-"


STEPS = {"add": _added, "up": _up, "down": _down, "remove": _removed}
"""What the form's buttons do to the answers, after all that was written is saved."""


def question_page(
    kept: KeptDraft,
    content: Content,
    id_: str,
    mark: str,
    now: dict[str, str | None] | None = None,
) -> Answer:
    """The page of a question, with `content` as it is or was written."""
    asked = find_question(content, id_)
    ids = [one["id"] for one in content["questions"]]
    at = ids.index(id_)
    notes = _by_field(check(content).of(id_))
    page = render_template(
        "admin/drafts/question.html",
        draft=kept,
        content=content,
        q=asked,
        key=question_keys(content)[id_],
        mark=mark,
        now=now,
        number=at + 1,
        total=len(ids),
        previous=ids[at - 1] if at else None,
        following=ids[at + 1] if at + 1 < len(ids) else None,
        title=title_of(content),
        rows=content["wordings"] or ["self"],
        words_of=words_of,
        notes=notes,
        more_is_open=any(name.partition(".")[0] in FOLDED for name in notes),
        conditions=_said_conditions(content, id_),
        is_licensed=id_ in scale_items(content),
        lately=lately(kept),
        at=request.args.get("at", ""),
        kinds=KINDS,
        measures=MEASURES,
        wordings=WORDINGS,
        pictures=sorted(PICTURES),
        languages=LANGUAGES,
        document=f"{url_for('.draft', draft_id=kept.id)}/preview",
        gettext=gettext,
    )
    return (page, 409) if now else page


def _by_field(notes: list[Note]) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in notes:
        found.setdefault(note.field, []).append(note)
    return found
