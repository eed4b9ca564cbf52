"""Meetings: what is said of those that went wrong, the calendar, and reports kept as they were."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.meeting_calendar import calendar
from survey.meetings import (
    Attended,
    Group,
    Meeting,
    MeetingState,
    Plan,
    WarningKind,
    proposed_next,
    warnings,
)
from survey.store.initiative_changes import add_initiative, delete_initiative, put_away
from survey.store.initiative_queries import find_initiative
from survey.store.meeting_queries import (
    change_meeting,
    find_meeting,
    hold,
    keep_frozen,
    meetings_of,
    plan_meeting,
    to_freeze,
)
from tests.world import NOW, World

TODAY = date(2026, 11, 24)
ZONE = ZoneInfo("Europe/Copenhagen")
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
HELD, PLANNED, MISSED = MeetingState.HELD, MeetingState.PLANNED, MeetingState.MISSED


def meeting(
    day: date, state: MeetingState = HELD, residents: int | None = 3, id_: int = 1
) -> Meeting:
    came = {Group.RESIDENTS: Attended(residents)} if residents is not None else {}
    return Meeting(id_, 1, 1, Plan(day), state, came)


def kinds(*meetings: Meeting, weeks: int | None = 4, next_on: date | None = None) -> list[str]:
    return [f"{one.kind} {one.weeks}" for one in warnings(meetings, weeks, next_on, TODAY)]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_meeting_that_nobody_wrote_down_is_told_of() -> None:
    (one,) = warnings([meeting(ago(1), PLANNED)], 4, None, TODAY)
    assert (one.kind, one.day) == (WarningKind.NOT_WRITTEN, ago(1))
    assert kinds(meeting(TODAY, PLANNED)) == [], "there is still time today"


@pytest.mark.parametrize(
    ("last", "weeks", "said"),
    [(28, 4, []), (29, 4, ["overdue 0"]), (49, 4, ["overdue 3"]), (400, None, [])],
)
def test_a_dropped_cadence_is_told_of(last: int, weeks: int | None, said: list[str]) -> None:
    assert kinds(meeting(ago(last)), weeks=weeks) == said


def test_what_is_still_to_come_mends_the_cadence() -> None:
    later = meeting(TODAY + timedelta(days=3), PLANNED, id_=2)
    assert kinds(meeting(ago(49)), later) == []
    assert kinds(meeting(ago(49)), meeting(ago(21), MISSED)) == ["overdue 3"]
    assert kinds(meeting(ago(49)), next_on=TODAY) == [], "another day was agreed on"
    assert kinds(next_on=ago(14)) == ["overdue 2"], "a first meeting that never was"


def test_two_meetings_in_a_row_without_residents_are_told_of() -> None:
    without = meeting(ago(30), residents=0), meeting(ago(2), residents=0, id_=2)
    assert kinds(*without) == ["no_residents 0"]
    assert kinds(*without, meeting(ago(1), residents=1, id_=3)) == []
    assert kinds(without[0], meeting(ago(2), residents=None, id_=2)) == [], "nobody counted"
    assert kinds(without[1]) == []


def test_the_next_day_is_proposed_from_the_cadence() -> None:
    assert proposed_next(ago(2), 4, None, TODAY) == ago(2) + timedelta(weeks=4)
    assert proposed_next(ago(60), 4, None, TODAY) == ago(60) + timedelta(weeks=12)
    assert proposed_next(ago(2), 4, TODAY + timedelta(days=9), TODAY) == TODAY + timedelta(days=9)
    assert proposed_next(ago(2), None, None, TODAY) is None


def lines(*meetings: Meeting, summary: str = "Aktørmøde: Sang") -> list[str]:
    file = calendar(meetings, summary, "care.example.dk", ZONE, AT)
    return file.decode().split("\r\n")


def test_the_calendar_says_when_where_and_in_which_zone() -> None:
    one = Meeting(7, 1, 3, Plan(date(2026, 7, 1), "14.00", "Stuen, Eg; 1. sal"))
    file = lines(one)
    for wanted in (
        "UID:meeting-7@care.example.dk",
        "DTSTAMP:20261124T120000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Europe/Copenhagen:20260701T140000",
        "LOCATION:Stuen\\, Eg\\; 1. sal",
        "SUMMARY:Aktørmøde: Sang",
        "STATUS:CONFIRMED",
        "TZID:Europe/Copenhagen",
    ):
        assert wanted in file
    assert not any("VALARM" in line for line in file)
    (event,) = Calendar.from_ical("\r\n".join(file)).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_meeting_without_a_time_takes_the_day_and_a_cancelled_one_says_so() -> None:
    file = lines(meeting(date(2026, 12, 31), MISSED))
    assert "DTSTART;VALUE=DATE:20261231" in file
    assert "DTEND;VALUE=DATE:20270101" in file
    assert "STATUS:CANCELLED" in file


@pytest.mark.parametrize("what", ["Ærø " * 60, "a\nBEGIN:VEVENT\nb", "\\,;:\"'", "🎉" * 50])
def test_long_and_hostile_texts_are_folded_and_escaped(what: str) -> None:
    one = Meeting(1, 1, 1, Plan(TODAY, "", what.strip()))
    file = calendar([one], what, "care.example.dk", ZONE, AT)
    assert all(len(line) <= 75 for line in file.split(b"\r\n")), "bytes, not letters"
    for line in file.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert (event["summary"], event["location"]) == (what, what.strip())


def made(world: World) -> int:
    first = Step(State.IDEA, NOW.date(), "Anna")
    return add_initiative(world.store, About("Sang", "Selskab"), [world.centre_id], first)


def test_holding_plans_the_next_one_once(world: World) -> None:
    initiative = made(world)
    number = plan_meeting(world.store, initiative, Plan(TODAY, "14.00"))
    next_ = Plan(TODAY + timedelta(weeks=4), "14.00")
    came = {Group.RESIDENTS: Attended(0, 2, "Trætte"), Group.STAFF: Attended()}
    assert hold(world.store, number, 1, came, next_)
    assert not hold(world.store, number, 1, came, None), "somebody changed it meanwhile"
    assert hold(world.store, number, 2, came, next_)
    with world.store.read() as connection:
        newest, held = meetings_of(connection, initiative)
        kept = find_initiative(connection, initiative)
    assert (newest.plan, newest.state) == (next_, PLANNED)
    assert dict(held.attendance) == {Group.RESIDENTS: Attended(0, 2, "Trætte")}
    assert kept
    assert kept.times.next_meeting_on == next_.day


def test_edits_that_meet_overwrite_nothing(world: World) -> None:
    number = plan_meeting(world.store, made(world), Plan(TODAY))
    assert change_meeting(world.store, number, 1, Plan(TODAY, "10.00"))
    assert not change_meeting(world.store, number, 1, Plan(TODAY, "11.00"))
    with world.store.read() as connection:
        found = find_meeting(connection, 1, number)
    assert found
    assert found.plan.starts_at == "10.00"


def test_what_is_frozen_first_stays(world: World) -> None:
    initiative = made(world)
    number = plan_meeting(world.store, initiative, Plan(TODAY + timedelta(days=1)))
    plan_meeting(world.store, initiative, Plan(TODAY + timedelta(days=2)))
    with world.store.read() as connection:
        assert to_freeze(connection, TODAY + timedelta(days=1)) == [(number, initiative)]
    won: list[str] = []

    def tick(name: str) -> None:
        if keep_frozen(world.store, number, AT, {"by": name}):
            won.append(name)

    ticks = [threading.Thread(target=tick, args=(name,)) for name in "ab"]
    for one in ticks:
        one.start()
    for one in ticks:
        one.join()
    with world.store.read() as connection:
        found = find_meeting(connection, initiative, number)
    assert found
    assert [found.frozen["by"]] == won
    assert (found.frozen_at, found.revision) == (AT, 1)


def test_meetings_go_with_an_initiative_that_is_deleted(world: World) -> None:
    initiative = made(world)
    plan_meeting(world.store, initiative, Plan(TODAY))
    put_away(world.store, initiative, TODAY)
    assert delete_initiative(world.store, initiative) == []
