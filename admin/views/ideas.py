"""Ideas and offers: the list, writing one down for somebody, answering, and the box itself."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.channel_forms import NewCodeForm
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.idea_forms import OTHERS, VOICES, AnswerForm, NewIdeaForm, filled_answer
from admin.idea_words import CAME_BY, CLASSES, KINDS, STATES
from admin.link_making import Draft, keep_link
from admin.paging import PER_PAGE, Page, asked
from admin.report.words import VOICES as VOICE_NAMES
from admin.signed_in import member, reach
from admin.undo import say_done
from admin.views.link_pages import made
from admin.views.places import centre_now
from survey.ideas import LIBRARY_KEY, Idea, IdeaKind
from survey.ideas import STATES as STATES_OF
from survey.languages import LANGUAGES, STAFF_LANGUAGES
from survey.pages.locale import gettext
from survey.questionnaire.library import library
from survey.questionnaire.versions import freeze
from survey.services import services
from survey.staff import Right
from survey.store.action_queries import find_action
from survey.store.idea_queries import (
    Answerer,
    Wanted,
    add_idea,
    answer_idea,
    delete_idea,
    find_idea,
    listed_ideas,
)
from survey.store.link_queries import link_of_code
from survey.store.offer_queries import offered
from survey.store.place_queries import LARGEST_ID
from survey.store.standing_queries import open_box as open_box_now
from survey.store.standing_queries import open_box_at
from survey.store.versions import store_version
from survey.voices import Voice

blueprint = Blueprint(
    "admin_ideas", __name__, template_folder="../templates", url_prefix="/admin/ideas"
)
ANSWER = "admin/idea.html"


@blueprint.get("/")
@needs(Right.RUN)
def listed() -> str:
    """Ideas and offers, a page at a time: what has waited too long stands first."""
    parts, page, kind = services(), asked(), _kind()
    initiative = _initiative()
    wanted = Wanted(page.word, kind, initiative, page.skipped, PER_PAGE)
    with parts.store.read() as connection:
        found, total = listed_ideas(connection, reach(), wanted, parts.clock.today())
    return render_template(
        "admin/ideas.html",
        page=Page(found, total, page),
        kind=kind,
        initiative=initiative,
        today=parts.clock.today(),
        **_words(),
    )


def _initiative() -> int | None:
    number = request.args.get("initiative", 0, int)
    return number if 0 < number <= LARGEST_ID else None


def _kind() -> IdeaKind | None:
    wanted = request.args.get("kind", "")
    return IdeaKind(wanted) if wanted in list(IdeaKind) else None


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add() -> Answer:
    """Write down an idea for somebody who told it."""
    parts, form = services(), NewIdeaForm()
    with parts.store.read() as connection:
        offer = offered(connection, reach())
    form.offer({one.id: one.name for one in offer.centres.values() if one.within})
    if form.validate_on_submit():
        add_idea(parts.store, form.given(parts.clock.today()))
        say_done(gettext("It is written down. Now it waits for an answer."))
        return redirect(url_for("admin_ideas.listed"), 303)
    return form_page("admin/idea_new.html", form, voices=VOICES, **_words())


@blueprint.route("/<int:idea_id>", methods=["GET", "POST"])
@needs(Right.RUN)
def answer(idea_id: int) -> Answer:
    """An idea, and the answer to it."""
    parts = services()
    with parts.store.read() as connection:
        idea = _found(connection, idea_id)
        form = _form(connection, idea)
        told = _told(connection, idea)
    if form.validate_on_submit():
        by = Answerer(member().name, parts.clock.today(), form.initiative_id)
        if answer_idea(parts.store, idea, form.seen_revision(), form.reply(), by):
            say_done(gettext("It is saved."))
            return redirect(url_for("admin_ideas.answer", idea_id=idea.id), 303)
        return _meanwhile(form, idea.id)
    return form_page(ANSWER, form, **told)


def _form(connection: Connection, idea: Idea) -> AnswerForm:
    form = AnswerForm(data=filled_answer(idea))
    return form.offer(idea, offered(connection, reach()).initiatives)


def _meanwhile(form: AnswerForm, idea_id: int) -> Answer:
    """The answer as written, and what somebody else saved meanwhile; saving once more works."""
    with services().store.read() as connection:
        now = _found(connection, idea_id)
        told = _told(connection, now)
    reply = now.reply
    stands = {
        gettext("How it goes"): gettext(STATES[reply.state]),
        gettext("The idea in few words"): reply.said.get("da"),
        gettext("The answer"): reply.answer.get("da"),
        gettext("Initiative"): now.initiative,
        gettext("Shown"): gettext("on tablets and QR pages")
        if reply.shown
        else gettext("to staff only"),
    }
    return met_page(ANSWER, form, now.revision, stands, **told)


@blueprint.post("/<int:idea_id>/delete")
@needs(Right.RUN)
def delete(idea_id: int) -> Response:
    """Delete an idea with its answer."""
    delete_idea(services().store, idea_id)
    say_done(gettext("It is deleted."))
    return redirect(url_for("admin_ideas.listed"), 303)


@blueprint.post("/box/<int:centre_id>")
@needs(Right.RUN)
def open_box(centre_id: int) -> Answer:
    """Open the idea box of a centre, with a link to print; pressed twice it is opened once."""
    parts, form = services(), NewCodeForm()
    centre = centre_now(centre_id).centre
    code = str(form.code.data) if form.validate() else abort(400)
    if centre.archived_on:
        say_done(gettext("The centre is in the archive. Bring it back first."))
        return redirect(url_for("admin_centres.centre", centre_id=centre.id), 303)
    version, _ = store_version(parts.store, freeze(library()[LIBRARY_KEY]), parts.clock.today())
    today = parts.clock.today()
    round_id = open_box_now(parts.store, version.id, centre.id, today)
    if round_id is None:
        return _open_already(centre.id, code)
    label = gettext("Idea box")
    draft = Draft(round_id, centre.id, None, Voice.RELATIVE, label, None)
    link = keep_link(draft, code)
    say_done(gettext("The idea box is open: on the tablets now, and behind this link."))
    return made(link, code)


def _open_already(centre_id: int, code: str) -> Answer:
    """The link again for whoever pressed twice; for others the box as it is."""
    parts = services()
    with parts.store.read() as connection:
        link = link_of_code(connection, code)
        round_id = open_box_at(connection, centre_id, parts.clock.today())
    if link and link.round_id == round_id:
        return made(link, code)
    say_done(gettext("The idea box is open already. Links to print are made here."))
    return redirect(url_for("admin_links.listed", round_id=round_id), 303)


def _found(connection: Connection, idea_id: int) -> Idea:
    return find_idea(connection, idea_id) or abort(404)


def _told(connection: Connection, idea: Idea) -> dict[str, object]:
    """What the page of an idea tells beside its form."""
    return {
        "idea": idea,
        "action": find_action(connection, idea.action_id) if idea.action_id else None,
        "states": {one.value: gettext(STATES[one]) for one in STATES_OF[idea.given.kind]},
        "today": services().clock.today(),
        **_words(),
    }


def _words() -> dict[str, object]:
    return {
        "kinds": {one.value: gettext(name) for one, name in KINDS.items()},
        "state_names": STATES,
        "classes": CLASSES,
        "came_by": CAME_BY,
        "voice_names": {voice: gettext(name) for voice, name in VOICE_NAMES.items()},
        "others": [LANGUAGES[code] for code in OTHERS],
        "staff_languages": STAFF_LANGUAGES,
    }
