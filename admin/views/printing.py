"""What is printed for links. A code comes posted from the page that showed it, and goes nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort

from admin.channel_forms import PrintForm
from admin.doors import needs
from admin.export.addresses import addresses_csv
from admin.link_making import draft_like, keep_link
from admin.made_up import said_of_made_up
from admin.print_words import sheet_of
from admin.printing.sheets import Kind
from admin.printing.typeset import pdf
from admin.views.link_pages import (
    ADDRESSES,
    address_of,
    asked_by,
    codes_form,
    found,
    link_page,
    made,
    print_form,
    sent_code,
)
from survey.channels import new_single_use_code
from survey.services import services
from survey.staff import Right
from survey.store.link_queries import LinkSeen, link_of_code
from survey.store.setup_queries import keep_codes

blueprint = Blueprint(
    "admin_printing",
    __name__,
    template_folder="../templates",
    url_prefix="/admin/links/<int:link_id>",
)

PDF, CSV = "application/pdf", "text/csv; charset=utf-8"
Answer = Response | tuple[str, int]


@blueprint.post("/print")
@needs(Right.RUN)
def print_made(link_id: int) -> Answer:
    """Posters or cards of a link that was just made: the code is held against what is kept of it."""
    link, code = _open_link(link_id), sent_code()
    if not _opens(code, link):
        abort(400)
    form = print_form(link)
    if not form.validate():
        return made(link, code, form), 400
    return _printed(link, form, [address_of(code)])


@blueprint.post("/fresh")
@needs(Right.RUN)
def print_fresh(link_id: int) -> Answer:
    """The same with a new link beside the old one, whose code is gone."""
    link, code = _open_link(link_id), sent_code()
    form = print_form(link)
    if not form.validate():
        return link_page(link, form), 400
    return _printed(keep_link(draft_like(link), code), form, [address_of(code)])


@blueprint.post("/codes")
@needs(Right.RUN)
def codes(link_id: int) -> Answer:
    """New codes of a personal link, as letters or as a table.

    They are kept once the file is there: codes that nobody was given would be counted for nothing.
    """
    link = found(link_id)
    if not link.is_personal:
        abort(404)
    form = codes_form(link)
    if not form.validate():
        return link_page(link, form), 400
    fresh = [new_single_use_code() for _ in range(form.count.data or 0)]
    addresses = [address_of(code) for code in fresh]
    if form.kind.data == ADDRESSES:
        file = _file(addresses_csv(addresses), CSV, f"link-{link.id}-addresses.csv")
    else:
        file = _printed(link, form, addresses)
    with services().store.session() as session:
        keep_codes(session, link.id, fresh)
    return file


def _open_link(link_id: int) -> LinkSeen:
    link = found(link_id)
    return link if not link.is_personal else abort(404)


def _opens(code: str, link: LinkSeen) -> bool:
    with services().store.read() as connection:
        there = link_of_code(connection, code)
    return there is not None and there.id == link.id


def _printed(link: LinkSeen, form: PrintForm, addresses: Sequence[str]) -> Response:
    kind = Kind(form.kind.data or "")
    sheet = sheet_of(kind, link, asked_by(link), form.chosen, addresses)
    sheet = replace(sheet, made_up=said_of_made_up())
    name = kind.value.replace("_", "-")
    return _file(pdf(sheet), PDF, f"link-{link.id}-{name}.pdf")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
