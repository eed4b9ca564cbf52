"""Meetings as a calendar file (RFC 5545): days, times and places, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from survey.meetings import Meeting, MeetingState, Plan

PRODUCT = "-//Lydhør//Meetings//DA"
LASTS = timedelta(hours=1)
"""Nobody writes down how long a meeting lasts; calendars draw nothing that lasts no time."""
STATUS = {
    MeetingState.PLANNED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.MISSED: "CANCELLED",
    MeetingState.CANCELLED: "CANCELLED",
}


def calendar(
    meetings: Iterable[Meeting], summary: str, host: str, zone: ZoneInfo, now: datetime
) -> bytes:
    """The meetings as one file. `summary` is what each is called, `host` makes their UIDs ours.

    A meeting keeps its UID whatever becomes of it, so that calendars change what they have.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for one in meetings:
        made.add_component(_event(one, summary, host, zone, now))
    made.add_missing_timezones()
    file: bytes = made.to_ical()
    return file


def _event(one: Meeting, summary: str, host: str, zone: ZoneInfo, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"meeting-{one.id}@{host}")
    event.add("dtstamp", now)
    event.add("sequence", one.revision - 1)
    event.add("summary", summary)
    event.add("status", STATUS[one.state])
    if one.plan.place:
        event.add("location", one.plan.place)
    _when(event, one.plan, zone)
    return event


def _when(event: Event, plan: Plan, zone: ZoneInfo) -> None:
    """A time of day in the centres' zone; a whole day where no time was said."""
    if not plan.starts_at:
        event.add("dtstart", plan.day)
        event.add("dtend", plan.day + timedelta(days=1))
        return
    hour, _, minute = plan.starts_at.partition(".")
    begins = datetime.combine(plan.day, time(int(hour), int(minute)), zone)
    event.add("dtstart", begins)
    event.add("duration", LASTS)
