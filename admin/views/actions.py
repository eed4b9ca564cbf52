"""Actions: the list of them, writing one down, its page, changing it, and what became of it."""

from __future__ import annotations

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from admin.action_forms import (
    FIRST,
    OTHERS,
    OutcomeForm,
    PromiseForm,
    filled_outcome,
    filled_promise,
    key_of,
    place_of,
)
from admin.action_room import address, blueprint, drafted, found, found_now
from admin.action_words import STANDINGS, STATES, now_of_outcome, now_of_promise
from admin.before_after import before_and_after
from admin.doors import needs, takes_files
from admin.form_page import Answer, form_page, met_page
from admin.idea_actions import came_of_idea
from admin.paging import PER_PAGE, Page, asked
from admin.report_reading import in_words
from admin.signed_in import member, reach
from admin.undo import say_done
from admin.views import action_asking
from survey.actions import Action, Signature
from survey.images import keep_image
from survey.languages import LANGUAGES
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.action_list_queries import Standing, Wanted, count_urgent, list_actions
from survey.store.action_queries import add_action, change_action, places, settle_action

__all__ = ["action_asking", "blueprint"]
"""The blueprint, and the file that adds its pages to it."""

PROMISE, OUTCOME = "admin/action_promise.html", "admin/action_outcome.html"


@blueprint.get("/")
@needs(Right.RUN)
def listed() -> str:
    """A page of the actions: of one place or all, standing in one way or all."""
    parts, page = services(), asked()
    today = parts.clock.today()
    standing, place = _standing(), place_of(request.args.get("place", ""))
    wanted = Wanted(place, standing, page.skipped, PER_PAGE)
    with parts.store.read() as connection:
        actions, total = list_actions(connection, reach(), wanted, today)
        urgent = count_urgent(connection, reach(), today)
        names = {key_of(one.place): one.name for one in places(connection, reach())}
    return render_template(
        "admin/actions.html",
        page=Page(actions, total, page),
        urgent=urgent,
        names=names,
        place=key_of(place) if place else "",
        standing=standing,
        standings=STANDINGS,
        states=STATES,
        today=today,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def add() -> Answer:
    """Write down a promise; one made of a finding is filled with what people were asked."""
    parts = services()
    with parts.store.read() as connection:
        filled, origin = drafted(connection)
        offered = places(connection, reach())
    form = PromiseForm(data=filled)
    form.offer(offered)
    if form.validate_on_submit():
        promise = form.promise(_picture(form))
        id_ = add_action(parts.store, promise, parts.clock.today(), origin)
        came_of_idea(id_)
        return _saved(id_)
    return _shown(PROMISE, form)


@blueprint.get("/<int:action_id>")
@needs(Right.RUN)
def show(action_id: int) -> str:
    """An action, where it comes from, and what people said before it and after."""
    parts = services()
    with parts.store.read() as connection:
        action = found(connection, action_id)
        told = before_and_after(connection, action, member().reach(Right.REPORTS))
    return render_template(
        "admin/action.html",
        action=action,
        told=told,
        states=STATES,
        languages=LANGUAGES,
        today=parts.clock.today(),
        **in_words(),
    )


@blueprint.route("/<int:action_id>/change", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def change(action_id: int) -> Answer:
    """Write the promise anew."""
    parts = services()
    with parts.store.read() as connection:
        action = found(connection, action_id)
        offered = places(connection, reach(), action.promise.place)
    form = PromiseForm(data=filled_promise(action))
    form.offer(offered)
    if not form.validate_on_submit():
        return _shown(PROMISE, form, action)
    promise = form.promise(_picture(form, action.promise.signed))
    if change_action(parts.store, action.id, form.seen_revision(), promise):
        return _saved(action.id)
    now = found_now(action.id)
    return met_page(PROMISE, form, now.revision, now_of_promise(now), **_told(now))


@blueprint.route("/<int:action_id>/outcome", methods=["GET", "POST"])
@needs(Right.RUN)
def settle(action_id: int) -> Answer:
    """Write down what became of it."""
    parts, action = services(), found_now(action_id)
    form = OutcomeForm(data=filled_outcome(action))
    if not form.validate_on_submit():
        return _shown(OUTCOME, form, action)
    outcome = form.outcome(action.outcome, parts.clock.today())
    if settle_action(parts.store, action.id, form.seen_revision(), outcome):
        return _saved(action.id)
    now = found_now(action.id)
    return met_page(OUTCOME, form, now.revision, now_of_outcome(now), **_told(now))


def _picture(form: PromiseForm, before: Signature | None = None) -> str | None:
    """The picture of whoever signs: a new one, none, or the one from before."""
    if form.picture.ready:
        return keep_image(services().settings.instance, form.picture.ready)
    return before.picture if before and not form.without_picture.data else None


def _standing() -> Standing:
    wanted = request.args.get("state", "")
    return Standing(wanted) if wanted in list(Standing) else Standing.ALL


def _shown(template: str, form: PromiseForm | OutcomeForm, action: Action | None = None) -> Answer:
    """The form, empty or with everything that was written and what is wrong with it."""
    return form_page(template, form, **_told(action))


def _told(action: Action | None) -> dict[str, object]:
    return {"action": action, "languages": LANGUAGES, "first": FIRST, "others": OTHERS}


def _saved(action_id: int) -> Response:
    say_done(gettext("It is saved."))
    return redirect(address(action_id), 303)
