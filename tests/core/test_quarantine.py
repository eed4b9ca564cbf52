"""What was kept aside is tried again: stored once, as of its day, and never lost; on both databases."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result as Printed
from flask import Flask
from sqlalchemy import func, select, update

from app import create_app
from config import Settings
from survey.channels import ChannelKind
from survey.intake import again
from survey.intake.accept import Delivery
from survey.intake.again import Fate, Tried, try_again
from survey.intake.erase import erase
from survey.intake.sealing import seal
from survey.sealing_keys import SealingKeys
from survey.services import NAME
from survey.store import intake_queries
from survey.store.channel_queries import revoke
from survey.store.device_queries import move_device, units_at
from survey.store.quarantine_queries import all_aside, piles
from survey.store.tables import Device, FreeText, Quarantine, Response, Round
from survey.store.tally_check import verify_tally
from tests.world import KEY, NOW, World, make_world

ID, OTHER = "0123456789abcdef0123456789abcdef", "f" * 32
LATE = timedelta(days=20)


def rows(world: World, table: type[Any]) -> int:
    with world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def received(world: World) -> int:
    with world.store.read() as connection:
        return connection.scalar(select(Device.received)) or 0


def came_after_closing(world: World, id_: str = ID) -> None:
    """An answer begun six days after the round closed, kept aside."""
    day = world.today + LATE
    receipt = world.deliver_on(day, world.submission(day=day.isoformat()), id_)
    assert receipt.reason == "after_closing"


def prolong(world: World) -> None:
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=world.today + LATE))


def tried(world: World, reason: str | None = None, *only: int) -> list[Tried]:
    found = list(try_again(world.intake, reason, only))
    assert list(verify_tally(world.store, world.versions)) == []
    return found


def test_what_fits_by_now_is_stored_as_of_the_day_it_came(world: World) -> None:
    came_after_closing(world)
    assert tried(world) == [Tried("after_closing", Fate.STAYS, "after_closing")]
    assert (rows(world, Response), rows(world, Quarantine)) == (0, 1)
    prolong(world)
    assert tried(world) == [Tried("after_closing", Fate.STORED)]
    with world.store.read() as connection:
        assert connection.scalar(select(Response.day)) == world.today + LATE
    assert (rows(world, Response), rows(world, FreeText), rows(world, Quarantine)) == (1, 1, 0)
    assert received(world) == 1, "it was received the day it came"
    assert tried(world) == []


def test_a_tablet_that_was_moved_and_revoked_since_changes_nothing(world: World) -> None:
    tablet = world.channel(world.device_token).id
    with world.store.read() as connection:
        eg, birk = (unit.id for unit in units_at(connection, world.centre_id))
    move_device(world.store, tablet, eg)
    came_after_closing(world)
    prolong(world)
    move_device(world.store, tablet, birk)
    revoke(world.store, ChannelKind.DEVICE, tablet, world.today)
    assert [one.fate for one in tried(world)] == [Fate.STORED]
    with world.store.read() as connection:
        assert connection.scalar(select(Response.unit_id)) == eg


def test_what_came_through_a_link_is_stored_too(world: World) -> None:
    day = world.today + LATE
    said = {"perspective": "as_resident"}
    late = world.submission(round=None, respondent=said, day=day.isoformat())
    assert world.deliver_on(day, late, ID, world.link_code).reason == "after_closing"
    prolong(world)
    assert [one.fate for one in tried(world)] == [Fate.STORED]
    with world.store.read() as connection:
        assert connection.scalar(select(Response.voice)) == "relative"


def test_a_key_that_was_found_opens_what_waited_for_it(world: World, tmp_path: Path) -> None:
    theirs = SealingKeys(tmp_path / "theirs")
    ours = SealingKeys(tmp_path / "ours")
    intake = replace(world.intake, keys=ours)
    outside = {"round": world.round_id, "version": world.version.hash}
    sealed = seal(theirs.newest(), ID, json.dumps(world.submission()).encode(), **outside)
    channel = world.channel(world.device_token, world.round_id)
    sent = Delivery(ID, json.dumps(sealed).encode(), sealed, channel, world.today)
    assert intake.accept(sent).reason == "unknown_key"
    assert ours.take_in(theirs.export("a long enough one"), "a long enough one")
    assert list(try_again(intake)) == [Tried("unknown_key", Fate.STORED)]
    assert intake.accept(sent).result == "already_stored", "sent again after a lost reply"
    assert received(world) == 1


def test_what_does_not_fit_stays_with_the_reason_of_today(world: World) -> None:
    came_after_closing(world)
    prolong(world)
    with world.store.write() as connection:
        connection.execute(update(Round).values(voices={"relative": ["as_resident"]}))
    assert tried(world) == [Tried("after_closing", Fate.STAYS, "voice")]
    with world.store.read() as connection:
        (listed,) = all_aside(connection)
    assert (listed.reason, listed.detail) == ("voice", "resident self")


def test_a_conflict_is_left_for_a_person(world: World) -> None:
    world.deliver(world.submission(), ID)
    world.deliver(world.submission(outcome="stopped"), ID)
    assert tried(world) == [Tried("conflict", Fate.STAYS, "conflict")]
    assert (rows(world, Response), rows(world, Quarantine)) == (1, 1)


def test_what_fits_but_finds_other_content_becomes_a_conflict(world: World) -> None:
    came_after_closing(world)
    prolong(world)
    world.deliver(world.submission(), ID)
    assert tried(world) == [Tried("after_closing", Fate.STAYS, "conflict")]
    assert tried(world) == [Tried("conflict", Fate.STAYS, "conflict")]


def test_what_was_stored_since_leaves(world: World) -> None:
    came_after_closing(world)
    prolong(world)
    day = world.today + LATE
    world.deliver_on(day, world.submission(day=day.isoformat()), ID)
    assert tried(world) == [Tried("after_closing", Fate.ALREADY_STORED)]
    assert (rows(world, Response), rows(world, Quarantine), received(world)) == (1, 0, 1)


def test_what_was_erased_elsewhere_leaves(world: World) -> None:
    """A backup was restored, and the list of what was erased read in after it."""
    came_after_closing(world)
    came_after_closing(world, OTHER)
    prolong(world)
    with world.store.write() as connection:
        intake_queries.insert_tombstone(connection, KEY.hash(ID))
    assert [one.fate for one in tried(world)] == [Fate.ERASED, Fate.STORED]
    assert rows(world, Quarantine) == 0
    assert erase(world.store, world.versions, KEY, OTHER)
    assert (rows(world, Response), rows(world, FreeText)) == (0, 0)


def test_only_what_is_asked_for_is_tried(world: World) -> None:
    came_after_closing(world)
    world.deliver(world.submission(version="f" * 64), OTHER)
    with world.store.read() as connection:
        numbers = {one.reason: one.id for one in all_aside(connection)}
    prolong(world)
    assert [one.was for one in tried(world, "unknown_version")] == ["unknown_version"]
    assert [one.was for one in tried(world, None, numbers["unknown_version"])] == [
        "unknown_version"
    ]
    assert [one.fate for one in tried(world, None, numbers["after_closing"], 999)] == [Fate.STORED]


def test_two_who_try_and_a_tablet_that_sends_again_store_each_once(world: World) -> None:
    ids = [f"{n:032x}" for n in range(20)]
    for id_ in ids:
        came_after_closing(world, id_)
    prolong(world)
    found: list[Tried] = []
    failures: list[Exception] = []

    def guarded(work: Any) -> None:
        try:
            work()
        except Exception as fault:
            failures.append(fault)

    def send_again() -> None:
        day = world.today + LATE
        for id_ in ids:
            world.deliver_on(day, world.submission(day=day.isoformat()), id_)

    works = [lambda: found.extend(try_again(world.intake))] * 2 + [send_again]
    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    tried(world)
    assert Counter(one.fate for one in found)[Fate.STAYS] == 0
    assert (rows(world, Response), rows(world, Quarantine)) == (len(ids), 0)
    assert received(world) == len(ids)


def test_a_fault_half_way_leaves_it_in_quarantine(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_after_closing(world)
    prolong(world)

    def full(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(again, "take_out", full)
        with pytest.raises(OSError, match="full"):
            list(try_again(world.intake))
    assert (rows(world, Response), rows(world, Quarantine)) == (0, 1)
    assert [one.fate for one in tried(world)] == [Fate.STORED]


def test_piles_are_counted_by_reason_day_and_channel(world: World) -> None:
    for id_ in (ID, OTHER):
        came_after_closing(world, id_)
    world.deliver(world.submission(), "a" * 32, world.link_code)
    with world.store.read() as connection:
        late, voice = piles(connection)
    assert (late.reason, late.day, late.count) == ("after_closing", world.today + LATE, 2)
    assert (late.channel.label, late.channel.centre) == ("Tablet 1", "Solsikken")
    assert (voice.reason, voice.channel.kind, voice.channel.voice) == (
        "voice", ChannelKind.LINK, "relative",
    )  # fmt: skip


CANARY = "kanariefugl"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, lambda: NOW)
    yield app
    app.extensions[NAME].store.engine.dispose()


def run(app: Flask, *words: str) -> Printed:
    return app.test_cli_runner().invoke(args=["quarantine", *words])


def at(app: Flask) -> World:
    """The usual cast in the app's own database, with an answer that came too late."""
    world = make_world(app.extensions[NAME].store, NOW)
    came_after_closing(world)
    return world


