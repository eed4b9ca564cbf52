"""One's own account: who one is, how one signs in, and where one is signed in."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, session, url_for
from flask_login import current_user
from flask_security import hash_password
from werkzeug.wrappers import Response

from admin.account_forms import FinishForm, MineForm
from admin.doors import needs
from admin.form_page import Answer, form_page
from admin.sessions import SECRET
from admin.signed_in import member
from admin.undo import say_done
from survey.channels import secret_hash
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.account_queries import change_account, find_passkeys
from survey.store.session_queries import end_sessions, sessions_of

blueprint = Blueprint(
    "admin_account", __name__, template_folder="../templates", url_prefix="/admin/account"
)

OWNER = "owner"
"""What the first account is called until its owner says her name."""


@blueprint.route("/finish", methods=["GET", "POST"])
@needs(Right.HOME)
def finish() -> Answer:
    """A new account: name, address and password; then the second step, where it is asked for."""
    who = member()
    if who.is_ready:
        return redirect(url_for("admin_home.home"), 303)
    if current_user.password:
        return redirect(url_for("security.two_factor_setup"), 303)
    name = "" if who.name == OWNER else who.name
    form = FinishForm(
        data={"name": name, "email": who.email, "language": who.language or page_language()}
    )
    form.user_id = who.id
    if not form.validate_on_submit():
        first = who.may(Right.INSTANCE)
        return form_page("admin/accounts/finish.html", form, first=first)
    values = {**_who(form), "password": hash_password(form.password.data)}
    change_account(services().store, who.id, values)
    return redirect(url_for("admin_account.finish"), 303)


@blueprint.get("/second-step/done")
@needs(Right.HOME)
def after_second_step() -> Response:
    """On from the second step: to the codes for a day without it, once."""
    if not current_user.mf_recovery_codes:
        return redirect(url_for("security.mf_recovery_codes", first="yes"), 303)
    return redirect(url_for("admin_account.mine"), 303)


@blueprint.route("/", methods=["GET", "POST"])
@needs(Right.HOME)
def mine() -> Answer:
    """Name, address, language; and the ways to everything else."""
    who, parts = member(), services()
    form = MineForm(
        data={"name": who.name, "email": who.email, "language": who.language or page_language()}
    )
    form.user_id = who.id
    if form.validate_on_submit():
        change_account(parts.store, who.id, _who(form))
        say_done(gettext("Your account is saved."))
        return redirect(url_for("admin_account.mine"), 303)
    kept = {"account": current_user, "passkeys": _passkeys(who.id)}
    return form_page("admin/accounts/mine.html", form, **kept)


@blueprint.get("/sessions")
@needs(Right.HOME)
def sessions() -> str:
    """Where one is signed in."""
    parts = services()
    with parts.store.read() as connection:
        found = sessions_of(connection, member().id, parts.clock.now())
    here = secret_hash(session[SECRET])
    return render_template("admin/accounts/sessions.html", sessions=found, here=here)


@blueprint.post("/sessions/end")
@needs(Right.HOME)
def end_others() -> Response:
    """Sign out everywhere else."""
    end_sessions(services().store, member().id, but=session[SECRET])
    say_done(gettext("You are signed out everywhere else."))
    return redirect(url_for("admin_account.sessions"), 303)


@blueprint.post("/sessions/end/<id_hash>")
@needs(Right.HOME)
def end_one(id_hash: str) -> Response:
    """Sign out in one place."""
    if not end_sessions(services().store, member().id, one=id_hash):
        abort(404)
    say_done(gettext("You are signed out there."))
    return redirect(url_for("admin_account.sessions"), 303)


def _who(form: MineForm) -> dict[str, str | None]:
    return {name: form[name].data for name in ("name", "email", "language")}


def _passkeys(user_id: int) -> int:
    with services().store.read() as connection:
        return len(find_passkeys(connection, user_id))
