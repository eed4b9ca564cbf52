"""Meetings of the partners: planned, written down, decided at, and the reports they looked at."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import delete, update

from admin.freezing import freeze_due
from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.meetings import Meeting, Plan
from survey.services import NAME, Services
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative
from survey.store.meeting_queries import change_meeting, find_meeting, plan_meeting
from survey.store.tables import Round, Tally
from tests.pages.every_meetings import meetings_pages
from tests.visiting import Pages
from tests.world import NOW, World

TODAY = NOW.date()
ALL = "/admin/initiatives/1/meetings"
ONE = f"{ALL}/1"


def sent(pages: Pages, path: str, **form: str) -> str:
    answer = pages.client.post(path, data={**form, **pages.csrf("/admin/")})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def refused(pages: Pages, path: str, status: int = 400, **form: str) -> str:
    return pages.post(f"{path}?lang=en", {**form, **pages.csrf("/admin/")}, status)


def kept(world: World, number: int = 1) -> Meeting:
    with world.store.read() as connection:
        found = find_meeting(connection, 1, number)
    assert found
    return found


def parts_of(pages: Pages) -> Services:
    parts: Services = pages.client.application.extensions[NAME]
    return parts


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """An owner, signed in, with an initiative that has a meeting today, and a closed round."""
    pages.sign_in()
    world = pages.world
    first = Step(State.IDEA, TODAY, "Anna")
    add_initiative(world.store, About("Sang", "Selskab"), [world.centre_id], first)
    plan_meeting(world.store, 1, Plan(TODAY))
    for number in range(12):
        world.deliver(world.submission(), f"{number:032x}")
    closed = {"opens_on": TODAY - timedelta(days=20), "closes_on": TODAY - timedelta(days=1)}
    with world.store.write() as connection:
        connection.execute(update(Round).values(initiative_id=1, **closed))
    return pages


def test_every_page_opens(inside: Pages) -> None:
    assert len(dict(meetings_pages(inside))) == 23


def test_a_meeting_is_planned_held_and_followed(inside: Pages) -> None:
    again = (TODAY + timedelta(weeks=4)).isoformat()
    path = sent(inside, f"{ALL}/new", planned_on=TODAY.isoformat(), starts_at="9:05", place="Eg")
    assert kept(inside.world, 2).plan == Plan(TODAY, "09.05", "Eg")
    sent(inside, f"{path}/held", revision="1", residents_present="3", next_on=again)
    sent(inside, f"{path}/notes", revision="2", notes="To sang med.")
    sent(inside, f"{path}/decisions/new", what="Vi synger.", who="Anna", due_on="2020-01-01")
    html = inside.open(f"{path}?lang=en")
    for told in ("3 came.", "To sang med.", "Vi synger.", "the day has passed", "Every kind"):
        assert told in html
    assert kept(inside.world, 3).plan == Plan(TODAY + timedelta(weeks=4), "09.05", "Eg")
    assert "Vi synger." in inside.open(f"{ALL}?lang=en")
    assert "Vi synger." in inside.open("/admin/initiatives/1/hand-over")
    assert "To sang med." not in inside.open("/admin/initiatives/1/hand-over")
    sent(inside, f"{path}/decisions/1/done")
    assert "Vi synger." not in inside.open(ALL)


@pytest.mark.parametrize(
    ("page", "form", "advice"),
    [
        ("plan", {"planned_on": ""}, "Write the day of the meeting"),
        ("plan", {"planned_on": "2026-11-24", "starts_at": "25.00"}, "such as 14.00"),
        ("plan", {"planned_on": "2026-11-24", "place": "a" * 201}, "at most 200 characters"),
        ("held", {"residents_present": "mange"}, "Write a number from 0 to 999"),
        ("held", {"next_on": "2026-11-24"}, "Choose a day after this meeting"),
        ("notes", {"notes": "a" * 8001}, "at most 8000 characters"),
        ("off", {"reason": "Syg"}, "Choose what became of the meeting."),
        ("off", {"state": "missed"}, "Write why it was not held."),
        ("decisions/new", {"what": "Vi synger."}, "Write who sees to it."),
    ],
)
def test_what_is_wrong_is_told(inside: Pages, page: str, form: dict[str, str], advice: str) -> None:
    html = refused(inside, f"{ONE}/{page}", 400, revision="1", **form)
    assert html.count(advice) == 2
    assert all(value in html for value in form.values())
    assert kept(inside.world).revision == 1


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("plan", {"planned_on": "2026-11-24", "place": "Min stue"}),
        ("held", {"residents_why": "Min grund"}),
        ("notes", {"notes": "Mine noter"}),
        ("off", {"state": "missed", "reason": "Min grund"}),
    ],
)
def test_edits_that_meet_are_shown(inside: Pages, page: str, form: dict[str, str]) -> None:
    change_meeting(inside.world.store, 1, 1, Plan(TODAY, "", "Deres stue"))
    html = refused(inside, f"{ONE}/{page}", 409, revision="1", **form)
    assert "Deres stue" in html
    assert list(form.values())[-1] in html
    sent(inside, f"{ONE}/{page}", revision="2", **form)


def test_a_decision_that_two_change_is_not_overwritten(inside: Pages) -> None:
    sent(inside, f"{ONE}/decisions/new", what="Vi synger.", who="Anna")
    sent(inside, f"{ONE}/decisions/1", revision="1", what="Deres", who="Bo")
    html = refused(inside, f"{ONE}/decisions/1", 409, revision="1", what="Mit", who="Anna")
    assert "Deres" in html
    assert "Mit" in html


def test_a_meeting_is_called_off_and_planned_again(inside: Pages) -> None:
    sent(inside, f"{ONE}/off", revision="1", state="cancelled", reason="Alle var syge.")
    assert "Alle var syge." in inside.open(ONE)
    assert b"STATUS:CANCELLED" in inside.client.get(f"{ONE}.ics").data
    sent(inside, f"{ONE}/on-again")
    assert kept(inside.world).state == "planned"


def article_of(html: str) -> str:
    """A report itself, without what can be done with it."""
    article = html.split('<article class="report">')[1].split("</article>", maxsplit=1)[0]
    return " ".join(re.sub(r'<p class="asked-act">.*?</p>', "", article).split())


def test_a_frozen_report_stays_as_it_was(inside: Pages) -> None:
    report = f"{ONE}/report/{inside.world.round_id}?lang=en"
    inside.open(report, 404)
    parts = parts_of(inside)
    assert [freeze_due(parts), freeze_due(parts)] == [1, 0]
    before = inside.open(report)
    live = inside.open(f"/admin/rounds/{inside.world.round_id}/report?lang=en")
    article = article_of(live)
    assert article == article_of(before), "it is the very report of that day"
    with inside.world.store.write() as connection:
        connection.execute(delete(Tally))
        connection.execute(update(Round).values(closes_on=TODAY + timedelta(days=9)))
    now = inside.open(f"/admin/rounds/{inside.world.round_id}/report?lang=en")
    assert article != article_of(now)
    sent(inside, f"{ONE}/freeze")
    assert "De bliver, som de er." in inside.open(ONE)
    assert inside.open(report).split("<main")[1] == before.split("<main")[1]


def test_the_calendar_has_every_meeting(inside: Pages) -> None:
    answer = inside.client.get(f"{ALL}.ics")
    assert answer.content_type.startswith("text/calendar")
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) == 1


def test_warnings_are_said_at_home_and_on_the_initiative(inside: Pages) -> None:
    change_meeting(inside.world.store, 1, 1, Plan(TODAY - timedelta(days=3)))
    said = "Mødet den 21. november 2026 er ikke skrevet ned."
    for path in ("/admin/", "/admin/initiatives/1", ALL):
        assert said in inside.open(path)


def test_meetings_are_not_for_those_who_only_read(pages: Pages) -> None:
    first = Step(State.IDEA, TODAY, "Anna")
    add_initiative(pages.world.store, About("Sang", "Selskab"), [pages.world.centre_id], first)
    plan_meeting(pages.world.store, 1, Plan(TODAY))
    pages.sign_in("Bo", Grant(Role.PARTNER, initiative_id=1))
    for path in (ALL, ONE, f"{ALL}.ics", f"{ONE}/notes"):
        pages.open(path, 403)
