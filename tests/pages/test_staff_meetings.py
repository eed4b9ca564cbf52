"""Meetings of the partners: planned, written down, decided at, and the reports they looked at."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from babel.dates import format_date
from icalendar import Calendar
from sqlalchemy import delete, select, update

from admin.freezing import freeze_due
from survey.initiative_parts import About, Times
from survey.initiatives import State, Step
from survey.intake.erase import erase
from survey.meetings import Decision, Meeting, Plan
from survey.services import NAME, Services
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative, change_times
from survey.store.meeting_queries import add_decision, change_meeting, find_meeting, plan_meeting
from survey.store.setup_queries import add_centre, add_headcount
from survey.store.tables import Initiative, Round, RoundCentre, Tally
from survey.voices import Voice
from tests.decoding import pictures, words_on
from tests.pages.every_meetings import meetings_pages
from tests.statements import counted
from tests.visiting import Pages
from tests.world import KEY, NOW, World

TODAY = NOW.date()
ALL = "/admin/initiatives/1/meetings"
ONE = f"{ALL}/1"
CARD = "/admin/initiatives/1/cards/resident"
MOST = 12
"""Statements a page of the staff may take."""


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
    assert len(dict(meetings_pages(inside))) == 25


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


SECRET = "Nogen græd."


@pytest.fixture
def read_of(inside: Pages) -> Pages:
    """The same with notes, a decision and a frozen report, opened by a partner of the initiative."""
    sent(inside, f"{ONE}/notes", revision="1", notes=SECRET)
    sent(inside, f"{ONE}/decisions/new", what="Vi synger.", who="Anna")
    sent(inside, f"{ONE}/freeze")
    inside.sign_in("Bo", Grant(Role.PARTNER, initiative_id=1))
    return inside


def test_a_partner_reads_decisions_and_frozen_reports_and_never_the_notes(read_of: Pages) -> None:
    report = f"{ONE}/report/{read_of.world.round_id}"
    assert f'href="{ALL}"' in read_of.open("/admin/initiatives/1")
    assert f'href="{ONE}"' in read_of.open(ALL)
    assert "Vi synger." in read_of.open(ALL)
    html = read_of.open(ONE)
    assert "Vi synger." in html
    assert f'href="{report}"' in html
    assert '<article class="report">' in read_of.open(report)
    for path in ("/admin/initiatives/1", ALL, ONE, report, f"{ONE}.ics", f"{ALL}.ics"):
        answer = read_of.client.get(path)
        assert answer.status_code == 200, path
        assert SECRET not in answer.get_data(as_text=True), path


WRITTEN = ("plan", "held", "notes", "off", "on-again", "decisions/new", "decisions/1", "freeze")


def test_a_partner_changes_nothing_and_is_offered_nothing_to_change(read_of: Pages) -> None:
    csrf, main = read_of.csrf("/admin/"), read_of.open(ONE).split("<main")[1]
    assert "<form" not in main
    assert "<form" not in read_of.open(ALL).split("<main")[1]
    for name in WRITTEN:
        assert f"{ONE}/{name}" not in main
        assert read_of.client.post(f"{ONE}/{name}", data=csrf).status_code == 403, name
    assert f"{ALL}/new" not in read_of.open(ALL)
    for name in ("plan", "held", "notes", "off", "decisions/new", "decisions/1"):
        read_of.open(f"{ONE}/{name}", 403)


def test_who_belongs_elsewhere_finds_no_meeting(read_of: Pages) -> None:
    world = read_of.world
    first = Step(State.IDEA, TODAY, "Anna")
    other = add_initiative(world.store, About("Kor", "Selskab"), [world.centre_id], first)
    read_of.sign_in("Cilla", Grant(Role.PARTNER, initiative_id=other))
    report = f"{ONE}/report/{world.round_id}"
    for path in (ALL, ONE, f"{ALL}.ics", f"{ONE}.ics", report):
        read_of.open(path, 404)
    there = ONE.replace("/1/meetings", f"/{other}/meetings")
    read_of.open(there, 404)


def test_a_report_out_of_reach_is_not_listed(read_of: Pages) -> None:
    world = read_of.world
    with world.store.session() as session:
        theirs = add_centre(session, "Et andet sted", ["Eg"]).id
        session.add(RoundCentre(round_id=world.round_id, centre_id=theirs))
    read_of.sign_in("Cilla", Grant(Role.READER, centre_id=world.centre_id))
    report = f"{ONE}/report/{world.round_id}"
    assert report not in read_of.open(ONE)
    read_of.open(report, 404)


def test_days_are_written_out(inside: Pages) -> None:
    sent(inside, f"{ONE}/freeze")
    html = inside.open(ONE)
    assert "den 24. november 2026, klokken 13.00." in html
    assert "4. november 2026 til 23. november 2026" in html
    report = inside.open(f"{ONE}/report/{inside.world.round_id}")
    said = re.search(r'<p class="alarm">.*?</p>', report, re.DOTALL)
    assert said
    assert "24. november 2026, klokken 13.00" in said[0]
    for page in (html.split("<main")[1], said[0]):
        assert not re.search(r"\d{4}-\d\d-\d\d|CET|UTC|\d[.:]\d\d[.:]\d\d", page)


def test_the_next_day_moves_along_with_its_meeting(inside: Pages) -> None:
    world = inside.world
    change_times(world.store, 1, 1, Times(4, weeks_on(1)))
    sent(inside, f"{ONE}/off", revision="1", state="cancelled", reason="Syge")
    path = sent(inside, f"{ALL}/new", planned_on=str(weeks_on(1)))
    sent(inside, f"{path}/plan", revision="1", planned_on=str(weeks_on(1)), place="Stuen")
    assert next_day(world) == (weeks_on(1), 2), "another place is no other day"
    sent(inside, f"{path}/plan", revision="2", planned_on=str(weeks_on(2)))
    assert next_day(world) == (weeks_on(2), 3), "and who has its times open is told"
    html = inside.open(path)
    assert f"Indsatsens næste møde er nu den {said_day_of(weeks_on(2))}." in html
    assert shown_next(inside, "/admin/initiatives/1") == weeks_on(2)
    sent(inside, f"{ONE}/plan", revision="2", planned_on=str(TODAY + timedelta(days=1)))
    assert next_day(world) == (weeks_on(2), 3), "it was another meeting's day"


def test_the_next_day_stays_while_another_meeting_stands_there(inside: Pages) -> None:
    world = inside.world
    change_times(world.store, 1, 1, Times(4, weeks_on(1)))
    plan_meeting(world.store, 1, Plan(weeks_on(1)))
    path = sent(inside, f"{ALL}/new", planned_on=str(weeks_on(1)))
    sent(inside, f"{path}/plan", revision="1", planned_on=str(weeks_on(2)))
    assert next_day(world) == (weeks_on(1), 2)


def test_a_plan_that_met_another_moves_nothing(inside: Pages) -> None:
    world = inside.world
    change_times(world.store, 1, 1, Times(4, TODAY))
    refused(inside, f"{ONE}/plan", 409, revision="9", planned_on=str(weeks_on(2)))
    assert next_day(world) == (TODAY, 2)


def next_day(world: World) -> tuple[date | None, int]:
    """The next day as it stands on the initiative, and the initiative's revision."""
    with world.store.read() as connection:
        row = connection.execute(select(Initiative.next_meeting_on, Initiative.revision)).one()
    return row.next_meeting_on, row.revision


