"""Meetings of an initiative's partners: the list, one of them, its frozen reports, the calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template
from werkzeug.wrappers import Response

from admin import meeting_words as words
from admin.doors import needs
from admin.freezing import freeze_for, frozen_report, frozen_titles
from admin.initiative_room import blueprint, found, found_now, may_change, said_day
from admin.involvement_keeping import charts_of
from admin.meeting_packs import kept_involvement, pack_file, rounds_in
from admin.meeting_room import ALL, OF_ONE, address_of, meeting_now
from admin.report.involvement.model import InvolvementReport
from admin.report_reading import in_words
from admin.signed_in import member
from admin.undo import say_done
from admin.views.involvement import pictures
from survey.initiative_parts import Initiative
from survey.meeting_calendar import calendar
from survey.meetings import Group, Meeting, warnings
from survey.pages.locale import gettext, page_language
from survey.services import services
from survey.staff import Right
from survey.store.kept_report_queries import charts_kept
from survey.store.meeting_queries import decisions_of, meetings_of, open_decisions, rounds_seen
from survey.store.pack_queries import all_seen, involvement_of


@blueprint.get(ALL)
@needs(Right.REPORTS)
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
        may_change=may_change(initiative),
        words=words,
        today=today,
        Group=Group,
    )


@blueprint.get(OF_ONE)
@needs(Right.REPORTS)
def meeting(initiative_id: int, meeting_id: int) -> str:
    """What was written down of a meeting; the notes are for those who run the initiative."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    parts = services()
    with parts.store.read() as connection:
        decisions = decisions_of(connection, one.id)
        reach = member().reach(Right.REPORTS)
        seen = rounds_seen(connection, map(int, one.frozen), reach)
        kept = kept_involvement(involvement_of(connection, one.id), page_language())
        pack = kept if kept and all_seen(connection, rounds_in(kept), reach) else None
    return render_template(
        "admin/meetings/meeting.html",
        initiative=initiative,
        meeting=one,
        decisions=decisions,
        frozen=[it for it in frozen_titles(one.frozen, page_language()) if it[0] in seen],
        frozen_at=_said_moment(one),
        pack=pack,
        pack_is_made=pack_file(parts.settings, one.id, page_language()).is_file(),
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
@needs(Right.REPORTS)
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


@blueprint.get(f"{OF_ONE}/involvement")
@needs(Right.REPORTS)
def frozen_involvement(initiative_id: int, meeting_id: int) -> str:
    """The report of the initiative as it was kept for this meeting."""
    initiative, one, report = _kept_now(initiative_id, meeting_id)
    with services().store.read() as connection:
        drawn = charts_kept(connection, charts_of(report).keys())
    return render_template(
        "admin/meetings/involvement.html",
        initiative=initiative,
        meeting=one,
        frozen_at=_said_moment(one),
        report=report,
        about=report.about,
        picture_of=pictures(drawn, report.language),
        is_waiting=False,
        is_drawn=True,
    )


@blueprint.get(f"{OF_ONE}/pack.pdf")
@needs(Right.REPORTS)
def pack(initiative_id: int, meeting_id: int) -> Response:
    """The same to print. The worker makes the file; until it has, it is said so."""
    _initiative, one, _report = _kept_now(initiative_id, meeting_id)
    path = pack_file(services().settings, one.id, page_language())
    if not path.is_file():
        say_done(gettext("The meeting pack is being made. Try again in a minute."))
        return redirect(address_of(one, "report"), 303)
    file = FlaskResponse(path.read_bytes(), mimetype="application/pdf")
    file.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return file


def _kept_now(initiative_id: int, meeting_id: int) -> tuple[Initiative, Meeting, InvolvementReport]:
    """What was kept, for those who may read every round in it."""
    initiative, one = meeting_now(initiative_id, meeting_id)
    with services().store.read() as connection:
        kept = kept_involvement(involvement_of(connection, one.id), page_language()) or abort(404)
        if not all_seen(connection, rounds_in(kept), member().reach(Right.REPORTS)):
            abort(404)
    return initiative, one, kept


@blueprint.get(f"{ALL}.ics")
@needs(Right.REPORTS)
def meetings_file(initiative_id: int) -> FlaskResponse:
    """All meetings, for a calendar."""
    initiative = found_now(initiative_id)
    with services().store.read() as connection:
        listed = meetings_of(connection, initiative.id)
    return _file(initiative, listed, f"meetings-{initiative.id}.ics")


@blueprint.get(f"{OF_ONE}.ics")
@needs(Right.REPORTS)
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
    """The day and the time of day when the reports were kept, at the centres."""
    if one.frozen_at is None:
        return None
    at = one.frozen_at.astimezone(services().clock.zone)
    return gettext("%(day)s, at %(time)s", day=said_day(at.date()), time=f"{at:%H.%M}")
