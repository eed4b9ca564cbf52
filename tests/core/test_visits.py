"""Visits of an association: told by the phone, believed with care, counted and taken down again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from survey.intake.again import try_again
from survey.intake.erase import erase
from survey.retention import Today, delete_due
from survey.store.tables import Quarantine, Response, VisitTally
from survey.store.tally_check import rebuild_tally, verify_tally
from survey.visits import DayPart, part_of_day
from tests.pulsing import Visiting, make_visiting, said
from tests.statements import counted
from tests.world import KEY, NOW, World, make_codes, relatives_answer


@pytest.fixture
def visiting(world: World) -> Visiting:
    """An association whose volunteers answer at a door."""
    return make_visiting(world)


def counts(world: World) -> dict[tuple[Any, ...], int]:
    """What is counted of visits: day, weekday, part, question and answer."""
    v = VisitTally
    columns = (v.day, v.weekday, v.part, v.question, v.answer, v.n)
    wanted = select(*columns).where(v.question.in_(["expected", "reason"]), v.answer != "")
    with world.store.read() as connection:
        return {tuple(row[:-1]): row.n for row in connection.execute(wanted)}


def kept(world: World) -> list[tuple[Any, ...]]:
    r = Response
    with world.store.read() as connection:
        rows = connection.execute(select(r.partner_id, r.visit_day, r.visit_part))
        return [tuple(row) for row in rows]


def test_an_answer_at_the_door_is_counted_for_its_visit(visiting: Visiting) -> None:
    world = visiting.world
    world.versions.get(visiting.version)
    with counted(world.store) as statements:
        receipt = world.deliver(visiting.answer(), None, visiting.code)
    assert receipt.result == "stored"
    assert len(statements) <= 5, statements
    world.deliver(visiting.answer(answers=said("no")), None, visiting.code)
    world.deliver(visiting.answer(), None, visiting.code)
    day = world.today
    assert counts(world) == {
        (day, day.isoweekday(), "afternoon", "expected", "yes"): 2,
        (day, day.isoweekday(), "afternoon", "expected", "no"): 1,
    }
    assert set(kept(world)) == {(visiting.partner_id, day, "afternoon")}
    assert list(verify_tally(world.store, world.versions)) == []


def test_an_old_client_tells_no_part_of_the_day(visiting: Visiting) -> None:
    answer = visiting.answer()
    del answer["visit"]
    visiting.world.deliver(answer, None, visiting.code)
    assert kept(visiting.world) == [(visiting.partner_id, NOW.date(), "")]


@pytest.mark.parametrize(
    ("day", "weekday", "believed"),
    [
        (NOW.date() - timedelta(3), None, True),
        (NOW.date() + timedelta(1), None, False),
        (date(2001, 1, 1), None, False),
        (NOW.date() - timedelta(3), 7, False),
        (date(2999, 12, 31), 2, False),
    ],
)
def test_a_clock_that_cannot_be_right_is_not_believed(
    visiting: Visiting, day: date, weekday: int | None, believed: bool
) -> None:
    visit = {"weekday": weekday or day.isoweekday(), "part": "evening"}
    answer = visiting.answer(day=day.isoformat(), visit=visit)
    assert visiting.world.deliver(answer, None, visiting.code).result == "stored"
    told = (day, "evening") if believed else (NOW.date(), "")
    assert kept(visiting.world) == [(visiting.partner_id, *told)]


@pytest.mark.parametrize(
    "visit",
    [{"weekday": 8}, {"weekday": 0}, {"weekday": "1"}, {"part": "14:05"}, {"at": "14"}, [], "x"],
)
def test_what_is_no_visit_is_kept_aside(visiting: Visiting, visit: Any) -> None:
    world = visiting.world
    receipt = world.deliver(visiting.answer(visit=visit), None, visiting.code)
    assert (receipt.result, receipt.reason) == ("quarantined", "envelope")
    assert counts(world) == {}


def test_a_link_that_names_nobody_counts_no_visit(world: World) -> None:
    visit = {"weekday": 2, "part": "morning"}
    world.deliver(relatives_answer(world, visit=visit), None, world.link_code)
    (code,) = make_codes(world, 1)
    world.deliver(relatives_answer(world, visit=visit), None, code)
    world.deliver(world.submission(visit=visit))
    assert kept(world) == [(None, None, None)] * 3
    assert counts(world) == {}


def test_a_longer_questionnaire_keeps_whose_it_was_and_counts_no_visit(world: World) -> None:
    stopped = make_visiting(world, "volunteer_stopped")
    world.versions.get(stopped.version)
    words = {"needed": {"status": "answered", "value": "Et opkald"}}
    with counted(world.store) as statements:
        world.deliver(stopped.answer(answers=words), None, stopped.code)
    assert len(statements) <= 5, statements
    assert kept(world) == [(stopped.partner_id, None, None)]
    assert counts(world) == {}


def test_what_was_erased_is_not_counted(visiting: Visiting) -> None:
    world = visiting.world
    receipt = world.deliver(visiting.answer(), None, visiting.code)
    assert erase(world.store, world.versions, KEY, receipt.id)
    assert set(counts(world).values()) == {0}
    assert list(verify_tally(world.store, world.versions)) == []


def test_sent_twice_it_is_counted_once(visiting: Visiting) -> None:
    for _ in range(2):
        visiting.world.deliver(visiting.answer(), "a" * 32, visiting.code)
    assert set(counts(visiting.world).values()) == {1}


def test_wrong_counts_are_found_and_made_anew(visiting: Visiting) -> None:
    world = visiting.world
    world.deliver(visiting.answer(), None, visiting.code)
    before = counts(world)
    with world.store.write() as connection:
        connection.execute(update(VisitTally).values(n=7))
    assert list(verify_tally(world.store, world.versions))
    rebuild_tally(world.store, world.versions)
    assert counts(world) == before
    with world.store.write() as connection:
        connection.execute(delete(VisitTally))
    assert list(verify_tally(world.store, world.versions))
    rebuild_tally(world.store, world.versions)
    assert counts(world) == before


def test_tried_again_it_is_counted_for_the_visit_it_was(visiting: Visiting) -> None:
    world = visiting.world
    unknown = visiting.answer(version="f" * 64)
    receipt = world.deliver(unknown, None, visiting.code)
    assert receipt.result == "quarantined"
    body = json.dumps(visiting.answer()).encode()
    with world.store.write() as connection:
        connection.execute(update(Quarantine).values(body=body))
    assert [one.fate for one in try_again(world.intake)] == ["stored"]
    assert list(counts(world)) == [
        (world.today, world.today.isoweekday(), "afternoon", "expected", "yes")
    ]


def test_the_counts_of_visits_go_with_the_answers(visiting: Visiting) -> None:
    world = visiting.world
    world.deliver(visiting.answer(), None, visiting.code)
    later = NOW + timedelta(365 + 731)
    delete_due(world.store, KEY, Today(later, later.date(), 365))
    assert counts(world) == {}
    assert list(verify_tally(world.store, world.versions)) == []


def hours() -> Iterator[tuple[int, DayPart]]:
    for first, last, part in ((0, 10, "morning"), (11, 13, "midday"), (14, 16, "afternoon")):
        yield from ((hour, DayPart(part)) for hour in range(first, last + 1))
    yield from ((hour, DayPart.EVENING) for hour in range(17, 24))


def test_each_hour_is_in_a_part_of_the_day() -> None:
    assert {h: part_of_day(datetime(2026, 11, 24, h, tzinfo=UTC)) for h in range(24)} == dict(
        hours()
    )
