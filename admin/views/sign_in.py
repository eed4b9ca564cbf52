"""The way in and out: a one-time link, and the page that says how to get one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin import access
from survey.services import services
from survey.staff import Right
from survey.store.staff_queries import link_works, spend_sign_in_link

blueprint = Blueprint(
    "admin_sign_in", __name__, template_folder="../templates", url_prefix="/admin"
)


@blueprint.get("/sign-in")
def explain() -> str:
    """How one gets in."""
    return render_template("admin/sign_in.html")


@blueprint.get("/sign-in/<token>")
def ask(token: str) -> str | tuple[str, int]:
    """One button: programs that look at links in messages must not spend them."""
    parts = services()
    with parts.store.look() as connection:
        works = link_works(connection, token, parts.clock.now())
    return render_template("admin/sign_in_link.html", token=token) if works else _gone()


@blueprint.post("/sign-in/<token>")
def spend(token: str) -> Response | tuple[str, int]:
    """Sign in; the link works no more."""
    parts = services()
    user = spend_sign_in_link(parts.store, token, parts.clock.now())
    if user is None:
        return _gone()
    access.sign_in(user)
    return redirect(url_for("admin_home.home"), 303)


@blueprint.post("/sign-out")
@access.needs(Right.HOME)
def leave() -> Response:
    """Sign out."""
    access.sign_out()
    return redirect(url_for("admin_sign_in.explain"), 303)


def _gone() -> tuple[str, int]:
    return render_template("admin/sign_in_gone.html"), 410
