"""The report of a round as a web page."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template
from flask_babel import format_date, format_decimal

from admin.doors import needs
from admin.report import words
from admin.report.edition_notes import Edition
from admin.report.round_report import round_report
from admin.report.sentences import Sentence, Value, how_large, how_many, how_sure, unweighted
from admin.signed_in import member
from survey.languages import best_language
from survey.pages.locale import gettext, page_language
from survey.round_counts import RoundCounts
from survey.services import services
from survey.staff import Right
from survey.store.report_queries import round_counts
from survey.store.theme_queries import words_of_round

blueprint = Blueprint("admin_report", __name__, url_prefix="/admin", template_folder="../templates")


@blueprint.get("/rounds/<int:round_id>/report")
@needs(Right.REPORTS)
def report(round_id: int) -> str:
    """Who was heard in the round, and what each of them said."""
    here = services()
    with here.store.read() as connection:
        counts = round_counts(connection, round_id)
        words_there = words_of_round(connection, round_id)
    if counts is None:
        abort(404)
    editions = _editions(counts)
    language = best_language([page_language()], editions[counts.version_id].questionnaire.languages)
    found = round_report(
        counts,
        editions,
        here.settings.smallest_group,
        language,
        here.clock.today(),
        words_there,
    )
    return render_template(
        "admin/report.html",
        report=found,
        round_id=round_id,
        may_act=member().may(Right.RUN),
        words=words,
        say=say,
        day=day,
        how_many=how_many,
        how_large=how_large,
        how_sure=how_sure,
        unweighted=unweighted,
    )


def say(sentence: Sentence | str) -> str:
    """A sentence of the report in the reader's language; a percent sign keeps to its number."""
    if isinstance(sentence, str):
        return gettext(sentence)
    values = {name: _written(value) for name, value in sentence.values.items()}
    return gettext(sentence.msgid, **values).replace(" %", "\N{NO-BREAK SPACE}%")


def day(when: date) -> str:
    """A day, written out."""
    return str(format_date(when, "long"))


def _written(value: Value) -> str:
    """A number as the reader writes it: a mean has one decimal, and no number has more."""
    if isinstance(value, float):
        return str(format_decimal(value, "#,##0.0"))
    return str(format_decimal(value)) if isinstance(value, int) else value


def _editions(counts: RoundCounts) -> dict[int, Edition]:
    answered = {row.version_id for row in counts.said}
    known = [services().versions.find_by_id(id_) for id_ in {counts.version_id, *answered}]
    return {one.id: Edition(one.number, one.questionnaire, one.trends) for one in known}
