"""The first start: who we are, the first centre, and one's own account; and the example."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.form_page import Answer, form_page
from admin.setup_forms import FirstCentreForm, WhoForm
from admin.signed_in import member
from admin.undo import say_done
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.account_queries import change_account
from survey.store.organisation_queries import remove_example, set_up, who_we_are
from survey.store.setup_queries import add_centre, add_headcount
from survey.texts import N_

blueprint = Blueprint(
    "admin_setup", __name__, template_folder="../templates", url_prefix="/admin/set-up"
)

NAME_IS_TAKEN = N_("There is a centre of that name already. Add what tells them apart.")


@blueprint.route("/", methods=["GET", "POST"])
@needs(Right.INSTANCE)
def who() -> Answer:
    """First page: who we are, and in which language."""
    parts = services()
    with parts.store.look() as connection:
        known = who_we_are(connection)
    language = member().language or page_language()
    form = WhoForm(
        data={
            "name": known.name if known else "",
            "contact_email": known.contact_email if known else "",
            "language": language,
        }
    )
    if not form.validate_on_submit():
        return form_page("admin/setup/who.html", form)
    name, email = str(form.name.data), str(form.contact_email.data)
    set_up(parts.store, name, email, form.language.data, parts.clock.today())
    change_account(parts.store, member().id, {"language": form.language.data})
    return redirect(url_for("admin_setup.centre"), 303)


@blueprint.route("/centre", methods=["GET", "POST"])
@needs(Right.INSTANCE)
def centre() -> Answer:
    """Second page: the first centre, its units, and how many people there are."""
    form = FirstCentreForm()
    if form.validate_on_submit() and _add_centre(form):
        return redirect(url_for("admin_account.finish"), 303)
    return form_page("admin/setup/centre.html", form)


@blueprint.post("/example/remove")
@needs(Right.INSTANCE)
def remove() -> Response:
    """Take the example centre away, with everything that belongs to it."""
    if remove_example(services().store):
        say_done(gettext("The example is removed, with everything that was tried out in it."))
    return redirect(url_for("admin_home.home"), 303)


def _add_centre(form: FirstCentreForm) -> bool:
    """Add what was written; False when there is a centre of that name."""
    parts = services()
    today = parts.clock.today()
    try:
        with parts.store.session() as session:
            made = add_centre(session, str(form.name.data), form.unit_names())
            for voice, people in form.people().items():
                add_headcount(session, made.id, None, voice, people, today)
    except IntegrityError:
        form.name.errors = [NAME_IS_TAKEN]
        return False
    return True
