"""The partners of an initiative, what was agreed with each, and the file of it."""

from __future__ import annotations

from flask import redirect, send_file, url_for
from werkzeug.wrappers import Response

from admin.doors import needs, takes_files
from admin.form_page import Answer, form_page, met_page
from admin.forms import StaffForm
from admin.initiative_room import address, blueprint, found_now, partner_now, said_day
from admin.partner_forms import FileForm, PartnerForm, filled_partner
from admin.undo import say_done
from survey.attachments import KINDS, drop_file, keep_file, kept_file
from survey.initiative_parts import Attached, Initiative, KeptPartner
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.partner_queries import add_partner, attach, change_partner, remove_partner

OF_ONE = "/<int:initiative_id>/partners/<int:partner_id>"


@blueprint.route("/<int:initiative_id>/partners/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add_one(initiative_id: int) -> Answer:
    """Write a partner down."""
    initiative, form = found_now(initiative_id), PartnerForm()
    if form.validate_on_submit():
        add_partner(services().store, initiative.id, form.partner())
        return _saved(initiative)
    return _shown("admin/initiative_partner.html", form, initiative)


@blueprint.route(OF_ONE, methods=["GET", "POST"])
@needs(Right.RUN)
def partner(initiative_id: int, partner_id: int) -> Answer:
    """Write a partner anew."""
    initiative, kept = partner_now(initiative_id, partner_id)
    form = PartnerForm(data=filled_partner(kept))
    if form.validate_on_submit():
        if change_partner(services().store, kept.id, form.seen_revision(), form.partner()):
            return _saved(initiative)
        return _meanwhile("admin/initiative_partner.html", form, initiative, kept)
    return _shown("admin/initiative_partner.html", form, initiative, kept)


@blueprint.post(f"{OF_ONE}/remove")
@needs(Right.RUN)
def remove(initiative_id: int, partner_id: int) -> Response:
    """Take a partner off the list."""
    initiative, kept = partner_now(initiative_id, partner_id)
    remove_partner(services().store, kept.id, services().clock.today())
    undo = _address("restore", kept)
    say_done(gettext("%(name)s is off the list.", name=kept.partner.name), undo=undo)
    return redirect(address(initiative), 303)


@blueprint.post(f"{OF_ONE}/restore")
@needs(Right.RUN)
def restore(initiative_id: int, partner_id: int) -> Response:
    """Put a partner on the list again."""
    initiative, kept = partner_now(initiative_id, partner_id)
    remove_partner(services().store, kept.id, None)
    say_done(gettext("%(name)s is on the list again.", name=kept.partner.name))
    return redirect(address(initiative, "partners"), 303)


@blueprint.route(f"{OF_ONE}/agreement", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def agreement(initiative_id: int, partner_id: int) -> Answer:
    """Attach the file of the agreement; it takes the place of an older one."""
    initiative, kept = partner_now(initiative_id, partner_id)
    form = FileForm(data={"revision": kept.revision})
    if form.validate_on_submit():
        if _attached(kept, form):
            return _saved(initiative)
        return _meanwhile("admin/initiative_file.html", form, initiative, kept)
    return _shown("admin/initiative_file.html", form, initiative, kept)


@blueprint.get(f"{OF_ONE}/agreement/file")
@needs(Right.RUN)
def file(initiative_id: int, partner_id: int) -> Response:
    """The file of the agreement: to keep, never to be opened in our pages."""
    _initiative, kept = partner_now(initiative_id, partner_id)
    attached = kept.attached
    path = attached and kept_file(services().settings.instance, attached.key)
    if not (attached and path):
        if attached:
            say_done(gettext("The file is not there any more. Attach it once more."))
        return redirect(_address("agreement", kept), 303)
    answer = send_file(
        path,
        mimetype=KINDS[attached.kind].type,
        as_attachment=True,
        download_name=attached.name,
        conditional=False,
        etag=False,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _attached(kept: KeptPartner, form: FileForm) -> bool:
    """Keep the file; False when somebody changed the partner meanwhile, and nothing is kept.

    The older one goes last: until its place is taken it is still what the row names.
    """
    parts = services()
    instance = parts.settings.instance
    key = keep_file(instance, form.content)
    new = Attached(form.name, form.kind, key, len(form.content))
    saved = attach(parts.store, kept.id, form.seen_revision(), new)
    old = kept.attached.key if kept.attached else None
    goes = old if saved else key
    if goes:
        drop_file(instance, goes)
    return saved


def _address(page: str, kept: KeptPartner) -> str:
    """A page of a partner."""
    return url_for(
        f"admin_initiatives.{page}", initiative_id=kept.initiative_id, partner_id=kept.id
    )


def _saved(initiative: Initiative) -> Response:
    say_done(gettext("It is saved."))
    return redirect(address(initiative, "partners"), 303)


def _shown(
    template: str, form: StaffForm, initiative: Initiative, kept: KeptPartner | None = None
) -> Answer:
    return form_page(template, form, initiative=initiative, kept=kept)


def _meanwhile(
    template: str, form: StaffForm, initiative: Initiative, before: KeptPartner
) -> Answer:
    """The form as written, and what somebody else saved meanwhile; saving once more works."""
    _initiative, now = partner_now(initiative.id, before.id)
    agreed = now.partner.agreement
    stands = {
        gettext("Organisation"): now.partner.name,
        gettext("What it sees to"): now.partner.tasks or None,
        gettext("Whom to talk to"): now.partner.contact or None,
        gettext("First day"): said_day(agreed.begins_on),
        gettext("Last day"): said_day(agreed.ends_on),
        gettext("Floor in per cent"): agreed.floor,
        gettext("File"): now.attached.name if now.attached else None,
    }
    return met_page(template, form, now.revision, stands, initiative=initiative, kept=now)
