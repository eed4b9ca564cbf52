"""Headcounts: when a number is asked about, what is missing, what does not add up; and history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from survey.headcounts import (
    Disagreement,
    Headcount,
    Typed,
    disagreements,
    is_stale,
    missing,
    months_before,
    stale,
    whole_months,
)
from survey.staff import EVERYWHERE, Reach
from survey.store import migrate
from survey.store.centre_changes import archive_centre, archive_unit
from survey.store.headcount_changes import (
    confirm_headcounts,
    take_back_headcounts,
    write_headcounts,
)
from survey.store.headcount_queries import history, newest_headcounts, wants_counting
from survey.store.report_queries import round_counts
from survey.store.setup_queries import add_centre, add_headcount, units_of
from survey.store.tables import Headcount as Kept
from survey.store.tables import Round
from survey.voices import Voice
from tests.statements import counted
from tests.world import World

TODAY = date(2026, 11, 24)
LAST_GOOD = date(2026, 5, 24)
OLD = date(2026, 5, 23)
EG, BIRK = 1, 2
RESIDENT, STAFF = Voice.RESIDENT, Voice.STAFF


def count(people: int | None, on: date = TODAY, unit: int | None = None) -> Headcount:
    return Headcount(1, 1, unit, RESIDENT, people, on)


def units(world: World) -> tuple[int, int]:
    with world.store.session() as session:
        eg, birk = (unit.id for unit in units_of(session, world.centre_id))
    return eg, birk


def write(world: World, *typed: Typed) -> list[int]:
    return write_headcounts(world.store, world.centre_id, typed, "Anna")


def newest(world: World) -> dict[tuple[str, int | None], int | None]:
    with world.store.read() as connection:
        found = newest_headcounts(connection, world.centre_id)
    return {(one.voice, one.unit_id): one.people for one in found}


def wanted(world: World, reach: Reach = EVERYWHERE) -> list[tuple[str, str | None, str, bool]]:
    with world.store.read() as connection:
        found = wants_counting(connection, reach, TODAY)
    return [(one.centre, one.unit, one.voice, one.headcount is None) for one in found]


@pytest.mark.parametrize(("on", "is_old"), [(TODAY, False), (LAST_GOOD, False), (OLD, True)])
def test_a_number_holds_for_six_months(on: date, *, is_old: bool) -> None:
    assert is_stale(count(24, on), TODAY) is is_old


def test_nobody_is_asked_whether_the_unknown_is_still_unknown() -> None:
    known, unknown, nobody = count(24, OLD), count(None, OLD), count(0, OLD)
    assert stale([known, unknown, nobody], TODAY) == [known, nobody]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 1, 31), 13, date(2024, 12, 31)),
    ],
)
def test_months_are_counted_in_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("since", "months"), [(TODAY, 0), (date(2026, 5, 25), 5), (LAST_GOOD, 6), (OLD, 6)]
)
def test_age_is_told_in_whole_months(since: date, months: int) -> None:
    assert whole_months(since, TODAY) == months


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ({(RESIDENT, None): 42, (RESIDENT, EG): 24, (RESIDENT, BIRK): 18}, []),
        (
            {(RESIDENT, None): 40, (RESIDENT, EG): 24, (RESIDENT, BIRK): 18},
            [Disagreement(RESIDENT, 42, 40)],
        ),
        (
            {(RESIDENT, None): 44, (RESIDENT, EG): 24, (RESIDENT, BIRK): 18},
            [Disagreement(RESIDENT, 42, 44)],
        ),
        ({(RESIDENT, None): 44, (RESIDENT, EG): 24}, []),
        ({(RESIDENT, None): 20, (RESIDENT, EG): 24}, [Disagreement(RESIDENT, 24, 20)]),
        ({(RESIDENT, None): None, (RESIDENT, EG): 24, (RESIDENT, BIRK): 18}, []),
        ({(RESIDENT, None): 42, (STAFF, EG): 24, (STAFF, BIRK): 18}, []),
        (
            {(RESIDENT, None): 0, (RESIDENT, EG): 0, (RESIDENT, BIRK): 1},
            [Disagreement(RESIDENT, 1, 0)],
        ),
    ],
)
def test_what_does_not_add_up_is_found(
    people: dict[tuple[Voice, int | None], int | None], found: list[Disagreement]
) -> None:
    assert disagreements(people, [EG, BIRK]) == found


def test_a_centre_without_units_contradicts_nobody() -> None:
    assert disagreements({(RESIDENT, None): 42}, []) == []


@pytest.mark.parametrize(
    ("counts", "is_missing"),
    [
        ([], True),
        ([count(42)], False),
        ([count(0)], False),
        ([count(None)], True),
        ([count(24, unit=EG)], True),
        ([count(24, unit=EG), count(18, unit=BIRK)], False),
        ([count(24, unit=EG), count(None, unit=BIRK)], True),
    ],
)
def test_known_is_the_whole_or_every_unit(counts: Iterable[Headcount], *, is_missing: bool) -> None:
    assert missing([RESIDENT], [EG, BIRK], counts) == ([RESIDENT] if is_missing else [])


def test_those_who_are_helped_are_residents() -> None:
    assert missing([Voice.RESIDENT_ASSISTED], [], [count(42)]) == []
    assert missing([Voice.RESIDENT_ASSISTED], [], []) == [RESIDENT]


def test_the_newest_number_counts_and_all_are_kept(world: World) -> None:
    eg, _ = units(world)
    write(world, Typed(eg, RESIDENT, 24, TODAY), Typed(None, RESIDENT, 40, OLD))
    write(world, Typed(None, RESIDENT, 42, TODAY), Typed(eg, RESIDENT, 23, TODAY))
    write(world, Typed(None, RESIDENT, 41, LAST_GOOD))
    assert newest(world) == {("resident", None): 42, ("resident", eg): 23}
    with world.store.read() as connection:
        found, total = history(connection, world.centre_id, 1, 3)
    assert total == 5
    assert [(one.headcount.people, one.unit) for one in found] == [
        (42, None),
        (24, "Eg"),
        (41, None),
    ]
    assert {one.headcount.typed_by for one in found} == {"Anna"}


def test_unknown_is_not_nobody(world: World) -> None:
    write(world, Typed(None, RESIDENT, 42, OLD), Typed(None, STAFF, 0, TODAY))
    write(world, Typed(None, RESIDENT, None, TODAY))
    assert newest(world) == {("resident", None): None, ("staff", None): 0}
    with world.store.read() as connection:
        counts = round_counts(connection, world.round_id)
    assert counts
    assert [(one.voice, one.people) for one in counts.sizes] == [("staff", 0)]


def test_to_confirm_writes_the_same_number_as_of_today_once(world: World) -> None:
    eg, birk = units(world)
    rows = write(world, Typed(eg, RESIDENT, 24, OLD), Typed(birk, RESIDENT, 18, OLD))
    made = confirm_headcounts(world.store, world.centre_id, [rows[0]], TODAY, "Bo")
    assert len(made) == 1
    assert confirm_headcounts(world.store, world.centre_id, [rows[0]], TODAY, "Bo") == []
    with world.store.read() as connection:
        found = newest_headcounts(connection, world.centre_id)
    told = {one.unit_id: (one.people, one.counted_on, one.typed_by) for one in found}
    assert told == {eg: (24, TODAY, "Bo"), birk: (18, OLD, "Anna")}


def test_only_what_is_out_of_date_is_confirmed(world: World) -> None:
    seen = write(world, Typed(None, RESIDENT, 24, LAST_GOOD), Typed(None, STAFF, None, OLD))
    assert confirm_headcounts(world.store, world.centre_id, seen, TODAY, "Bo") == []


def test_what_somebody_counted_meanwhile_is_not_confirmed_away(world: World) -> None:
    (seen,) = write(world, Typed(None, RESIDENT, 24, OLD))
    write(world, Typed(None, RESIDENT, 30, TODAY - timedelta(days=1)))
    assert confirm_headcounts(world.store, world.centre_id, [seen], TODAY, "Bo") == []
    assert newest(world) == {("resident", None): 30}


def test_the_numbers_of_another_centre_are_not_confirmed_or_taken_back(world: World) -> None:
    with world.store.session() as session:
        other = add_centre(session, "Rosenhaven").id
    rows = write(world, Typed(None, RESIDENT, 24, OLD))
    assert confirm_headcounts(world.store, other, rows, TODAY, "Bo") == []
    assert take_back_headcounts(world.store, other, rows[0], rows[0], "Anna") == 0
    assert newest(world) == {("resident", None): 24}


def test_only_ones_own_numbers_are_taken_back(world: World) -> None:
    (first,) = write(world, Typed(None, RESIDENT, 24, OLD))
    write_headcounts(world.store, world.centre_id, [Typed(None, STAFF, 9, OLD)], "Bo")
    (last,) = write(world, Typed(None, RESIDENT, 25, OLD))
    write(world, Typed(None, Voice.PARTNER, 3, OLD))
    assert take_back_headcounts(world.store, world.centre_id, first, last, "Anna") == 2
    assert newest(world) == {("staff", None): 9, ("partner", None): 3}


def test_what_is_old_or_missing_is_listed(world: World) -> None:
    eg, birk = units(world)
    write(world, Typed(eg, RESIDENT, 24, OLD), Typed(birk, RESIDENT, 18, TODAY))
    write(world, Typed(None, STAFF, 20, OLD))
    assert wanted(world) == [
        ("Solsikken", None, "relative", True),
        ("Solsikken", None, "staff", False),
        ("Solsikken", "Eg", "resident", False),
    ]


def test_what_is_in_the_archive_is_not_asked_about(world: World) -> None:
    eg, birk = units(world)
    write(world, Typed(eg, RESIDENT, 24, OLD), Typed(birk, RESIDENT, 18, TODAY))
    write(world, Typed(None, Voice.RELATIVE, 30, TODAY))
    archive_unit(world.store, eg, TODAY)
    assert wanted(world) == []
    archive_unit(world.store, eg, None)
    assert wanted(world) == [("Solsikken", "Eg", "resident", False)]
    archive_centre(world.store, world.centre_id, TODAY)
    assert wanted(world) == []


def test_who_was_asked_in_a_round_that_is_over_is_not_missing(world: World) -> None:
    write(world, Typed(None, RESIDENT, 42, TODAY))
    assert wanted(world) == [("Solsikken", None, "relative", True)]
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=TODAY - timedelta(days=1)))
    assert wanted(world) == []


def test_only_what_is_within_reach_is_listed(world: World) -> None:
    with world.store.session() as session:
        other = add_centre(session, "Rosenhaven").id
    assert [one[0] for one in wanted(world)] == ["Rosenhaven", "Solsikken", "Solsikken"]
    assert wanted(world, Reach(centres=frozenset({other}))) == [
        ("Rosenhaven", None, "resident", True)
    ]
    assert wanted(world, Reach()) == []


def test_the_list_costs_the_same_with_many_centres(small_world: World) -> None:
    def cost() -> int:
        with small_world.store.read() as connection, counted(small_world.store) as said:
            wants_counting(connection, EVERYWHERE, TODAY)
        return len(said)

    few = cost()
    with small_world.store.session() as session:
        for number in range(50):
            centre = add_centre(session, f"Centre {number}", ["Eg", "Birk"])
            add_headcount(session, centre.id, None, RESIDENT, 24, OLD)
    assert few == cost() <= 4


def test_numbers_outlive_their_migration_down_and_up(world: World) -> None:
    write(world, Typed(None, RESIDENT, 42, TODAY), Typed(None, STAFF, None, TODAY))
    migrate.downgrade(world.store, "0007")
    migrate.upgrade(world.store)
    with world.store.read() as connection:
        rows = connection.execute(select(Kept.centre_id, Kept.people, Kept.typed_by)).all()
    assert [tuple(row) for row in rows] == [(world.centre_id, 42, None)]
