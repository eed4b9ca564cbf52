"""Actions: what people said, what was promised for it, and what became of it."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.action_forms import OutcomeForm, PromiseForm, filled_outcome, filled_promise
from admin.doors import needs
from admin.form_page import Answer
from admin.idea_actions import came_of_idea
from admin.signed_in import reach
from survey.actions import Action
from survey.services import services
from survey.staff import Right
from survey.store.action_queries import (
    add_action,
    all_actions,
    change_action,
    find_action,
    places,
    settle_action,
)

blueprint = Blueprint(
    "admin_actions", __name__, template_folder="../templates", url_prefix="/admin/actions"
)


@blueprint.get("/")
@needs(Right.RUN)
def listed() -> str:
    """Every action, by its centre or initiative."""
    parts = services()
    with parts.store.read() as connection:
        actions = sorted(all_actions(connection, reach()), key=lambda one: one.place_name)
    groups = {name: list(of) for name, of in groupby(actions, lambda one: one.place_name)}
    return render_template("admin/actions.html", groups=groups, today=parts.clock.today())


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add() -> Answer:
    """Write down a promise."""
    parts = services()
    form = PromiseForm(data=filled_promise(None))
    with parts.store.read() as connection:
        form.offer(places(connection, reach()))
    if form.validate_on_submit():
        id_ = add_action(parts.store, form.promise(), parts.clock.today())
        came_of_idea(id_)
        return _back_to(id_)
    return _shown("admin/action_promise.html", form)


@blueprint.route("/<int:action_id>", methods=["GET", "POST"])
@needs(Right.RUN)
def change(action_id: int) -> Answer:
    """Write the promise anew."""
    parts = services()
    with parts.store.read() as connection:
        action = _found(connection, action_id)
        offered = places(connection, reach(), action.promise.place)
    form = PromiseForm(data=filled_promise(action))
    form.offer(offered)
    if form.validate_on_submit():
        change_action(parts.store, action.id, form.promise())
        return _back_to(action.id)
    return _shown("admin/action_promise.html", form, action)


@blueprint.route("/<int:action_id>/outcome", methods=["GET", "POST"])
@needs(Right.RUN)
def settle(action_id: int) -> Answer:
    """Write down what became of it."""
    parts = services()
    with parts.store.read() as connection:
        action = _found(connection, action_id)
    form = OutcomeForm(data=filled_outcome(action))
    if form.validate_on_submit():
        outcome = form.outcome(action.outcome, parts.clock.today())
        settle_action(parts.store, action.id, outcome)
        return _back_to(action.id)
    return _shown("admin/action_outcome.html", form, action)


def _found(connection: Connection, action_id: int) -> Action:
    action = find_action(connection, action_id)
    return action or abort(404)


def _shown(template: str, form: PromiseForm | OutcomeForm, action: Action | None = None) -> Answer:
    """The form, empty or with everything that was written and what is wrong with it."""
    page = render_template(template, form=form, action=action)
    return (page, 400) if form.errors else page


def _back_to(action_id: int) -> Response:
    return redirect(url_for("admin_actions.listed", _anchor=f"action-{action_id}"), 303)
