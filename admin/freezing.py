"""Keeping the reports of an initiative's rounds as they are, for a meeting to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from admin.report.frozen import freeze, thaw
from admin.report.round_report import RoundReport
from admin.report_reading import read_report
from survey.languages import STAFF_LANGUAGES
from survey.services import Services
from survey.store.meeting_queries import keep_frozen, rounds_to_freeze, to_freeze

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


def frozen_titles(kept: Mapping[str, Any], language: str) -> list[tuple[int, str, date, date]]:
    """The rounds that were frozen: number, title, and their first and last day."""
    reports = (
        (int(i), said.get(language) or next(iter(said.values()))) for i, said in kept.items()
    )
    return [
        (i, one["title"], *(date.fromisoformat(one[day]) for day in ("opens_on", "closes_on")))
        for i, one in reports
    ]


def _reports(parts: Services, connection: Connection, initiative_id: int) -> dict[str, Any]:
    """The report of each round in each of the staff's languages."""
    numbers = rounds_to_freeze(connection, initiative_id, parts.clock.today())
    return {str(one): _in_each_language(parts, connection, one) for one in numbers}


def _in_each_language(parts: Services, connection: Connection, number: int) -> dict[str, Any]:
    read = {code: read_report(connection, parts, number, code) for code in STAFF_LANGUAGES}
    return {code: freeze(report) for code, report in read.items() if report}
