"""Reading the report of a round, and what pages need to say what is in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import format_date, format_decimal
from sqlalchemy import Connection

from admin.report import words
from admin.report.edition_notes import Edition
from admin.report.round_report import RoundReport, round_report
from admin.report.sentences import Sentence, Value, how_large, how_many, how_sure, unweighted
from survey.languages import best_language
from survey.pages.locale import gettext
from survey.round_counts import RoundCounts
from survey.services import Services
from survey.store.report_queries import round_counts
from survey.store.theme_queries import words_of_round
from survey.store.versions import Versions


def read_report(
    connection: Connection, parts: Services, round_id: int, language: str
) -> RoundReport | None:
    """The report as of today, in `language` where the questionnaire has it; None: no such round."""
    counts = round_counts(connection, round_id)
    if counts is None:
        return None
    editions = editions_of(parts.versions, counts)
    spoken = best_language([language], editions[counts.version_id].questionnaire.languages)
    written = words_of_round(connection, round_id)
    k, today = parts.settings.smallest_group, parts.clock.today()
    return round_report(counts, editions, k, spoken, today, written)


def editions_of(versions: Versions, counts: RoundCounts) -> dict[int, Edition]:
    """The round's own edition, and every older one that was answered, by their numbers."""
    answered = {counts.version_id, *(row.version_id for row in counts.said)}
    known = [versions.find_by_id(number) for number in answered]
    return {one.id: Edition(one.number, one.questionnaire, one.trends) for one in known}


def in_words() -> dict[str, Any]:
    """What the templates of reports call to say numbers and sentences in the reader's language."""
    return {
        "words": words,
        "say": say,
        "day": day,
        "how_many": how_many,
        "how_large": how_large,
        "how_sure": how_sure,
        "unweighted": unweighted,
    }


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
