"""The people who may sign in: who they are, what they may do, inviting them and letting them go."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.account_forms import LAST_OWNER, GrantForm, InviteForm, filled_grants, key_of
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.paging import Page, asked
from admin.signed_in import member
from admin.undo import say_done
from survey.mail import OutBox
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import EVERYWHERE, Right, Role
from survey.store.action_queries import places
from survey.store.people_queries import (
    Granted,
    Person,
    change_grants,
    count_people,
    find_person,
    invite,
    is_last_owner,
    new_link_for,
    people,
    set_active,
)
from survey.texts import N_

blueprint = Blueprint(
    "admin_people", __name__, template_folder="../templates", url_prefix="/admin/people"
)

ROLES = {
    Role.OWNER: N_("Owner: may do everything"),
    Role.COORDINATOR: N_("Coordinator: runs initiatives and rounds"),
    Role.PARTNER: N_("Partner: reads the reports, at the same moment as everybody else"),
    Role.MODERATOR: N_("Moderator: reads what people wrote, and decides what is shown"),
    Role.READER: N_("Reader: reads the reports"),
    Role.HELPER: N_("Helper: begins interviews with people who want help"),
}
PERSON = "admin/person.html"


@blueprint.get("/")
@needs(Right.PEOPLE)
def listed() -> str:
    """Everybody who may sign in, or might once."""
    wanted = asked()
    with services().store.read() as connection:
        found = people(connection, wanted.word, wanted.skipped)
        total = count_people(connection, wanted.word)
        names = _place_names(connection)
    page = Page(found, total, wanted)
    return render_template("admin/people.html", page=page, roles=ROLES, names=names)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.PEOPLE)
def add() -> Answer:
    """Invite somebody: she gets a link that lets her make her account."""
    parts = services()
    form = InviteForm()
    with parts.store.read() as connection:
        form.offer(_place_names(connection))
    if not form.validate_on_submit():
        return form_page("admin/person_new.html", form, roles=ROLES)
    name, email = str(form.name.data), str(form.email.data)
    token = invite(parts.store, name, email, form.grants(), parts.clock.now())[1]
    return _invited(name, email, token)


@blueprint.route("/<int:user_id>", methods=["GET", "POST"])
@needs(Right.PEOPLE)
def change(user_id: int) -> Answer:
    """What somebody may do, and where."""
    store = services().store
    with store.read() as connection:
        person = _found(connection, user_id)
        names = _place_names(connection)
    form = GrantForm(data=filled_grants(person.grants, person.revision))
    form.offer(names)
    if not form.validate_on_submit():
        return form_page(PERSON, form, person=person, roles=ROLES)
    granted = change_grants(store, person.id, form.seen_revision(), form.grants())
    if granted is Granted.CHANGED_MEANWHILE:
        return _meanwhile(form, person.id)
    if granted is Granted.LAST_OWNER:
        form.role.errors = [LAST_OWNER]
        return form_page(PERSON, form, person=person, roles=ROLES)
    say_done(gettext("What %(name)s may do is saved.", name=person.name))
    return redirect(url_for("admin_people.listed"), 303)


def _meanwhile(form: GrantForm, user_id: int) -> Answer:
    """What was chosen, over what somebody else lets her do by now."""
    with services().store.read() as connection:
        person = _found(connection, user_id)
    roles = dict.fromkeys(gettext(ROLES[one.role]) for one in person.grants)
    places = [form.offered.get(key_of(one), key_of(one)) for one in person.grants]
    stands = {
        gettext("What she or he may do"): ", ".join(roles) or None,
        gettext("Where"): ", ".join(places) or None,
    }
    return met_page(PERSON, form, person.revision, stands, person=person, roles=ROLES)


@blueprint.post("/<int:user_id>/link")
@needs(Right.PEOPLE)
def link(user_id: int) -> Answer:
    """A new link for somebody who has not made her account yet."""
    parts = services()
    with parts.store.read() as connection:
        person = _found(connection, user_id)
    if person.has_account or not person.email:
        abort(404)
    token = new_link_for(parts.store, person.id, parts.clock.now())
    return _invited(person.name, person.email, token)


@blueprint.post("/<int:user_id>/stop")
@needs(Right.PEOPLE)
def stop(user_id: int) -> Response:
    """Let somebody in no more, from now on."""
    store = services().store
    with store.read() as connection:
        person = _found(connection, user_id)
        last = is_last_owner(connection, user_id)
    if last or user_id == member().id:
        say_done(gettext(LAST_OWNER) if last else gettext("You cannot shut yourself out."))
    else:
        set_active(store, user_id, active=False)
        undo = url_for("admin_people.let_in", user_id=user_id)
        say_done(gettext("%(name)s cannot sign in any more.", name=person.name), undo)
    return redirect(url_for("admin_people.listed"), 303)


@blueprint.post("/<int:user_id>/let-in")
@needs(Right.PEOPLE)
def let_in(user_id: int) -> Response:
    """Let somebody in again."""
    store = services().store
    with store.read() as connection:
        person = _found(connection, user_id)
    set_active(store, user_id, active=True)
    say_done(gettext("%(name)s can sign in again.", name=person.name))
    return redirect(url_for("admin_people.listed"), 303)


def _invited(name: str, email: str, token: str) -> str:
    """The link goes by mail; it is shown as well, for where no mail is sent from here."""
    settings = services().settings
    address = f"{settings.base_url}/admin/sign-in/link/{token}"
    letter = render_template("admin/mail/invitation.txt", name=name, address=address)
    OutBox(settings).put(email, gettext("You are invited to Lydhør"), letter)
    return render_template(
        "admin/person_invited.html",
        name=name,
        email=email,
        address=address,
        is_mailed=bool(settings.smtp_url),
    )


def _found(connection: Connection, user_id: int) -> Person:
    return find_person(connection, user_id) or abort(404)


def _place_names(connection: Connection) -> dict[str, str]:
    """What forms call each place, and what people call it."""
    return {
        f"centre-{one.place.centre_id}"
        if one.place.centre_id is not None
        else f"initiative-{one.place.initiative_id}": one.name
        for one in places(connection, EVERYWHERE)
    }
