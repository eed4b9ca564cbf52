"""Rounds: the list, making one, its page, and changing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import Connection

from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.paging import PER_PAGE, Page, asked
from admin.readiness import readiness
from admin.report.counted import Counted
from admin.report.words import VOICES
from admin.round_filling import filled_anew, filled_from, filled_like
from admin.round_forms import RoundForm, Setting
from admin.round_waiting import actions_waiting, edition_of, settle_waiting
from admin.round_words import people_name, speaking_name, speaking_names, what_stands
from admin.signed_in import reach
from admin.undo import say_done
from survey.pages.locale import gettext
from survey.questionnaire.library import library
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.rounds import CADENCES, state_on
from survey.services import services
from survey.staff import Right
from survey.store.follow_queries import channels_of
from survey.store.offer_queries import newest_published, offered
from survey.store.place_queries import FINDERS, LARGEST_ID
from survey.store.report_queries import places_of
from survey.store.round_edit_queries import KeptRound, change_round, find_kept_round, make_round
from survey.store.round_list_queries import Wanted, listed_rounds
from survey.store.versions import store_version
from survey.texts import N_

blueprint = Blueprint(
    "admin_rounds", __name__, template_folder="../templates", url_prefix="/admin/rounds"
)

FORM = "admin/round_form.html"
MADE = N_("The round is made. Below you see what is still missing.")
CHANGED = N_("The round is changed.")


@dataclass(frozen=True)
class Choice:
    """A questionnaire to ask. `version_id` is None until it is published here."""

    questionnaire: Questionnaire
    version_id: int | None = None
    number: int | None = None


@blueprint.get("/")
@needs(Right.RUN)
def listed() -> str:
    """The rounds, a page at a time: open, planned, closed; the archived ones apart."""
    parts, wanted = services(), asked()
    archived = request.args.get("archived") == "1"
    with parts.store.read() as connection:
        found, total = listed_rounds(
            connection,
            reach(),
            Wanted(wanted.word, archived, wanted.skipped, PER_PAGE),
            parts.clock.today(),
        )
    page = Page(found, total, wanted)
    return render_template("admin/rounds.html", page=page, archived=archived)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(Right.RUN)
def new() -> Answer:
    """Make a round: choose a questionnaire, then one page with everything filled in."""
    like = _like()
    key = like[1] if like else request.args.get("use", "")
    choice = _choices(key).get(key) if key else None
    if choice is None:
        return render_template(
            "admin/round_choose.html", choices=_by_title(_choices()), voices=VOICES
        )
    return _planned(choice, like[0] if like else None)


def _planned(choice: Choice, like: KeptRound | None) -> Answer:
    setting = _setting(choice.questionnaire)
    filled = filled_like(setting, like) if like else filled_anew(setting)
    form = RoundForm(data=filled).set_for(setting)
    if _wants_proposal():
        return _proposed(form)
    if form.validate_on_submit():
        round_id = make_round(services().store, form.plan(edition_of(_published(choice), form)))
        settle_waiting(form)
        say_done(gettext(MADE))
        return redirect(url_for("admin_rounds.show", round_id=round_id), 303)
    return form_page(FORM, form, **_told(form))


@blueprint.get("/<int:round_id>")
@needs(Right.RUN)
def show(round_id: int) -> str:
    """What the round is, whether it is ready, and what can be done with it."""
    parts, today = services(), services().clock.today()
    with parts.store.read() as connection:
        kept = found(connection, round_id)
        centres, sizes = places_of(connection, round_id)
        channels = channels_of(connection, round_id, today)
    questionnaire = parts.versions.get(kept.version_hash).questionnaire
    ready = readiness(kept, questionnaire.purpose, centres, Counted(sizes, today), channels)
    return render_template(
        "admin/round.html",
        round=kept,
        questionnaire=questionnaire,
        state=state_on(today, kept.plan.days, kept.archived_on),
        ready=ready,
        today=today,
        people_name=people_name,
        asked=speaking_names(kept),
        may_be_deleted=kept.may_be_deleted(today),
        week_later=max(kept.plan.days.closes_on, today) + timedelta(weeks=1),
    )


@blueprint.route("/<int:round_id>/change", methods=["GET", "POST"])
@needs(Right.RUN)
def change(round_id: int) -> Answer:
    """Change a round; what answers rest on stays."""
    parts = services()
    with parts.store.read() as connection:
        kept = found(connection, round_id)
    questionnaire = parts.versions.get(kept.version_hash).questionnaire
    filled = filled_from(kept, questionnaire)
    form = RoundForm(data=filled).set_for(_setting(questionnaire, kept))
    if _wants_proposal():
        return _proposed(form, kept)
    if form.validate_on_submit():
        return _changed(form, kept)
    return form_page(FORM, form, **_told(form, kept))


def _changed(form: RoundForm, kept: KeptRound) -> Answer:
    """Save it, or show what somebody else has saved meanwhile, and what was typed here."""
    parts = services()
    plan = form.plan(edition_of(kept.plan.version_id, form))
    if change_round(parts.store, kept.id, plan, form.seen_revision()):
        settle_waiting(form)
        say_done(gettext(CHANGED))
        return redirect(url_for("admin_rounds.show", round_id=kept.id), 303)
    with parts.store.read() as connection:
        there = found(connection, kept.id)
    form.set_for(_setting(form.setting.questionnaire, there))
    form.validate()
    return met_page(FORM, form, there.revision, what_stands(there), **_told(form, there))


def found(connection: Connection, round_id: int) -> KeptRound:
    """The round of this number. Raises 404."""
    return find_kept_round(connection, round_id) or abort(404)


def _like() -> tuple[KeptRound, str] | None:
    """The round that `?like=` names, if it is within reach, and its questionnaire's key."""
    number = request.args.get("like", 0, int)
    if not 0 < number <= LARGEST_ID:
        return None
    with services().store.read() as connection:
        there = FINDERS["round_id"](connection, number)
        kept = find_kept_round(connection, number) if there and reach().covers(there) else None
    if kept is None:
        return None
    return kept, services().versions.get(kept.version_hash).questionnaire.key


