"""A draft as a whole: its questions in order, what is said about it, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from admin.doors import needs, takes_long_words
from admin.draft_forms import AddForm, DraftForm, Reading, read_about
from admin.draft_room import (
    CLOSED,
    blueprint,
    by_now,
    done_to,
    draft_now,
    lately,
    title_of,
    to_draft,
    to_question,
)
from admin.draft_saving import autosaved, cut_words, saved, wants_json
from admin.draft_voices import voices_of
from admin.draft_words import KINDS, WORDINGS
from admin.form_page import Answer
from admin.report.words import VOICES
from admin.undo import say_done
from survey.languages import LANGUAGES
from survey.pages.locale import gettext
from survey.questionnaire.draft.check import check
from survey.questionnaire.draft.content import Content, first_words
from survey.questionnaire.draft.notes import WHOLE, stopping
from survey.questionnaire.draft.operations import (
    add_question,
    duplicate_question,
    move_question,
    place_question,
    remove_question,
    scale_items,
    set_about,
)
from survey.questionnaire.draft.parts import ABOUT, mark_of
from survey.services import services
from survey.staff import Right
from survey.store.draft_queries import (
    By,
    Closed,
    KeptDraft,
    Meanwhile,
    redo_change,
    throw_away,
    undo_change,
)
from survey.store.engine import Store
from survey.texts import N_

OF_ONE = "/drafts/<int:draft_id>"
MOST_PLACES = 1000
UNDONE = N_("The last change is undone.")
REDONE = N_("The change is made again.")
BY_OTHERS = N_(
    "Nothing was undone: somebody else has changed the draft meanwhile. This is how it stands now."
)


@blueprint.get(OF_ONE)
@needs(Right.RUN)
def draft(draft_id: int) -> Answer:
    """The draft: what it is about, and its questions."""
    return draft_page(draft_now(draft_id))


def draft_page(kept: KeptDraft, status: int = 200) -> Answer:
    """The page of a draft as it is."""
    checked = check(kept.content)
    stops = Counter(note.question for note in stopping(checked.notes))
    page = render_template(
        "admin/drafts/draft.html",
        draft=kept,
        title=title_of(kept.content),
        whole=checked.of(WHOLE),
        stops=stops,
        weighs=Counter(note.question for note in checked.notes if not note.stops),
        may_publish=checked.questionnaire is not None,
        first_words=lambda question: first_words(kept.content, question),
        kinds=KINDS,
        voices=VOICES,
        languages=LANGUAGES,
        wordings=WORDINGS,
        items=scale_items(kept.content),
        lately=lately(kept),
        heard=voices_of(kept.content) if kept.is_open else None,
        at=request.args.get("at", ""),
        gettext=gettext,
        form=AddForm(),
    )
    return page if status == 200 else (page, status)


@blueprint.route(f"{OF_ONE}/about", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_long_words
def about(draft_id: int) -> Answer:
    """What is said about the questionnaire as a whole."""
    kept, form = draft_now(draft_id), DraftForm()
    reading = Reading(form.sent) if form.sent is not None else None

    def change(content: Content) -> Content:
        return set_about(content, read_about(reading, content)) if reading else content

    if reading is None or not form.validate_on_submit():
        content = change(kept.content)
        return _about_page(kept, content, form.mark.data or mark_of(content, ABOUT))
    try:
        content = saved(draft_id, ABOUT, form, change)
    except Meanwhile:
        return _about_met(draft_id, change)
    except Closed:
        say_done(gettext(CLOSED))
        return to_draft(draft_id)
    if wants_json():
        return autosaved(content, WHOLE, ABOUT, reading)
    say_done(cut_words(reading) or gettext("It is saved."))
    return to_draft(draft_id)


def _about_met(draft_id: int, change: Callable[[Content], Content]) -> Answer:
    """The form as written, and what somebody else saved meanwhile."""
    now = draft_now(draft_id)
    content = change(now.content)
    stands = {
        gettext("Title"): title_of(now.content),
        gettext("Purpose"): next(iter(now.content["purpose"].values()), None),
        gettext("Languages"): ", ".join(
            LANGUAGES[one].own_name for one in now.content["languages"]
        ),
        gettext("Whom it asks"): ", ".join(gettext(VOICES[one]) for one in now.content["voices"]),
        gettext("Wordings"): ", ".join(gettext(WORDINGS[one]) for one in now.content["wordings"]),
    }
    return _about_page(now, content, mark_of(now.content, ABOUT), stands)


def _about_page(
    kept: KeptDraft, content: Content, mark: str, now: dict[str, str | None] | None = None
) -> Answer:
    page = render_template(
        "admin/drafts/about.html",
        draft=kept,
        content=content,
        title=title_of(kept.content),
        mark=mark,
        notes=_by_field(content),
        now=now,
        lately=lately(kept),
        languages=LANGUAGES,
        voices=VOICES,
        wordings={name: words for name, words in WORDINGS.items() if name != "every"},
        gettext=gettext,
    )
    return (page, 409) if now else page


def _by_field(content: Content) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for note in check(content).of(WHOLE):
        found.setdefault(note.field, []).append(note)
    return found


@blueprint.post(f"{OF_ONE}/questions")
@needs(Right.RUN)
def add(draft_id: int) -> Response:
    """Add a question of a kind, last."""
    made: list[str] = []

    def change(content: Content) -> Content:
        content, id_ = add_question(content, form.kind.data)
        made.append(id_)
        return content

    form = AddForm()
    if not form.validate_on_submit():
        say_done(gettext("Choose what kind of question it is."))
        return to_draft(draft_id, "add")
    if done_to(draft_id, "order", change):
        return to_question(draft_id, made[-1])
    return to_draft(draft_id)


@blueprint.post(f"{OF_ONE}/questions/<question>/move")
@needs(Right.RUN)
def move(draft_id: int, question: str) -> Response:
    """Move a question `to` up, down, or a place counted from 0."""
    to = request.form.get("to", "")

    def change(content: Content) -> Content:
        if to.isascii() and to.isdigit():
            return place_question(content, question, int(to[:4]))
        return move_question(content, question, -1 if to == "up" else 1)

    done_to(draft_id, "order", change)
    way = "up" if to == "up" else "down"
    return to_draft(draft_id, at=f"{way}-{question}")


@blueprint.post(f"{OF_ONE}/questions/<question>/duplicate")
@needs(Right.RUN)
def duplicate(draft_id: int, question: str) -> Response:
    """The same question once more, after itself."""
    made = [question]

    def change(content: Content) -> Content:
        content, id_ = duplicate_question(content, question)
        made.append(id_)
        return content

    if done_to(draft_id, "order", change):
        say_done(gettext("The copy stands right after the question. Change it as you like."))
    return to_draft(draft_id, at=f"open-{made[-1]}")


@blueprint.post(f"{OF_ONE}/questions/<question>/remove")
@needs(Right.RUN)
def remove(draft_id: int, question: str) -> Response:
    """Take a question out; it can be undone."""
    if done_to(draft_id, "order", lambda content: remove_question(content, question)):
        again = url_for(".undo", draft_id=draft_id, revision=draft_now(draft_id).revision)
        say_done(gettext("The question is removed."), again)
    return to_draft(draft_id, "questions")


@blueprint.post(f"{OF_ONE}/undo")
@needs(Right.RUN)
def undo(draft_id: int) -> Answer:
    """Take the last change back."""
    return _stepped(draft_id, undo_change, UNDONE, "undo")


@blueprint.post(f"{OF_ONE}/redo")
@needs(Right.RUN)
def redo(draft_id: int) -> Answer:
    """Make again what was taken back."""
    return _stepped(draft_id, redo_change, REDONE, "redo")


def _stepped(
    draft_id: int, step: Callable[[Store, int, int, By], bool], said: str, at: str
) -> Answer:
    given = request.values.get("revision", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    try:
        if step(services().store, draft_id, seen, by_now()):
            say_done(gettext(said))
    except Meanwhile:
        say_done(gettext(BY_OTHERS))
        return draft_page(draft_now(draft_id), 409)
    except Closed:
        say_done(gettext(CLOSED))
    return to_draft(draft_id, at=at)


@blueprint.post(f"{OF_ONE}/throw-away")
@needs(Right.RUN)
def discard(draft_id: int) -> Response:
    """Throw the draft away; it can be brought back."""
    if throw_away(services().store, draft_id, services().clock.today(), by_now()):
        say_done(gettext("The draft is thrown away."), url_for(".bring_back", draft_id=draft_id))
    return to_draft(draft_id)


@blueprint.post(f"{OF_ONE}/bring-back")
@needs(Right.RUN)
def bring_back(draft_id: int) -> Response:
    """Take a draft back that was thrown away."""
    if throw_away(services().store, draft_id, None, by_now()):
        say_done(gettext("The draft is back."))
    return to_draft(draft_id)
