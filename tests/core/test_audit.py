"""The chain of who did what: it is whole, and every way of meddling with it is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update

from survey.audit import BEGINNING, Damage, Deed, Link, chained
from survey.store.audit_queries import append, check_chain, cut, newest, some
from survey.store.engine import Store
from survey.store.tables import AuditEvent
from tests.statements import WRITTEN_DOWN, counted
from tests.world import NOW

DEED = Deed(7, "Anna Ærø", "GET admin_home.home", "round_id=3", 200)


def written(store: Store, count: int = 5) -> list[str]:
    """Events, a day apart; returns their hashes."""
    return [append(store, DEED, NOW + timedelta(days=n)).hash for n in range(count)]


def test_events_follow_each_other(store: Store) -> None:
    hashes = written(store)
    found = check_chain(store)
    assert (found.damage, found.events, found.newest) == (None, 5, Link(5, hashes[-1]))
    with store.read() as connection:
        events = some(connection, 0, 9)
    assert [one.previous for one in reversed(events)] == [BEGINNING.hash, *hashes[:-1]]
    assert events[0].deed == DEED
    assert events[0].at == NOW + timedelta(days=4)


def test_an_empty_chain_is_whole(store: Store) -> None:
    assert check_chain(store).damage is None
    assert check_chain(store, BEGINNING.hash).damage is None


def test_writing_one_down_costs_two_statements(store: Store) -> None:
    written(store, 1)
    with counted(store) as said:
        append(store, DEED, NOW)
    assert len(said) == WRITTEN_DOWN


CHANGES = {
    "at": NOW - timedelta(seconds=1),
    "user_id": 8,
    "name": "Bo",
    "action": "GET admin_home.other",
    "about": "round_id=4",
    "status": 404,
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_event_is_found(store: Store, column: str) -> None:
    written(store)
    with store.write() as connection:
        third = update(AuditEvent).where(AuditEvent.number == 3)
        connection.execute(third.values({column: CHANGES[column]}))
    found = check_chain(store)
    assert (found.damage, found.number) == (Damage.CHANGED, 3)


def test_a_changed_event_with_a_hash_that_fits_breaks_the_next(store: Store) -> None:
    first, second = written(store, 3)[:2]
    forged = chained(Deed(7, "Bo", "x", "", 200), NOW, Link(1, first))
    with store.write() as connection:
        values = {"name": "Bo", "action": "x", "about": "", "at": forged.at, "hash": forged.hash}
        connection.execute(update(AuditEvent).where(AuditEvent.number == 2).values(values))
    found = check_chain(store)
    assert (found.damage, found.number) == (Damage.FOREIGN, 3)
    assert forged.hash != second


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_event_is_found(store: Store, number: int) -> None:
    written(store)
    with store.write() as connection:
        connection.execute(delete(AuditEvent).where(AuditEvent.number == number))
    found = check_chain(store)
    assert (found.damage, found.number) == (Damage.MISSING, number + 1)


def test_an_inserted_event_is_found(store: Store) -> None:
    """Between two there is no number left, so the later ones have to make room."""
    hashes = written(store)
    put_in = chained(DEED, NOW, Link(2, hashes[1]))
    with store.write() as connection:
        for number in (5, 4, 3):
            moved = update(AuditEvent).where(AuditEvent.number == number)
            connection.execute(moved.values(number=number + 1))
        row = {**vars(DEED), "number": 3, "at": put_in.at}
        chain = {"previous": put_in.previous, "hash": put_in.hash}
        connection.execute(insert(AuditEvent).values(**row, **chain))
    found = check_chain(store)
    assert (found.damage, found.number) == (Damage.FOREIGN, 4)


def test_what_was_cut_off_the_end_is_found_by_a_hash_noted_before(store: Store) -> None:
    hashes = written(store)
    with store.write() as connection:
        connection.execute(delete(AuditEvent).where(AuditEvent.number == 5))
    assert check_chain(store).damage is None, "the rest is whole"
    assert check_chain(store, hashes[-1]).damage is Damage.CUT_SHORT
    assert check_chain(store, hashes[2]).damage is None


def test_twenty_at_once_make_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(20) as people:
        list(people.map(lambda _: append(store, DEED, NOW), range(20)))
    found = check_chain(store)
    assert (found.damage, found.events) == (None, 20)


def test_the_oldest_are_cut_off_and_the_chain_stays_whole(store: Store) -> None:
    hashes = written(store)
    with store.write() as connection:
        assert cut(connection, NOW + timedelta(days=2)) == 2
    found = check_chain(store, hashes[1])
    assert (found.damage, found.events) == (None, 3)
    with store.write() as connection:
        assert cut(connection, NOW + timedelta(days=2)) == 0
        assert cut(connection, NOW + timedelta(days=99)) == 2, "the newest stays"
        assert newest(connection) == Link(5, hashes[-1])
    append(store, DEED, NOW)
    assert check_chain(store).damage is None


def test_what_is_cut_off_by_hand_is_found(store: Store) -> None:
    written(store)
    with store.write() as connection:
        cut(connection, NOW + timedelta(days=2))
        connection.execute(delete(AuditEvent).where(AuditEvent.number == 3))
    assert check_chain(store).damage is Damage.MISSING


def test_a_clock_that_was_set_back_makes_no_hole(store: Store) -> None:
    for days in (9, 0, 9):
        append(store, DEED, NOW + timedelta(days=days))
    with store.write() as connection:
        assert cut(connection, NOW + timedelta(days=5)) == 0
        assert connection.scalar(select(func.count()).select_from(AuditEvent)) == 3
