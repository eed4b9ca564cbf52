"""What was made on a tablet against what arrived: the sum, and where it is kept."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import Result as Printed
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, inspect, select

from app import create_app
from config import Settings
from survey.ledger import Gap, Ledger, Storage, Told, gap_of
from survey.services import NAME
from survey.store.ledger_queries import all_tablets, report_gaps, write_down
from survey.store.tables import Base, Device, DeviceLedger, GapDay, GapReport
from tests.world import NOW, World, make_world

TODAY = date(2026, 11, 24)


def told(ledger: str = "a" * 32, made: int = 0, **changes: Any) -> Told:
    """What a tablet that is doing well tells."""
    return replace(
        Told(ledger, made, 0, 0, 0, Storage.KEPT, installed=True, has_room=True, version="1"),
        **changes,
    )


@dataclass
class Books:
    """The server's side of one device: what arrived, and its ledgers by name."""

    received: int = 0
    ledgers: dict[str, Ledger] = field(default_factory=dict)

    @property
    def gap(self) -> Gap:
        return gap_of(list(self.ledgers.values()), self.received)

    @property
    def missing(self) -> int:
        return self.gap.missing


@dataclass
class Tablet:
    """A tablet that tells after whatever happens to it. True in `waiting`: it did arrive."""

    books: Books
    waiting: list[bool] = field(default_factory=list)
    made: int = 0
    carried: int = 0
    ledger: str = "first"
    lost: int = 0
    heard: int = 0
    """How many of those made the server has confirmed to have been told of, as this device."""

    def tell(self) -> None:
        known = self.books.ledgers
        number = known[self.ledger].number if self.ledger in known else len(known) + 1
        counts = {"carried": self.carried, "waiting": len(self.waiting)}
        known[self.ledger] = Ledger(number, told(self.ledger, self.made, **counts), TODAY, None)
        self.heard = self.made

    def answer(self) -> None:
        self.made += 1
        self.waiting.append(False)

    def deliver(self) -> None:
        for arrived in self.waiting:
            self.books.received += not arrived
        self.waiting.clear()

    def deliver_and_lose_the_reply(self) -> None:
        self.books.received += self.waiting.count(False)
        self.waiting = [True for _ in self.waiting]

    def lose(self) -> None:
        """Everything on the disk is gone, behind the app."""
        self.lost += self.waiting.count(False)
        self.waiting.clear()

    def pair(self, books: Books | None = None) -> None:
        """It is paired anew, as the same device or as another."""
        untold = self.made - self.heard
        self.carried = 0 if books else max(0, len(self.waiting) - untold)
        self.books = books or self.books
        self.made, self.heard = len(self.waiting), self.carried
        self.ledger = secrets.token_hex(16)

    def wipe(self) -> None:
        self.lose()
        self.pair()


def a_tablet(answers: int = 0) -> Tablet:
    tablet = Tablet(Books())
    for _ in range(answers):
        tablet.answer()
    tablet.tell()
    return tablet


def test_three_of_twenty_removed_behind_the_app() -> None:
    tablet = a_tablet(20)
    del tablet.waiting[4:7]
    tablet.deliver()
    tablet.tell()
    assert tablet.books.gap == Gap(made=20, arrived=17, waiting=0, aside=0, missing=3)


def test_paired_again_as_the_same_device_with_five_waiting() -> None:
    tablet = a_tablet(8)
    tablet.waiting = tablet.waiting[:5]
    tablet.books.received = 3
    tablet.tell()
    tablet.pair()
    assert tablet.books.missing == 0, "nothing told since"
    tablet.tell()
    assert tablet.books.gap == Gap(made=8, arrived=3, waiting=5, aside=0, missing=0)
    tablet.deliver()
    tablet.tell()
    assert tablet.books.gap == Gap(made=8, arrived=8, waiting=0, aside=0, missing=0)


def test_paired_again_as_another_device_with_five_waiting() -> None:
    tablet = a_tablet(5)
    before, after = tablet.books, Books()
    tablet.pair(after)
    tablet.tell()
    assert (before.missing, after.missing) == (0, 0)
    tablet.deliver()
    tablet.tell()
    assert (before.missing, after.missing) == (0, 0)
    assert after.gap == Gap(made=5, arrived=5, waiting=0, aside=0, missing=0)


def test_what_was_never_told_of_is_not_taken_off() -> None:
    """Answered without a network and paired again before it was back."""
    tablet = a_tablet(3)
    tablet.deliver()
    tablet.tell()
    for _ in range(5):
        tablet.answer()
    tablet.pair()
    tablet.waiting.pop()
    tablet.deliver()
    tablet.tell()
    assert tablet.books.gap == Gap(made=8, arrived=7, waiting=0, aside=0, missing=1)


