"""Meetings of an initiative's partners: the list, one of them, its frozen reports, the calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template
from flask_babel import format_datetime
from werkzeug.wrappers import Response

from admin import meeting_words as words
from admin.doors import needs
from admin.freezing import freeze_for, frozen_report, frozen_titles
from admin.initiative_room import blueprint, found, found_now, may_change
from admin.meeting_room import ALL, OF_ONE, address_of, meeting_now
from admin.report_reading import in_words
from admin.undo import say_done
from survey.initiative_parts import Initiative
from survey.meeting_calendar import calendar
from survey.meetings import Group, Meeting, warnings
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.meeting_queries import decisions_of, meetings_of, open_decisions


@blueprint.get(ALL)
@needs(Right.RUN)
def meetings(initiative_id: int) -> str:
    """All meetings, what is to be looked at, and the decisions that are open."""
    parts = services()
    today = parts.clock.today()
    with parts.store.read() as connection:
        initiative = found(connection, initiative_id)
        listed = meetings_of(connection, initiative.id)
        decisions = open_decisions(connection, initiative.id)
    times = initiative.times
    return render_template(
        "admin/meetings/list.html",
        initiative=initiative,
        meetings=listed,
        decisions=decisions,
        warnings=warnings(listed, times.meeting_weeks, times.next_meeting_on, today),
        words=words,
        today=today,
        Group=Group,
    )


@blueprint.get(OF_ONE)
@needs(Right.RUN)
def meeting(initiative_id: int, meeting_id: int) -> str:
    """All that was written down of a meeting."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    parts = services()
    with parts.store.read() as connection:
        decisions = decisions_of(connection, one.id)
    return render_template(
        "admin/meetings/meeting.html",
        initiative=initiative,
        meeting=one,
        decisions=decisions,
        frozen=frozen_titles(one.frozen, page_language()),
        frozen_at=_said_moment(one),
        may_change=may_change(initiative),
        words=words,
        today=parts.clock.today(),
        Group=Group,
    )


@blueprint.post(f"{OF_ONE}/freeze")
@needs(Right.RUN)
def freeze(initiative_id: int, meeting_id: int) -> Response:
    """Keep the reports as they are now. Once they are kept, they stay as they are."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    if freeze_for(services(), one.id, initiative.id):
        say_done(gettext("The reports are kept as they are now."))
    else:
        say_done(gettext("The reports were kept already. They stay as they are."))
    return redirect(address_of(one, "report"), 303)


@blueprint.get(f"{OF_ONE}/report/<int:round_id>")
@needs(Right.RUN)
def frozen(initiative_id: int, meeting_id: int, round_id: int) -> str:
    """The report of a round as it was when it was kept for this meeting."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    report = frozen_report(one.frozen, round_id, page_language())
    return render_template(
        "admin/meetings/report.html",
        initiative=initiative,
        meeting=one,
        frozen_at=_said_moment(one),
        report=report or abort(404),
        **in_words(),
    )


@blueprint.get(f"{ALL}.ics")
@needs(Right.RUN)
def meetings_file(initiative_id: int) -> FlaskResponse:
    """All meetings, for a calendar."""
    initiative = found_now(initiative_id)
    with services().store.read() as connection:
        listed = meetings_of(connection, initiative.id)
    return _file(initiative, listed, f"meetings-{initiative.id}.ics")


@blueprint.get(f"{OF_ONE}.ics")
@needs(Right.RUN)
def meeting_file(initiative_id: int, meeting_id: int) -> FlaskResponse:
    """One meeting, for a calendar."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    return _file(initiative, [one], f"meeting-{one.id}.ics")


def _file(initiative: Initiative, listed: list[Meeting], name: str) -> FlaskResponse:
    parts = services()
    summary = gettext("Partners' meeting: %(name)s", name=initiative.about.name)
    host = urlsplit(parts.settings.base_url).hostname or "lydhoer"
    content = calendar(listed, summary, host, parts.clock.zone, parts.clock.now())
    file = FlaskResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return file


def _said_moment(one: Meeting) -> str | None:
    """When the reports were kept, at the centres."""
    zone = services().clock.zone
    at = one.frozen_at.astimezone(zone) if one.frozen_at else None
    return str(format_datetime(at, "long", rebase=False)) if at else None