@pytest.mark.parametrize(
    ("named", "planned", "expected"),
    [(1, None, 5), (-3, None, 5), (1, 3, 3), (-3, 3, 3), (None, None, None)],
    ids=["written", "by cadence", "another is planned", "both", "nothing else"],
)
def test_a_meeting_that_is_called_off_is_never_the_next(
    inside: Pages, named: int | None, planned: int | None, expected: int | None
) -> None:
    """Weeks from today: the day on the initiative, one more that is planned, what is next."""
    world = inside.world
    sent(inside, f"{ONE}/off", revision="1", state="cancelled", reason="Syge")
    change_times(world.store, 1, 1, Times(4, weeks_on(named) if named else None))
    path = sent(inside, f"{ALL}/new", planned_on=str(weeks_on(1)))
    if planned:
        plan_meeting(world.store, 1, Plan(weeks_on(planned)))
    assert shown_next(inside, "/admin/initiatives/1") == weeks_on(1), "it is, until it is off"
    sent(inside, f"{path}/off", revision="1", state="cancelled", reason="Syge")
    day = weeks_on(expected) if expected else None
    assert shown_next(inside, "/admin/initiatives/1") == day
    assert shown_next(inside, "/admin/initiatives/1/hand-over") == day
    off = said_day_of(weeks_on(1))
    for shown in (f"{CARD}?lang=da", "/admin/initiatives/?lang=da", f"{ALL}/new"):
        html = inside.open(shown)
        assert off not in html, shown
        assert f'value="{weeks_on(1)}"' not in html, shown
    sent(inside, f"{path}/on-again")
    assert shown_next(inside, "/admin/initiatives/1") == weeks_on(1)