def test_a_tablet_that_takes_anothers_place_hides_nothing() -> None:
    tablet, place = a_tablet(5), a_tablet(2)
    place.deliver()
    place.tell()
    tablet.pair(place.books)
    tablet.waiting.pop()
    tablet.deliver()
    tablet.tell()
    assert place.books.gap == Gap(made=7, arrived=6, waiting=0, aside=0, missing=1)


def test_a_loss_on_what_another_device_brought_is_seen() -> None:
    tablet = a_tablet(5)
    tablet.pair(after := Books())
    tablet.lose()
    tablet.tell()
    assert after.missing == 5


def test_a_wiped_profile_with_three_waiting() -> None:
    tablet = a_tablet(10)
    tablet.waiting = tablet.waiting[:3]
    tablet.books.received = 7
    tablet.tell()
    tablet.wipe()
    tablet.tell()
    assert tablet.books.missing == 3
    tablet.answer()
    tablet.deliver()
    tablet.tell()
    assert tablet.books.missing == 3, "what comes later makes up for nothing"


def test_a_lost_reply_is_no_loss() -> None:
    tablet = a_tablet(2)
    tablet.deliver_and_lose_the_reply()
    tablet.tell()
    assert tablet.books.missing == 0
    tablet.deliver()
    tablet.tell()
    assert tablet.books.gap == Gap(made=2, arrived=2, waiting=0, aside=0, missing=0)


def test_what_is_set_aside_is_not_missing() -> None:
    assert gap_of([Ledger(1, told(made=4, aside=1), TODAY, None)], 3).missing == 0


def test_a_first_ledger_takes_nothing_off_whatever_it_carries() -> None:
    first = Ledger(1, told(made=5, carried=5), TODAY, None)
    assert gap_of([first], 2) == Gap(made=5, arrived=2, waiting=0, aside=0, missing=3)
    second = Ledger(2, told(made=4, carried=3), TODAY, None)
    assert gap_of([first, second], 2).made == 6


def test_a_tablet_that_tells_nothing_misses_nothing() -> None:
    assert gap_of([], 7) == Gap(0, 7, 0, 0, 0)


COUNT = st.integers(0, 2**31 - 1)
ANY = st.builds(told, made=COUNT, carried=COUNT, waiting=COUNT, aside=COUNT)


@given(st.lists(ANY, max_size=4), COUNT)
def test_nothing_is_ever_negative(tellings: list[Told], received: int) -> None:
    ledgers = [Ledger(n, one, TODAY, None) for n, one in enumerate(tellings, 1)]
    assert min(vars(gap_of(ledgers, received)).values()) >= 0


HAPPENS = ["answer", "deliver", "deliver_and_lose_the_reply", "lose", "pair", "wipe"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*HAPPENS, "tell"]), max_size=30))
@example(["answer", "tell", "pair", "pair", "tell"])
def test_however_seldom_it_tells_there_is_no_false_alarm(happens: list[str]) -> None:
    tablet = a_tablet()
    for name in happens:
        getattr(tablet, name)()
        assert tablet.books.missing <= tablet.lost


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(HAPPENS), max_size=30))
def test_whatever_happens_the_loss_is_told_exactly(happens: list[str]) -> None:
    tablet = a_tablet()
    for name in happens:
        getattr(tablet, name)()
        tablet.tell()
        assert tablet.books.missing <= tablet.lost, "no false alarm"
    tablet.deliver()
    tablet.tell()
    assert tablet.books.missing == tablet.lost


# --- where it is kept


def tablet_id(world: World) -> int:
    return world.channel(world.device_token).id


def kept(world: World) -> list[Any]:
    with world.store.read() as connection:
        return list(connection.execute(select(DeviceLedger).order_by(DeviceLedger.number)))


def test_a_ledger_is_written_once_and_anew(world: World) -> None:
    device, tomorrow = tablet_id(world), world.today + timedelta(days=1)
    write_down(world.store, device, told(made=3, waiting=3), world.today)
    write_down(world.store, device, told(made=4, waiting=1, has_room=False), tomorrow)
    (row,) = kept(world)
    assert (row.made, row.waiting, row.has_room, row.told_on) == (4, 1, False, tomorrow)
    assert row.waiting_since == world.today
    write_down(world.store, device, told(made=4), tomorrow)
    assert kept(world)[0].waiting_since is None


def test_what_was_once_made_stays_made(world: World) -> None:
    device = tablet_id(world)
    write_down(world.store, device, told(made=9), world.today)
    write_down(world.store, device, told(made=7), world.today)
    assert kept(world)[0].made == 9


