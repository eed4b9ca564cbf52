"""Telling a crowd from many people, without keeping an address."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from survey.intake.crowding import (
    DAY,
    HOUR,
    MOST_BUCKETS,
    MOST_PER_ADDRESS,
    MOST_PER_LINK,
    Crowding,
    Flag,
    network,
)

HERE, THERE = "192.0.2.7", "203.0.113.7"


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    at: float = 5 * HOUR

    def now(self) -> float:
        return self.at


@dataclass
class Crowd:
    """A crowd at one link, with the clock it is counted by."""

    hands: Hands = field(default_factory=Hands)

    def __post_init__(self) -> None:
        self.crowding = Crowding(self.hands.now)

    def flags(self, count: int, address: str = HERE, link: int = 1) -> list[Flag | None]:
        return [self.crowding.enter(link, address).flag for _ in range(count)]


def test_one_address_is_flagged_above_its_ceiling_and_nobody_else() -> None:
    crowd = Crowd()
    assert set(crowd.flags(MOST_PER_ADDRESS)) == {None}
    assert crowd.flags(2) == [Flag.CROWDED_ADDRESS] * 2
    assert crowd.flags(1, THERE) == [None]
    assert crowd.flags(1, link=2) == [None]


def test_neighbours_in_one_network_are_one_crowd() -> None:
    crowd = Crowd()
    crowd.flags(MOST_PER_ADDRESS)
    assert crowd.flags(1, "192.0.2.200") == [Flag.CROWDED_ADDRESS]


def test_a_link_has_a_ceiling_too_from_wherever_it_comes() -> None:
    crowd = Crowd()
    for number in range(MOST_PER_LINK):
        assert crowd.flags(1, f"10.{number // 250}.{number % 250}.1") == [None]
    assert crowd.flags(1, THERE) == [Flag.CROWDED_LINK]


def test_an_hour_later_it_begins_anew() -> None:
    crowd = Crowd()
    crowd.flags(MOST_PER_ADDRESS + 1)
    crowd.hands.at += HOUR
    assert crowd.flags(1) == [None]


def test_what_was_sent_twice_is_taken_back() -> None:
    crowd = Crowd()
    for _ in range(3 * MOST_PER_ADDRESS):
        crowd.crowding.leave(crowd.crowding.enter(1, HERE))
    assert crowd.flags(1) == [None]


def test_the_key_is_another_after_a_day_and_nothing_holds_an_address() -> None:
    crowd = Crowd()
    first = crowd.crowding.enter(1, HERE)
    crowd.hands.at += DAY - HOUR
    same_day = crowd.crowding.enter(1, HERE)
    crowd.hands.at += HOUR
    next_day = crowd.crowding.enter(1, HERE)
    assert first.names == same_day.names
    assert not set(first.names) & set(next_day.names)
    assert "192.0.2" not in repr(vars(crowd.crowding)) + repr(next_day)
    assert Crowd().crowding.enter(1, HERE).names != Crowd().crowding.enter(1, HERE).names


def test_memory_is_bounded() -> None:
    crowd = Crowd()
    for number in range(MOST_BUCKETS + 500):
        crowd.crowding.enter(1, f"10.{number // 256 % 256}.{number % 256}.1")
        crowd.crowding.enter(1, f"11.{number // 256 % 256}.{number % 256}.1")
    assert len(crowd.crowding._counts) <= MOST_BUCKETS + 1
    assert crowd.flags(1, THERE) == [Flag.CROWDED_LINK]


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        (" 203.0.113.7 ", "203.0.113.0/24"),
        ("nowhere", ""),
        ("", ""),
        ("203.0.113.7:443", ""),
    ],
)
def test_the_network_of_an_address(address: str, whole: str) -> None:
    assert network(address) == whole
