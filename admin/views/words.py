"""Reading people's own words through, one answer at a time, before anybody else sees them."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.report import words
from admin.signed_in import member, reach
from admin.undo import say_done
from admin.words_forms import WordsForm, filled_words
from admin.words_shown import KINDS, REASONS, Original, masked_further, original
from survey.ideas import ASKED_FOR, IdeaKind
from survey.pages.locale import gettext, page_language
from survey.questionnaire.kinds.base import QuestionBase
from survey.services import services
from survey.staff import Right
from survey.store.comment_queries import (
    find_words,
    how_many_wait,
    next_waiting,
    settle,
)
from survey.store.comment_queries import take_back as take_back_decision
from survey.store.theme_queries import theme_names
from survey.texts import N_
from survey.voices import Perspective
from survey.words.given import State
from survey.words.moderated import LONGEST_QUOTE, Moderated

blueprint = Blueprint(
    "admin_words", __name__, template_folder="templates", url_prefix="/admin/words"
)
ONE = "/<string(length=32):comment_id>"
PRESSED = "mask-"
DONE = {
    State.APPROVED: N_("It is approved."),
    State.WITHHELD: N_("It is withheld."),
    State.LATER: N_("It is left for later."),
}
STATES = {
    State.APPROVED: N_("Approved"),
    State.WITHHELD: N_("Withheld"),
    State.LATER: N_("Left for later"),
}


@blueprint.get("/")
@needs(Right.MODERATE)
def queue() -> str | Response:
    """The words that wait longest, or that none do."""
    with services().store.read() as connection:
        one = next_waiting(connection, reach())
    if one is None:
        return render_template("admin/words_none.html")
    return redirect(url_for("admin_words.one", comment_id=one.id), 303)


@blueprint.route(ONE, methods=["GET", "POST"])
@needs(Right.MODERATE)
def one(comment_id: str) -> Answer:
    """One answer in words: mask, shorten, sort, and decide."""
    kept, form, waiting = _kept(comment_id)
    shown = original(kept)
    if form.is_submitted() and str(form.decide.data).startswith(PRESSED):
        _press(form, shown, kept)
        return _shown(form, kept, shown, waiting)
    if form.validate_on_submit():
        decision = form.decision(kept.id, member().name)
        today, gives = services().clock.today(), _gives(kept)
        if settle(services().store, decision, today, gives):
            undo = url_for("admin_words.take_back", comment_id=kept.id, seen=kept.revision + 1)
            say_done(gettext(DONE[decision.state]), undo=undo)
            return redirect(url_for("admin_words.queue"), 303)
        return _meanwhile(comment_id, form)
    return _shown(form, kept, shown, waiting)


@blueprint.post(f"{ONE}/take-back/<string(maxlength=9):seen>")
@needs(Right.MODERATE)
def take_back(comment_id: str, seen: str) -> Response:
    """Let it wait again, as it stands."""
    taken = seen.isdigit() and take_back_decision(services().store, comment_id, int(seen))
    if not taken:
        say_done(gettext("Somebody has changed it since. This is how it stands now."))
    return redirect(url_for("admin_words.one", comment_id=comment_id), 303)


def _kept(comment_id: str) -> tuple[Moderated, WordsForm, int]:
    with services().store.read() as connection:
        kept = find_words(connection, comment_id) or abort(404)
        names = theme_names(connection)
        waiting = how_many_wait(connection, reach())
    form = WordsForm(data=filled_words(kept))
    form.offer(names, kept.may_quote)
    return kept, form, waiting


def _press(form: WordsForm, shown: Original, kept: Moderated) -> None:
    """Mask one passage in the text and in the quote; nothing is saved yet."""
    number = str(form.decide.data).removeprefix(PRESSED)
    if number.isascii() and number.isdigit() and int(number) < len(shown.suggested):
        passage = shown.suggested[int(number)]
        for field in (form.masked, form.quote):
            field.data = masked_further(field.data or "", passage, kept.language)


def _shown(form: WordsForm, kept: Moderated, shown: Original, waiting: int) -> Answer:
    return form_page("admin/words.html", form, **_told(form, kept, shown, waiting))


def _told(form: WordsForm, kept: Moderated, shown: Original, waiting: int) -> dict[str, object]:
    return {
        "kept": kept,
        "original": shown,
        "suggested": _left(form, shown),
        "waiting": waiting,
        "question": _question(kept),
        "words": words,
        "kinds": KINDS,
        "reasons": {one.value: gettext(name) for one, name in REASONS.items()},
        "longest_quote": LONGEST_QUOTE,
        "states": STATES,
    }


def _left(form: WordsForm, shown: Original) -> list[tuple[int, object]]:
    """The suggestions that still stand in the text, with their numbers."""
    text = f"{form.masked.data}\n{form.quote.data}"
    return [(i, one) for i, one in enumerate(shown.suggested) if one.text in text]


def _asked(kept: Moderated) -> QuestionBase | None:
    """The question it answers; None once the response is gone."""
    if kept.version_id is None:
        return None
    return services().versions.find_by_id(kept.version_id).questionnaire.find(kept.question)


def _gives(kept: Moderated) -> IdeaKind | None:
    """What comes of it when it is approved, beside the words themselves."""
    question = _asked(kept)
    return ASKED_FOR.get(question.measure) if question and question.measure else None


def _question(kept: Moderated) -> str:
    """What was asked, as it was asked."""
    question, perspective = _asked(kept), Perspective(kept.perspective)
    if question is None:
        return ""
    return question.text.say(perspective, page_language()) or question.text.say(perspective, "da")


def _meanwhile(comment_id: str, form: WordsForm) -> Answer:
    """What was written, over what somebody else decided meanwhile."""
    now, fresh, waiting = _kept(comment_id)
    form.offer(fresh.offered, now.may_quote)
    stands = {
        gettext("What was decided"): gettext(STATES[now.state]) if now.state else None,
        gettext("Text without names"): now.masked or None,
        gettext("Quote"): now.quote or None,
        gettext("Themes"): ", ".join(now.themes) or None,
    }
    told = _told(form, now, original(now), waiting)
    return met_page("admin/words.html", form, now.revision, stands, **told)
