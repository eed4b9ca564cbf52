"""Letting residents choose: making the round, what was chosen, and what was decided beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, redirect, render_template, url_for
from sqlalchemy import Connection

from admin.choice_forms import NUMBERS, ChoiceForm, DecisionForm, filled_decision
from admin.doors import needs, takes_files
from admin.form_page import Answer, form_page, met_page
from admin.initiative_room import blueprint, found, may_change, said_day
from admin.report.chosen import Chosen, chosen, clearly_chosen
from admin.report.round_report import RoundReport, round_report
from admin.report_reading import editions_of, in_words
from admin.round_forms import speaking_key
from admin.round_words import speaking_name
from admin.signed_in import member, reach
from admin.undo import say_done
from survey.codesign import SOMETHING_ELSE, KeptChoice, may_speak
from survey.initiative_parts import Initiative
from survey.languages import best_language
from survey.pages.locale import gettext, page_language
from survey.questionnaire.versions import freeze
from survey.rounds import usual_days
from survey.services import services
from survey.staff import Right
from survey.store.codesign_queries import choices_of, decide, find_choice, make_choice
from survey.store.offer_queries import offered
from survey.store.report_queries import round_counts
from survey.store.versions import store_version
from survey.voices import RESIDENT_VOICES

ALL = "/<int:initiative_id>/choices"
OF_ONE = f"{ALL}/<int:round_id>"
FORM, DECISION = "admin/choice_form.html", "admin/choice_decision.html"


@dataclass(frozen=True)
class Look:
    """A choice as its page shows it: what each group chose, and which options are clear."""

    initiative: Initiative
    choice: KeptChoice
    report: RoundReport
    found: list[Chosen]

    @property
    def clear(self) -> frozenset[str]:
        """The options that may be named as chosen by residents."""
        return clearly_chosen(self.found)

    @property
    def named(self) -> tuple[str, ...]:
        """The same in the order they were offered in; none while people still answer."""
        if not self.report.closed:
            return ()
        return tuple(one.key for one in self.choice.question.choosable() if one.key in self.clear)


@blueprint.get(ALL)
@needs(Right.REPORTS)
def choices(initiative_id: int) -> str:
    """What residents were let choose in an initiative, and what was decided of each."""
    parts = services()
    with parts.store.read() as connection:
        initiative = found(connection, initiative_id)
        kept = choices_of(connection, initiative.id, member().reach(Right.REPORTS))
    return render_template(
        "admin/choices.html",
        initiative=initiative,
        choices=kept,
        may_change=may_change(initiative),
        option_name=option_name,
        today=parts.clock.today(),
    )


@blueprint.route(f"{ALL}/new", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def choose(initiative_id: int) -> Answer:
    """Make a round in which residents choose: question, options and round in one form."""
    parts = services()
    with parts.store.read() as connection:
        initiative = found(connection, initiative_id)
        offer = offered(connection, reach())
    form = ChoiceForm(data=_filled(initiative))
    form.set_for(offer.centres, initiative.id, reach(), parts.settings.instance)
    if form.validate_on_submit():
        frozen = freeze(form.questionnaire())
        version, _ = store_version(parts.store, frozen, parts.clock.today())
        round_id = make_choice(parts.store, form.plan(version.id))
        say_done(gettext("The round is made. Below you see what is still missing."))
        return redirect(url_for("admin_rounds.show", round_id=round_id), 303)
    speaking = {key: speaking_name(one) for key, one in form.speaking.items()}
    return form_page(FORM, form, initiative=initiative, numbers=NUMBERS, speaking=speaking)


@blueprint.get(OF_ONE)
@needs(Right.REPORTS)
def choice(initiative_id: int, round_id: int) -> str:
    """What was chosen, beside what was decided."""
    look = _looked(initiative_id, round_id)
    return render_template("admin/choice.html", **_told(look))


@blueprint.route(f"{OF_ONE}/decide", methods=["GET", "POST"])
@needs(Right.RUN)
def decision(initiative_id: int, round_id: int) -> Answer:
    """Write down what was decided; another than the chosen needs a reason."""
    look, parts = _looked(initiative_id, round_id), services()
    filled = filled_decision(look.choice, g.staff.name, parts.clock.today())
    form = DecisionForm(data=filled).set_for(look.choice, look.clear)
    if form.validate_on_submit():
        if decide(parts.store, round_id, form.seen_revision(), form.decision(look.named)):
            say_done(gettext("The decision is written down."))
            return redirect(_address(look.choice, look.initiative), 303)
        return _meanwhile(form, initiative_id, round_id)
    return form_page(DECISION, form, **_told(look))


def option_name(kept: KeptChoice, key: str) -> str:
    """An option in words, in the reader's language where it is written in that."""
    if key == SOMETHING_ELSE:
        return gettext("Something else")
    asked = kept.questionnaire
    language = best_language([page_language()], asked.languages)
    named = {one.key: one.label for one in kept.question.choosable()}
    return named[key].say(asked.wordings[0], language) if key in named else key


def _filled(initiative: Initiative) -> dict[str, Any]:
    days = usual_days(services().clock.today())
    return {
        "revision": "0",
        "centres": [str(one.id) for one in initiative.centres],
        "voices": [speaking_key(one) for one in may_speak() if one[0] in RESIDENT_VOICES],
        "opens_on": days.opens_on,
        "closes_on": days.closes_on,
    }


def _looked(initiative_id: int, round_id: int) -> Look:
    parts = services()
    with parts.store.read() as connection:
        initiative, kept = _found(connection, initiative_id, round_id)
        counts = round_counts(connection, round_id) or abort(404)
    editions = editions_of(parts.versions, counts)
    language = best_language([page_language()], kept.questionnaire.languages)
    k, today = parts.settings.smallest_group, parts.clock.today()
    report = round_report(counts, editions, k, language, today)
    return Look(initiative, kept, report, chosen(report, counts, kept.question))


def _found(
    connection: Connection, initiative_id: int, round_id: int
) -> tuple[Initiative, KeptChoice]:
    initiative = found(connection, initiative_id)
    return initiative, find_choice(connection, initiative.id, round_id) or abort(404)


def _told(look: Look) -> dict[str, object]:
    options = {one.key: one for one in look.choice.question.choosable()}
    names = {key: option_name(look.choice, key) for key in (*options, SOMETHING_ELSE)}
    return {
        "initiative": look.initiative,
        "choice": look.choice,
        "report": look.report,
        "found": look.found,
        "clear": look.clear,
        "names": names,
        "options": options,
        "may_change": may_change(look.initiative),
        **in_words(),
    }


def _address(kept: KeptChoice, initiative: Initiative) -> str:
    return url_for("admin_initiatives.choice", initiative_id=initiative.id, round_id=kept.round_id)


def _meanwhile(form: DecisionForm, initiative_id: int, round_id: int) -> Answer:
    """The form as written, and what somebody else decided meanwhile; saving once more works."""
    look = _looked(initiative_id, round_id)
    made = look.choice.decision
    stands = {
        gettext("What was decided"): option_name(look.choice, made.option) if made else None,
        gettext("Who decided"): made.by if made else None,
        gettext("When"): said_day(made.day) if made else None,
        gettext("Why"): (made.why or None) if made else None,
        gettext("What residents are told, in Danish"): made.told.get("da") if made else None,
    }
    return met_page(DECISION, form, look.choice.revision, stands, **_told(look))