def test_ledgers_are_numbered_as_they_are_heard_of(world: World) -> None:
    device = tablet_id(world)
    names = ["f" * 32, "0" * 32, "a" * 32]
    for name in [*names, names[0]]:
        write_down(world.store, device, told(name), world.today)
    assert [(row.ledger, row.number) for row in kept(world)] == [
        (name, number) for number, name in enumerate(names, 1)
    ]


def test_ledgers_told_at_once_get_numbers_of_their_own(world: World) -> None:
    device = tablet_id(world)
    start = threading.Barrier(6)

    def tell(number: int) -> None:
        start.wait(30)
        write_down(world.store, device, told(f"{number:032x}"), world.today)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tell, range(6)))
    assert [row.number for row in kept(world)] == [1, 2, 3, 4, 5, 6]


def test_a_ledger_is_connected_to_no_answer() -> None:
    """It refers to its device only, and no table of answers refers to it or to a device."""
    refers = {fk.column.table.name for fk in DeviceLedger.__table__.foreign_keys}
    assert refers == {"device"}
    for name in ("response", "free_text", "tally"):
        table = Base.metadata.tables[name]
        assert not {fk.column.table.name for fk in table.foreign_keys} & {"device", "device_ledger"}
        assert not {column.name for column in inspect(table).columns} & {"device_id", "ledger"}


def with_a_loss(world: World) -> int:
    """A tablet on which five were answered; three arrived."""
    for _ in range(3):
        world.deliver(world.submission())
    write_down(world.store, tablet_id(world), told(made=5), world.today)
    return tablet_id(world)


def reported(world: World) -> list[Any]:
    """What stands in the gap report."""
    by = (GapReport.day, GapReport.device_id)
    counts = (GapReport.missing, GapReport.waiting, GapReport.aside)
    with world.store.read() as connection:
        return [tuple(row) for row in connection.execute(select(*by, *counts).order_by(*by))]


def test_the_day_s_gaps_are_written_once(world: World) -> None:
    device = with_a_loss(world)
    start = threading.Barrier(4)

    def report(_number: int) -> list[int]:
        start.wait(30)
        return [one.id for one in report_gaps(world.store, world.today)]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(report, range(4)))
    assert sorted(found) == [[], [], [], [device]]
    assert reported(world) == [(world.today, device, 2, 0, 0)]
    assert [one.id for one in report_gaps(world.store, world.today + timedelta(days=1))] == [device]


def test_a_day_without_gaps_is_marked_done(world: World) -> None:
    write_down(world.store, tablet_id(world), told(made=2, waiting=2), world.today)
    assert report_gaps(world.store, world.today) == []
    with world.store.read() as connection:
        assert list(connection.scalars(select(GapDay.day))) == [world.today]
        assert connection.scalar(select(func.count()).select_from(GapReport)) == 0


def test_what_is_set_aside_or_waits_for_long_is_written_too(world: World) -> None:
    with world.store.session() as session:
        session.execute(insert(Device).values(centre_id=world.centre_id, name="Tablet 2"))
    with world.store.read() as connection:
        first, second = (one.id for one in all_tablets(connection))
    write_down(world.store, first, told(made=2, waiting=2), world.today)
    write_down(world.store, second, told(made=1, aside=1), world.today)
    in_two_days = world.today + timedelta(days=2)
    for day in (world.today, in_two_days - timedelta(days=1), in_two_days):
        assert report_gaps(world.store, day) == []
    assert reported(world) == [
        (world.today, second, 0, 0, 1),
        (world.today + timedelta(days=1), second, 0, 0, 1),
        (in_two_days, first, 0, 2, 0),
        (in_two_days, second, 0, 0, 1),
    ]


# --- from the command line


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, lambda: NOW)
    yield app
    app.extensions[NAME].store.engine.dispose()


def run(app: Flask, *words: str) -> Printed:
    return app.test_cli_runner().invoke(args=words)


def test_gaps_are_printed_and_fail(app: Flask) -> None:
    world = make_world(app.extensions[NAME].store, NOW)
    quiet = run(app, "device", "gaps")
    assert (quiet.exit_code, quiet.output.split("  ")[-1]) == (0, "never told\n")
    with_a_loss(world)
    printed = run(app, "device", "gaps")
    assert printed.exit_code == 1
    assert printed.output == (
        "1  Tablet 1, Solsikken  made 5  arrived 3  waiting 0  aside 0  missing 2  told 2026-11-24\n"
    )


def test_due_work_tells_of_a_gap_once_a_day(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    world = make_world(app.extensions[NAME].store, NOW)
    device = with_a_loss(world)
    for _ in range(2):
        assert run(app, "tick").exit_code == 0
    lines = [vars(record) for record in caplog.records if record.getMessage() == "gap"]
    assert [(one["device"], one["missing"], one["waiting"], one["aside"]) for one in lines] == [
        (device, 2, 0, 0)
    ]