@pytest.mark.parametrize("path", ["/admin/", "/admin/initiatives/1", ALL, ONE])
def test_many_meetings_take_few_statements(inside: Pages, path: str) -> None:
    world = inside.world
    for days in range(20):
        number = plan_meeting(world.store, 1, Plan(TODAY - timedelta(days)))
        for what in ("Sang", "Kor", "Kaffe"):
            add_decision(world.store, number, Decision(what, "Anna"))
            add_decision(world.store, 1, Decision(what, "Anna"))
    sent(inside, f"{ONE}/freeze")
    inside.open(path)
    with counted(world.store) as said:
        inside.open(path)
    assert len(said) <= MOST, "\n".join(said)


def test_the_words_of_a_card_are_saved_and_not_overwritten(inside: Pages) -> None:
    own = {"expected_da": "At du kommer til kaffe.", "expected_en": "That you come for coffee."}
    assert sent(inside, f"{CARD}/words", revision="0", **own) == CARD
    assert own["expected_da"] in inside.open(CARD)
    assert own["expected_en"] in inside.open(f"{CARD}?lang=en")
    assert own["expected_da"] not in inside.open(CARD.replace("resident", "staff"))
    html = refused(inside, f"{CARD}/words", 409, revision="0", expected_da="At du synger.")
    assert "At du kommer til kaffe." in html
    assert "At du synger." in html
    sent(inside, f"{CARD}/words", revision="1", expected_da="At du synger.")
    assert "At du synger." in inside.open(CARD)
    sent(inside, f"{CARD}/words", revision="2", expected_da="")
    assert "At du synger." not in inside.open(CARD)


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("a5", (148, 210))])
def test_a_card_is_fetched_to_print(inside: Pages, paper: str, size: tuple[int, int]) -> None:
    sent(inside, f"{CARD}/words", revision="0", expected_da="At du kommer til kaffe.")
    with inside.client.get(f"{CARD}.pdf?paper={paper}") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        named = f'attachment; filename="card-resident-{paper}.pdf"'
        assert answer.headers["Content-Disposition"] == named
        made = answer.data
    (page,) = pictures(made)
    height, width = page.shape
    assert (round(width / 150 * 25.4), round(height / 150 * 25.4)) == size
    assert "At du kommer til kaffe." in words_on(made)
    inside.open(f"{CARD.replace('resident', 'nobody')}.pdf", 404)


def test_what_a_meeting_read_outlives_erasing_and_new_headcounts(inside: Pages) -> None:
    world = inside.world
    report = f"{ONE}/report/{world.round_id}?lang=en"
    live = f"/admin/rounds/{world.round_id}/report?lang=en"
    sent(inside, f"{ONE}/freeze")
    before, now = article_of(inside.open(report)), article_of(inside.open(live))
    assert before == now
    for number in range(2):
        assert erase(world.store, world.versions, KEY, f"{number:032x}")
    erased = article_of(inside.open(live))
    assert erased != before, "the live report knows of it"
    assert article_of(inside.open(report)) == before
    with world.store.session() as session:
        add_headcount(session, world.centre_id, None, Voice.RESIDENT, 77, TODAY - timedelta(30))
    assert article_of(inside.open(live)) != erased, "the live report knows of it"
    assert article_of(inside.open(report)) == before


def test_two_at_once_freeze_what_is_due_once(inside: Pages) -> None:
    parts, at_once = parts_of(inside), Barrier(2)

    def tick(_: int) -> int:
        at_once.wait()
        return freeze_due(parts)

    with ThreadPoolExecutor(2) as ticks:
        assert sum(ticks.map(tick, range(2))) == 1
    assert freeze_due(parts) == 0
    assert list(kept(inside.world).frozen) == [str(inside.world.round_id)]
    assert kept(inside.world).revision == 1, "nobody's edit is in the way"


def weeks_on(weeks: int) -> date:
    return TODAY + timedelta(weeks=weeks)


def shown_next(pages: Pages, path: str) -> date | None:
    """The day that a page says is the next meeting; None: it says that none is written."""
    found = re.search(r"<dt>Next meeting</dt><dd>([^<]+)</dd>", pages.open(f"{path}?lang=en"))
    assert found
    if found[1] == "Not written yet":
        return None
    return datetime.strptime(found[1], "%B %d, %Y").date()  # noqa: DTZ007 # it is a day


def said_day_of(day: date) -> str:
    return str(format_date(day, "long", "da"))