def test_the_list_names_everything_but_what_was_said(app: Flask) -> None:
    world = at(app)
    words = {"matters": {"status": "answered", "value": CANARY}}
    world.deliver(world.submission(answers=words, version="f" * 64), OTHER)
    world.deliver(world.submission(answers={"\x1b[2J": {"status": "skipped"}}), "a" * 32)
    listed = run(app, "list").output
    assert listed.splitlines()[0] == "1  2026-12-14  device 1  after_closing  2026-12-14"
    assert "unknown_question  ?[2J" in listed
    assert "3 in quarantine" in listed
    assert CANARY not in listed
    assert ID not in listed


def test_reprocess_tells_what_became_of_how_many(app: Flask) -> None:
    world = at(app)
    world.deliver(world.submission(version="f" * 64), OTHER)
    prolong(world)
    printed = run(app, "reprocess")
    assert printed.exit_code == 0, printed.output
    assert printed.output.splitlines() == [
        "after_closing: 1 stored",
        "unknown_version: 1 kept aside",
        "2 tried, 1 still in quarantine",
    ]
    assert run(app, "reprocess", "--reason", "voice").output == "0 tried, 0 still in quarantine\n"
    assert "1 tried" in run(app, "reprocess", "2").output
    assert run(app, "reprocess", "x").exit_code == 2
