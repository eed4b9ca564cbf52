"""Which answers a channel and its round take."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from survey.channels import (
    CODE_LENGTH,
    DEVICE_PREFIX,
    LATE_DAYS,
    OpenRound,
    new_code,
    new_device_token,
    new_pairing_code,
)
from survey.intake.accept import Result
from survey.store import setup_queries
from survey.store.channel_queries import find_channel, pair, revoke
from survey.store.setup_queries import add_device, offer_pairing
from survey.voices import Perspective, Voice
from tests.world import World

LOOKS_LIKE_A_TABLET = DEVICE_PREFIX + "x" * (CODE_LENGTH - len(DEVICE_PREFIX))

OPENS, CLOSES = date(2026, 11, 1), date(2026, 11, 30)
ROUND = OpenRound(
    1, "needs", "f" * 64, OPENS, CLOSES, {"resident": ["self"], "relative": ["own_view"]}
)


@pytest.mark.parametrize(
    ("begun", "today", "taken"),
    [
        (CLOSES, CLOSES, True),
        (CLOSES + timedelta(days=300), CLOSES, True),
        (CLOSES, CLOSES + timedelta(days=LATE_DAYS), True),
        (CLOSES, CLOSES + timedelta(days=LATE_DAYS + 1), False),
        (CLOSES + timedelta(days=1), CLOSES + timedelta(days=1), False),
    ],
)
def test_what_was_begun_in_time_is_taken_late(begun: date, today: date, taken: bool) -> None:
    assert ROUND.accepts(begun, today) is taken


def test_a_round_is_open_on_its_first_and_last_day() -> None:
    assert ROUND.is_open(OPENS)
    assert ROUND.is_open(CLOSES)
    assert not ROUND.is_open(OPENS - timedelta(days=1))
    assert not ROUND.is_open(CLOSES + timedelta(days=1))


def test_help_changes_no_invitation() -> None:
    assert ROUND.takes(Voice.RESIDENT_ASSISTED, Perspective.SELF)
    assert not ROUND.takes(Voice.RELATIVE, Perspective.AS_RESIDENT)
    assert not ROUND.takes(Voice.STAFF, Perspective.SELF)


def test_secrets_are_long_and_all_different() -> None:
    codes = {new_code() for _ in range(200)} | {new_device_token() for _ in range(200)}
    assert len(codes) == 400
    assert all(len(code) >= 22 for code in codes)
    assert new_device_token().startswith(DEVICE_PREFIX)
    assert len(new_pairing_code()) == 6


def test_only_hashes_of_secrets_are_kept(world: World) -> None:
    for table in ("link", "device", "pairing_code"):
        with world.store.read() as connection:
            kept = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 our own names
        assert world.link_code not in str(kept)
        assert world.device_token not in str(kept)


def test_a_wrong_or_strange_token_opens_nothing(world: World) -> None:
    with world.store.read() as connection:
        for token in ("", "t-", "nonsense", "\udcff", "'; DROP TABLE link; --"):
            assert find_channel(connection, token, None) is None


def test_a_pairing_code_works_once_and_in_time(world: World) -> None:
    now = world.clock.now()
    with world.store.session() as session:
        device = add_device(session, world.centre_id, "Tablet 2").id
        code = offer_pairing(session, device, now + timedelta(minutes=10))
    late = now + timedelta(minutes=10)
    assert pair(world.store, code, "t-late", late, world.today) is None
    assert pair(world.store, "000000x", "t-wrong", now, world.today) is None
    assert pair(world.store, code, "t-first", now, world.today) == device
    assert pair(world.store, code, "t-second", now, world.today) is None
    assert world.channel("t-first", world.round_id).id == device


def test_a_new_code_voids_the_older_one(world: World) -> None:
    now = world.clock.now()
    with world.store.session() as session:
        device = add_device(session, world.centre_id, "Tablet 2").id
        first = offer_pairing(session, device, now + timedelta(minutes=10))
        second = offer_pairing(session, device, now + timedelta(minutes=10))
    assert first == second or pair(world.store, first, "t-a", now, world.today) is None
    assert pair(world.store, second, "t-b", now, world.today) == device


def test_a_revoked_channel_says_so(world: World) -> None:
    link = world.channel(world.link_code)
    assert revoke(world.store, link.kind, link.id, world.today)
    assert world.channel(world.link_code).revoked
    assert not revoke(world.store, link.kind, 999, world.today)


def test_an_answer_begun_after_closing_is_kept_aside(world: World) -> None:
    later = world.today + timedelta(days=40)
    channel = world.channel(world.device_token, world.round_id)
    assert channel.round
    assert not channel.round.is_open(later)
    late = world.deliver_on(later, world.submission(day=later.isoformat()))
    assert (late.result, late.reason) == (Result.QUARANTINED, "after_closing")
    in_time = world.deliver_on(later, world.submission(day=world.today.isoformat()))
    assert in_time.result is Result.STORED


def test_a_link_whose_code_begins_like_a_tablets_token_is_a_link(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(new_code()) == CODE_LENGTH
    monkeypatch.setattr(setup_queries, "new_code", lambda: LOOKS_LIKE_A_TABLET)
    with world.store.session() as session:
        code = setup_queries.add_link(session, world.round_id, world.centre_id, Voice.RELATIVE)
    assert code == LOOKS_LIKE_A_TABLET
    assert world.channel(code).voice is Voice.RELATIVE
