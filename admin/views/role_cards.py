"""Cards for each role: on screen, printed, and in the coordinator's own words."""

from __future__ import annotations

from dataclasses import replace

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template, request, url_for

from admin.card_words import ROLES, card_in, said_words
from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.forms import StaffForm, text_of
from admin.initiative_room import blueprint, found, found_now, may_change
from admin.made_up import said_of_made_up
from admin.printing.role_card import RoleCard, card_pdf
from admin.undo import say_done
from survey.initiative_dates import next_meeting
from survey.initiative_parts import Initiative
from survey.pages.locale import gettext, page_language
from survey.role_cards import LONGEST_CARD_TEXT, CardRole, CardWords, KeptCard
from survey.services import services
from survey.staff import Right
from survey.store.card_queries import answers_back, card_of, keep_card
from survey.store.meeting_queries import meeting_days
from survey.texts import N_

CARD_IS_LONG = N_("Write it in at most 300 characters: it must fit on the card.")
ONE_CARD = "/<int:initiative_id>/cards/<role>"
CODES = ("da", "en")


class CardForm(StaffForm):
    """What is expected and what is not, in both languages. Empty: the ready-made words."""

    expected_da = text_of(LONGEST_CARD_TEXT, CARD_IS_LONG)
    not_expected_da = text_of(LONGEST_CARD_TEXT, CARD_IS_LONG)
    expected_en = text_of(LONGEST_CARD_TEXT, CARD_IS_LONG)
    not_expected_en = text_of(LONGEST_CARD_TEXT, CARD_IS_LONG)

    def words(self) -> dict[str, CardWords]:
        """What was written, once it is valid."""
        return {
            code: CardWords(
                self[f"expected_{code}"].data or "", self[f"not_expected_{code}"].data or ""
            )
            for code in CODES
        }


@blueprint.get("/<int:initiative_id>/cards")
@needs(Right.RUN)
def cards(initiative_id: int) -> str:
    """The cards there are."""
    return render_template(
        "admin/cards/list.html", initiative=found_now(initiative_id), roles=ROLES
    )


@blueprint.get(ONE_CARD)
@needs(Right.RUN)
def card(initiative_id: int, role: str) -> str:
    """A card as it is shown on a screen, in large print."""
    initiative, made = _card(initiative_id, role, page_language())
    return render_template(
        "admin/cards/card.html",
        initiative=initiative,
        card=made,
        role=role,
        may_change=may_change(initiative),
    )


@blueprint.get(f"{ONE_CARD}.pdf")
@needs(Right.RUN)
def card_file(initiative_id: int, role: str) -> FlaskResponse:
    """A card to print."""
    paper = "a5" if request.args.get("paper") == "a5" else "a4"
    _initiative, made = _card(initiative_id, role, page_language(), paper)
    made = replace(made, made_up=said_of_made_up())
    file = FlaskResponse(card_pdf(made), mimetype="application/pdf")
    file.headers["Content-Disposition"] = f'attachment; filename="card-{role}-{paper}.pdf"'
    return file


@blueprint.route(f"{ONE_CARD}/words", methods=["GET", "POST"])
@needs(Right.RUN)
def card_words(initiative_id: int, role: str) -> Answer:
    """Say it in one's own words."""
    initiative, kept = found_now(initiative_id), _kept(initiative_id, role)
    form, template = CardForm(data=_filled(kept)), "admin/cards/words.html"
    told = {"initiative": initiative, "role": role, "called": ROLES[kept.role]}
    if form.validate_on_submit():
        seen = form.seen_revision()
        if keep_card(services().store, initiative.id, kept.role, seen, form.words()):
            say_done(gettext("It is saved."))
            to = url_for("admin_initiatives.card", initiative_id=initiative.id, role=role)
            return redirect(to, 303)
        now = _kept(initiative_id, role)
        return met_page(template, form, now.revision, _stands(now), **told)
    return form_page(template, form, **told)


def _role(role: str) -> CardRole:
    return CardRole(role) if role in list(CardRole) else abort(404)


def _kept(initiative_id: int, role: str) -> KeptCard:
    with services().store.read() as connection:
        return card_of(connection, initiative_id, _role(role))


def _card(
    initiative_id: int, role: str, code: str, paper: str = "a4"
) -> tuple[Initiative, RoleCard]:
    parts = services()
    with parts.store.read() as connection:
        initiative = found(connection, initiative_id)
        kept = card_of(connection, initiative.id, _role(role))
        answers = answers_back(connection, initiative.id)
        days = meeting_days(connection, [initiative.id])[initiative.id]
    times = initiative.times
    meeting = next_meeting(times.next_meeting_on, times.meeting_weeks, parts.clock.today(), days)
    return initiative, card_in(code, initiative, kept, answers, meeting, paper)


def _filled(kept: KeptCard) -> dict[str, object]:
    filled: dict[str, object] = {"revision": kept.revision}
    for code in CODES:
        said = said_words(code, kept)
        filled |= {f"expected_{code}": said.expected, f"not_expected_{code}": said.not_expected}
    return filled


def _stands(now: KeptCard) -> dict[str, object]:
    said = {code: said_words(code, now) for code in CODES}
    return {
        gettext("What is expected (Danish)"): said["da"].expected,
        gettext("What is not expected (Danish)"): said["da"].not_expected,
        gettext("What is expected (English)"): said["en"].expected,
        gettext("What is not expected (English)"): said["en"].not_expected,
    }
