"""Questionnaires: those that are published, those being written, and beginning a new one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin.doors import needs, takes_files
from admin.draft_forms import FileForm
from admin.draft_room import blueprint, by_now, title_of
from admin.form_page import Answer, form_page
from admin.paging import PER_PAGE, Page, asked
from admin.report.words import VOICES
from admin.signed_in import reach
from admin.undo import say_done
from admin.views import draft_preview, draft_publish, draft_questions, drafts
from survey.pages.locale import gettext
from survey.questionnaire.draft.content import Content, blank, from_questionnaire
from survey.questionnaire.faults import BadQuestionnaire
from survey.questionnaire.library import library
from survey.questionnaire.read import read_bytes
from survey.rounds import RoundState, state_on
from survey.services import services
from survey.staff import Right
from survey.store.draft_queries import add_draft, newest_id, open_drafts
from survey.store.edition_queries import AskingRound, rounds_asking
from survey.store.offer_queries import Published, newest_published
from survey.store.place_queries import LARGEST_ID

__all__ = ["blueprint", "draft_preview", "draft_publish", "draft_questions", "drafts"]

MOST_FAULTS = 20
"""Faults of a file that are listed; whoever mends those will see the rest."""


@dataclass(frozen=True)
class Listed:
    """A questionnaire: its newest edition, and how many rounds ask some edition of it."""

    newest: Published
    open: int
    planned: int
    older: int
    """How many of those ask an older edition."""


@blueprint.get("/")
@needs(Right.RUN)
def listed() -> str:
    """What is published here, and what is being written."""
    parts, wanted = services(), asked()
    with parts.store.read() as connection:
        published = newest_published(connection)
        asking = rounds_asking(connection, reach(), parts.clock.today())
        drafts, total = open_drafts(connection, wanted.skipped, PER_PAGE)
    found = [_listed(one, asking) for one in published.values()]
    return render_template(
        "admin/drafts/questionnaires.html",
        questionnaires=sorted(found, key=lambda one: one.newest.questionnaire.title.say("da")),
        page=Page(drafts, total, wanted),
        title_of=title_of,
        voices=VOICES,
    )


def _listed(published: Published, asking: list[AskingRound]) -> Listed:
    today = services().clock.today()
    ours = [one for one in asking if one.key == published.questionnaire.key]
    states = Counter(state_on(today, one.days, None) for one in ours)
    older = sum(one.number < published.number for one in ours)
    return Listed(published, states[RoundState.OPEN], states[RoundState.PLANNED], older)


@blueprint.get("/new")
@needs(Right.RUN)
def new() -> str:
    """Choose what to begin from."""
    with services().store.read() as connection:
        published = newest_published(connection)
    return render_template(
        "admin/drafts/new.html",
        published=sorted(published.values(), key=lambda one: one.questionnaire.title.say("da")),
        library=sorted(library().values(), key=lambda one: one.title.say("da")),
        voices=VOICES,
    )


@blueprint.post("/begin")
@needs(Right.RUN)
def begin() -> Response:
    """Begin a draft: from nothing, from the library, or from a published edition."""
    source, _, name = request.form.get("of", "").partition(":")
    found = BEGINNINGS.get(source, _nothing)(name)
    if found is None:
        say_done(gettext("There is no such questionnaire to begin from."))
        return redirect(url_for("admin_questionnaires.new"), 303)
    return _begun(*found)


@blueprint.route("/upload", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def upload() -> Answer:
    """Begin a draft from a file."""
    form = FileForm()
    if form.validate_on_submit():
        try:
            questionnaire = read_bytes(form.content, "")
        except BadQuestionnaire as fault:
            told = fault.faults[:MOST_FAULTS]
            rest = len(fault.faults) - len(told)
            page = render_template(
                "admin/drafts/upload.html", form=form, faults=told, rest=rest, gettext=gettext
            )
            return page, 400
        return _begun(from_questionnaire(questionnaire), _based_on(questionnaire.key))
    return form_page("admin/drafts/upload.html", form)


Beginning = tuple[Content, int | None]


def _nothing(_name: str) -> Beginning | None:
    return None


def _blank(_name: str) -> Beginning:
    return blank(), None


def _library(name: str) -> Beginning | None:
    found = library().get(name)
    return (from_questionnaire(found), _based_on(found.key)) if found else None


def _version(name: str) -> Beginning | None:
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 11 else 0
    if not 0 < number <= LARGEST_ID:
        return None
    try:
        version = services().versions.find_by_id(number)
    except KeyError:
        return None
    return from_questionnaire(version.questionnaire), version.id


BEGINNINGS = {"blank": _blank, "library": _library, "version": _version}
"""What a draft can begin from, by what the form calls it."""


def _based_on(key: str) -> int | None:
    with services().store.read() as connection:
        return newest_id(connection, key)


def _begun(content: Content, based_on: int | None) -> Response:
    draft_id = add_draft(services().store, content, by_now(), based_on)
    say_done(gettext("The draft is begun. Nobody is asked before it is published."))
    page = "draft" if content["questions"] else "about"
    return redirect(url_for(f"admin_questionnaires.{page}", draft_id=draft_id), 303)
