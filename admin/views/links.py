"""Links: which there are, new ones, and what becomes of them.

A link's code is kept as a hash only, so it is shown right after the link is made and never again.
From there it travels in the forms of the page, not in its address.
"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin.channel_forms import PERSONAL, LinkChangeForm, LinkForm
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.link_making import Draft, draft_like, keep_link
from admin.paging import PER_PAGE, Page, asked
from admin.report.words import VOICES
from admin.signed_in import reach
from admin.undo import say_done
from admin.views.link_pages import found, link_page, made, sent_code
from survey.channels import ChannelKind
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.channel_queries import revoke as revoke_channel
from survey.store.link_queries import (
    RoundAsking,
    Wanted,
    change_link,
    find_asking,
    restore_link,
    some_links,
)
from survey.store.spot_queries import spots_of_round
from survey.voices import Voice

blueprint = Blueprint("admin_links", __name__, template_folder="../templates", url_prefix="/admin")


CHANGE = "admin/link_change.html"


@blueprint.get("/links/")
@needs(Right.RUN)
def every() -> str:
    """All links within reach."""
    return _list(None)


@blueprint.get("/rounds/<int:round_id>/links")
@needs(Right.RUN)
def listed(round_id: int) -> str:
    """The links of a round."""
    return _list(_round(round_id))


def _list(round_: RoundAsking | None) -> str:
    parts, page = services(), asked()
    wanted = Wanted(reach(), round_.id if round_ else None, page.word, _named(page.word))
    with parts.store.read() as connection:
        links, total = some_links(connection, wanted, page.skipped, PER_PAGE)
    return render_template(
        "admin/links.html",
        round=round_,
        page=Page(links, total, page),
        voices=VOICES,
        today=parts.clock.today(),
    )


def _named(word: str) -> list[Voice]:
    """The voices whose name has the word in it."""
    sought = word.casefold()
    return [Voice(voice) for voice, name in VOICES.items() if sought in gettext(name).casefold()]


@blueprint.route("/rounds/<int:round_id>/links/new", methods=["GET", "POST"])
@needs(Right.RUN)
def add(round_id: int) -> Answer:
    """A new link of a round."""
    parts, round_ = services(), _round(round_id)
    form = LinkForm()
    with parts.store.read() as connection:
        form.offer(spots_of_round(connection, round_.id))
    form.ask(round_.voices)
    form.on(parts.clock.today())
    if form.validate_on_submit():
        link = keep_link(_draft(form, round_), str(form.code.data))
        if link.is_personal:
            return _to(link.id)
        return made(link, str(form.code.data))
    names = {voice.value: gettext(VOICES[voice]) for voice in round_.voices}
    return form_page("admin/link_form.html", form, round=round_, voice_names=names)


def _draft(form: LinkForm, round_: RoundAsking) -> Draft:
    spot = form.chosen
    return Draft(
        round_.id,
        spot.centre_id,
        spot.unit_id,
        Voice(form.voice.data or ""),
        form.label.data or "",
        form.expires_on.data,
        form.kind.data == PERSONAL,
    )


@blueprint.get("/links/<int:link_id>")
@needs(Right.RUN)
def shown(link_id: int) -> str:
    """A link, and what can be done with it."""
    return link_page(found(link_id))


@blueprint.route("/links/<int:link_id>/change", methods=["GET", "POST"])
@needs(Right.RUN)
def change(link_id: int) -> Answer:
    """Call a link something else, or let it end on another day."""
    parts, link = services(), found(link_id)
    standing = {"label": link.label, "expires_on": link.expires_on, "revision": link.revision}
    form = LinkChangeForm(data=standing)
    form.on(parts.clock.today())
    if form.validate_on_submit():
        saved = form.label.data or "", form.expires_on.data
        if change_link(parts.store, link.id, form.seen_revision(), *saved):
            say_done(gettext("It is saved."))
            return _to(link.id)
        link = found(link.id)
        now = {gettext("What you call it"): link.label, gettext("Last day"): link.expires_on}
        return met_page(CHANGE, form, link.revision, now, link=link)
    return form_page(CHANGE, form, link=link)


@blueprint.post("/links/<int:link_id>/revoke")
@needs(Right.RUN)
def revoke(link_id: int) -> Response:
    """Close a link at once."""
    parts, link = services(), found(link_id)
    revoke_channel(parts.store, ChannelKind.LINK, link.id, parts.clock.today())
    undo = url_for("admin_links.restore", link_id=link.id)
    say_done(gettext("The link is closed. Nobody can answer through it any more."), undo=undo)
    return _to(link.id)


@blueprint.post("/links/<int:link_id>/restore")
@needs(Right.RUN)
def restore(link_id: int) -> Response:
    """Open a closed link again."""
    link = found(link_id)
    restore_link(services().store, link.id)
    say_done(gettext("The link is open again."))
    return _to(link.id)


@blueprint.post("/links/<int:link_id>/renew")
@needs(Right.RUN)
def renew(link_id: int) -> Answer:
    """A new link in its place; the old one still works for a while, where it already hangs."""
    link = found(link_id)
    if link.is_personal:
        abort(404)
    code = sent_code()
    return made(keep_link(draft_like(link), code, replaces=link.id), code)


def _round(round_id: int) -> RoundAsking:
    with services().store.read() as connection:
        return find_asking(connection, round_id) or abort(404)


def _to(link_id: int) -> Response:
    return redirect(url_for("admin_links.shown", link_id=link_id), 303)
