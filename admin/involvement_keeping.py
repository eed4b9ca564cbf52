"""Involvement reports made ahead: the worker makes what is due, pages show what is kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from flask_babel import force_locale
from pydantic import ValidationError
from sqlalchemy import Connection

from admin.involvement_reading import Reading, read_involvement
from admin.report.charts import chart_digest, chart_svg, is_drawable
from admin.report.involvement.model import SCHEMA, About, Chart, InvolvementReport
from survey.languages import STAFF_LANGUAGES
from survey.pages.locale import gettext
from survey.services import Services
from survey.store.centre_queries import find_centre
from survey.store.initiative_queries import find_initiative
from survey.store.kept_report_queries import (
    Kept,
    Subject,
    claim_due,
    forget_unread,
    give_up,
    keep,
    keep_charts,
    never_wanted,
    use_charts,
    want,
    want_again,
)
from survey.store.organisation_queries import who_we_are

AT_ONCE = 20
"""The most that one minute's work makes; the rest waits for the next minute."""
FRESH_FOR = timedelta(minutes=10)
"""A report that is older is made anew when somebody reads it."""
LOG = logging.getLogger("lydhoer")


def make_due(parts: Services) -> int:
    """Make the reports that are due with their charts, each once; returns how many.

    One that cannot be made is left for later, and holds up no other.
    """
    with parts.store.read() as connection:
        missing = never_wanted(connection, STAFF_LANGUAGES)
    want(parts.store, missing, parts.clock.now())
    made = sum(1 for _ in _make_claimed(parts))
    forget_unread(parts.store, parts.clock.now(), parts.clock.today())
    return made


def make_all(parts: Services) -> int:
    """Make every kept report anew, whether it is due or not; returns how many."""
    want_again(parts.store, parts.clock.now())
    made = 0
    while more := make_due(parts):
        made += more
    return made


def find_subject(connection: Connection, subject: Subject) -> About | None:
    """Whom a report is about, by name; None when it is gone."""
    number = subject.id or 0
    if subject.kind == "initiative":
        initiative = find_initiative(connection, number)
        return (
            About(kind="initiative", id=number, name=initiative.about.name) if initiative else None
        )
    if subject.kind == "centre":
        centre = find_centre(connection, number)
        return About(kind="centre", id=number, name=centre.centre.name) if centre else None
    we = who_we_are(connection)
    name = (we.name if we else "") or gettext("The whole organisation")
    return About(kind="organisation", id=None, name=name)


def told_in(kept: Kept | None) -> InvolvementReport | None:
    """The kept report; None while there is none, and when an older release wrote it."""
    if kept is None or kept.made_at is None or kept.content.get("schema_version") != SCHEMA:
        return None
    try:
        return InvolvementReport.model_validate(kept.content, strict=False)
    except ValidationError:
        return None


def ask_for(parts: Services, subject: Subject, kept: Kept | None) -> bool:
    """Have it made where nothing is kept, or what is kept is no longer fresh; returns whether it is
    waiting to be made.
    """
    now = parts.clock.now()
    waits = kept is not None and (kept.made_at is None or kept.wanted_at > kept.made_at)
    if waits or _is_fresh(kept, now):
        return waits
    want(parts.store, [subject], now)
    return True


def _is_fresh(kept: Kept | None, now: datetime) -> bool:
    if kept is None or kept.made_at is None:
        return False
    return kept.made_at >= now - FRESH_FOR and kept.content.get("schema_version") == SCHEMA


def charts_of(report: InvolvementReport) -> dict[str, Chart]:
    """Every chart of a report by its digest."""
    found = (figure.chart for section in report.sections for figure in section.figures)
    shown = [one for one in found if one is not None and is_drawable(one)]
    return {chart_digest(one, report.language): one for one in shown}


def draw(parts: Services, report: InvolvementReport) -> int:
    """Draw the charts of a report that are not drawn yet; returns how many.

    Each is kept as soon as it is drawn: a page that is read meanwhile shows those that are ready.
    """
    charts, today = charts_of(report), parts.clock.today()
    ready = use_charts(parts.store, charts.keys(), today)
    missing = {digest: chart for digest, chart in charts.items() if digest not in ready}
    for digest, chart in missing.items():
        keep_charts(parts.store, {digest: chart_svg(chart, report.language)}, today)
    return len(missing)


def make(parts: Services, subject: Subject) -> InvolvementReport | None:
    """The report as of now, in the subject's language; None when its subject is gone."""
    with force_locale(subject.language), parts.store.read() as connection:
        about = find_subject(connection, subject)
        if about is None:
            return None
        return read_involvement(Reading(parts, connection, subject.reach, subject.language), about)


def _make_claimed(parts: Services) -> Iterator[int]:
    for _ in range(AT_ONCE):
        at, today = parts.clock.now(), parts.clock.today()
        claimed = claim_due(parts.store, at, today)
        if claimed is None:
            return
        number, subject = claimed
        try:
            report = make(parts, subject)
            if report is None:
                give_up(parts.store, number)
                continue
            keep(parts.store, number, at, today, report.model_dump(mode="json"))
            draw(parts, report)
        except Exception:
            LOG.exception("kept_report", extra={"kept_report": number})
        else:
            yield number
