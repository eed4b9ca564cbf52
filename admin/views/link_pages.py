"""What the pages of links have in common: those that show one, and what can be printed for it."""

from __future__ import annotations

from flask import abort, render_template

from admin.channel_forms import CodesForm, NewCodeForm, PrintForm
from admin.link_making import GRACE
from admin.printing.sheets import Kind
from admin.report.words import VOICES
from survey.channels import new_code
from survey.languages import LANGUAGES, best_language
from survey.qr import qr_picture
from survey.questionnaire.model import Questionnaire
from survey.services import services
from survey.store.link_queries import LinkSeen, find_seen

ADDRESSES = "addresses"
"""What is fetched as a table instead of being printed."""
FOR_OPEN = (Kind.POSTER_A4, Kind.POSTER_A5, Kind.CARDS)
FOR_PERSONAL = (Kind.LETTERS, ADDRESSES)


def found(link_id: int) -> LinkSeen:
    """The link of an address."""
    with services().store.read() as connection:
        return find_seen(connection, link_id) or abort(404)


def asked_by(link: LinkSeen) -> Questionnaire:
    """What is asked behind a link."""
    return services().versions.get(link.version_hash).questionnaire


def address_of(code: str) -> str:
    """Where a code leads."""
    return f"{services().settings.base_url}/s/{code}"


def print_form(link: LinkSeen) -> PrintForm:
    """What was chosen to be printed for an open link."""
    form = PrintForm()
    form.offer(languages_of(link), FOR_OPEN)
    return form


def codes_form(link: LinkSeen) -> CodesForm:
    """The same for a personal one."""
    form = CodesForm()
    form.offer(languages_of(link), FOR_PERSONAL)
    return form


def _to_begin_with(link: LinkSeen) -> PrintForm:
    """The form before anything is chosen, on whatever form's answer it stands: all languages."""
    kind = CodesForm if link.is_personal else PrintForm
    return kind(formdata=None, data={"languages": languages_of(link)})


def languages_of(link: LinkSeen) -> list[str]:
    """The languages a link's round is asked in; the service's own, or else the first, on top."""
    offered = asked_by(link).languages
    first = best_language([services().settings.language], offered)
    return [first, *(code for code in offered if code != first)]


def made(link: LinkSeen, code: str, form: PrintForm | None = None) -> str:
    """The page of a link that was just made, while its code is at hand."""
    address = address_of(code)
    return _page(
        "admin/link_made.html", link, form, address=address, code=code, picture=qr_picture(address)
    )


def link_page(link: LinkSeen, form: PrintForm | None = None) -> str:
    """The page of a link whose code is gone. The code in its forms is one for a new link."""
    return _page("admin/link.html", link, form, code=new_code(), grace=GRACE.days)


def sent_code() -> str:
    """The code that a form on such a page brought."""
    form = NewCodeForm()
    return str(form.code.data) if form.validate() else abort(400)


def _page(template: str, link: LinkSeen, form: PrintForm | None, **more: object) -> str:
    return render_template(
        template,
        link=link,
        form=form or _to_begin_with(link),
        languages={code: LANGUAGES[code].own_name for code in languages_of(link)},
        voices=VOICES,
        today=services().clock.today(),
        **more,
    )