def _choices(key: str | None = None) -> dict[str, Choice]:
    """The newest edition of everything published here, and what of the library is not, by key."""
    with services().store.read() as connection:
        published = newest_published(connection, key)
    ours = {name: Choice(one) for name, one in _ready_to_ask() if key in (None, name)}
    theirs = {
        name: Choice(one.questionnaire, one.version_id, one.number)
        for name, one in published.items()
    }
    return ours | theirs


@cache
def _ready_to_ask() -> tuple[tuple[str, Questionnaire], ...]:
    """What of the library needs no more words: licensed scales come without theirs."""
    return tuple(item for item in library().items() if not findings_refusing(lint(item[1])))


def _by_title(choices: dict[str, Choice]) -> list[Choice]:
    return sorted(choices.values(), key=lambda one: one.questionnaire.title.say("da").casefold())


def _published(choice: Choice) -> int:
    """The edition to ask; one of the library is published now."""
    if choice.version_id is not None:
        return choice.version_id
    parts = services()
    version, _ = store_version(parts.store, freeze(choice.questionnaire), parts.clock.today())
    return version.id


def _setting(questionnaire: Questionnaire, kept: KeptRound | None = None) -> Setting:
    parts = services()
    with parts.store.read() as connection:
        offer = offered(connection, reach())
        promises = actions_waiting(connection, questionnaire, kept)
    return Setting(questionnaire, offer, reach(), parts.clock.today(), kept, promises)


def _wants_proposal() -> bool:
    return request.method == "POST" and "propose" in request.form


def _proposed(form: RoundForm, kept: KeptRound | None = None) -> Answer:
    """The form as typed, with the days that suit the meeting."""
    proposed = form.propose()
    page = render_template(FORM, form=form, proposed=proposed, **_told(form, kept))
    return page if proposed else (page, 400)


def _told(form: RoundForm, kept: KeptRound | None = None) -> dict[str, object]:
    """What the page of the form tells beside it."""
    names = {key: speaking_name(one) for key, one in form.speaking.items()}
    return {"round": kept, "speaking": names, "cadences": CADENCES}
