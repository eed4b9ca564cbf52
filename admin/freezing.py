"""Keeping the reports of an initiative's rounds as they are, for a meeting to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from admin.report.edition_notes import Edition
from admin.report.frozen import freeze, thaw
from admin.report.round_report import RoundReport, round_report
from survey.languages import LANGUAGES, best_language
from survey.round_counts import RoundCounts
from survey.services import Services
from survey.store.meeting_queries import keep_frozen, rounds_to_freeze, to_freeze
from survey.store.report_queries import round_counts

BEFORE = timedelta(days=1)
"""How long before a meeting its reports are frozen: there is an evening to read them."""


def freeze_due(parts: Services) -> int:
    """Freeze for the meetings of today and tomorrow; returns for how many it was done here."""
    with parts.store.read() as connection:
        due = to_freeze(connection, parts.clock.today() + BEFORE)
    return sum(freeze_for(parts, meeting, initiative) for meeting, initiative in due)


def freeze_for(parts: Services, meeting_id: int, initiative_id: int) -> bool:
    """Freeze for one meeting. False: somebody else did, and theirs stands."""
    with parts.store.read() as connection:
        kept = _reports(parts, connection, initiative_id)
    return keep_frozen(parts.store, meeting_id, parts.clock.now(), kept)


def frozen_report(kept: Mapping[str, Any], round_id: int, language: str) -> RoundReport | None:
    """What was frozen of a round, in this language or else the first; None: nothing was."""
    said: Mapping[str, Any] = kept.get(str(round_id), {})
    report = said.get(language) or next(iter(said.values()), None)
    return thaw(report) if report else None


def frozen_titles(kept: Mapping[str, Any], language: str) -> list[tuple[int, str, str, str]]:
    """The rounds that were frozen: number, title, and their first and last day as ISO dates."""
    reports = (
        (int(i), said.get(language) or next(iter(said.values()))) for i, said in kept.items()
    )
    return [(i, one["title"], one["opens_on"], one["closes_on"]) for i, one in reports]


def _reports(parts: Services, connection: Connection, initiative_id: int) -> dict[str, Any]:
    """The report of each round in each of the staff's languages."""
    today = parts.clock.today()
    found: dict[str, Any] = {}
    for number in rounds_to_freeze(connection, initiative_id, today):
        counts = round_counts(connection, number)
        if counts:
            found[str(number)] = _in_each_language(parts, counts, today)
    return found


def _in_each_language(parts: Services, counts: RoundCounts, today: date) -> dict[str, Any]:
    wanted = {counts.version_id, *(row.version_id for row in counts.said)}
    known = [parts.versions.find_by_id(one) for one in wanted]
    editions = {one.id: Edition(one.number, one.questionnaire) for one in known}
    spoken = editions[counts.version_id].questionnaire.languages
    k = parts.settings.smallest_group
    return {
        code: freeze(round_report(counts, editions, k, best_language([code], spoken), today))
        for code, language in LANGUAGES.items()
        if language.staff
    }
