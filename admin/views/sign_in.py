"""The way in by a link that works once: the first of all, an invitation, or help for the locked out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, session, url_for
from flask_security import login_user
from werkzeug.wrappers import Response

from admin.accounts.datastore import AccountDatastore
from survey.services import services
from survey.store.staff_queries import link_works, spend_sign_in_link

blueprint = Blueprint(
    "admin_sign_in", __name__, template_folder="../templates", url_prefix="/admin"
)


@blueprint.get("/sign-in/link/<token>")
def ask(token: str) -> str | tuple[str, int]:
    """One button: programs that look at links in messages must not spend them."""
    parts = services()
    with parts.store.look() as connection:
        works = link_works(connection, token, parts.clock.now())
    return render_template("admin/sign_in_link.html", token=token) if works else _gone()


@blueprint.post("/sign-in/link/<token>")
def spend(token: str) -> Response | tuple[str, int]:
    """Sign in; the link works no more."""
    parts = services()
    user = spend_sign_in_link(parts.store, token, parts.clock.now())
    account = AccountDatastore(parts.store).find_user(id=user.id) if user else None
    if account is None or not account.active:
        return _gone()
    session.clear()
    login_user(account, authn_via=["link"])
    return redirect(url_for("admin_home.home"), 303)


def _gone() -> tuple[str, int]:
    return render_template("admin/sign_in_gone.html"), 410
