"""A browser killed at any moment: who was thanked is heard, once, and nobody else."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.faults.proxy import Cut, loses_the_reply, proxy, refuses
from tests.faults.scripts import IN_MEMORY, Change
from tests.faults.tablet import (
    WAITING,
    Journal,
    await_sent,
    await_thanks,
    begin,
    come_back,
    kept_tablet,
    kill,
    pair_kept,
    weaken,
    words_stored,
)
from tests.served import Site
from tests.world import World

LOST = 0.3
CUT: Cut = "responses"
"""What is cut while the server is away. The page itself comes from the server still."""


@dataclass
class Rough:
    """A tablet whose browser is killed now and then; all dice are of `dice`."""

    base: str
    browser: Browser
    profile: Path
    journal: Journal
    dice: Random
    number: int = 0

    def interviews(self, count: int, kills: int) -> None:
        """Hold so many interviews; in some of them, the last among them, the browser is killed."""
        fatal = {count, *self.dice.sample(range(1, count), kills - 1)}
        while self.number < count:
            with kept_tablet(self.browser, self.profile) as page, suppress(Error, AssertionError):
                come_back(page, self.base)
                self._interviews_until_killed(page, fatal)

    def _interviews_until_killed(self, page: Page, fatal: set[int]) -> None:
        while True:
            self.number += 1
            if self.number in fatal:
                return self._interview_with_a_kill(page)
            self._interview(page)

    def _interview(self, page: Page, at_the_end: Callable[[], None] = lambda: None) -> None:
        """She says one thing, and stops; she wants it kept."""
        words = f"ytring{self.number:04d}"
        self.journal.note("said", words)
        robot = begin(page)
        robot.pass_by()
        robot.answer(words)
        robot.on()
        robot.press("stop")
        at_the_end()
        robot.press("keep")
        await_thanks(page)
        self.journal.note("thanked", words)
        robot.press("home")

    def _interview_with_a_kill(self, page: Page) -> None:
        """As often anywhere in it as about the moment in which it is sealed and stored."""
        anywhere = threading.Timer(self.dice.random() * 1.5, kill, [self.profile])
        at_the_end = threading.Timer(self.dice.random() * 0.2, kill, [self.profile])
        killer = self.dice.choice([anywhere, at_the_end])
        print(f"kill in interview {self.number} after {killer.interval:.3f} s")
        if killer is anywhere:
            killer.start()
        try:
            self._interview(page, killer.start if killer is at_the_end else lambda: None)
        finally:
            killer.join()


def complaints_after(
    site: Site, cast: World, browser: Browser, interviews: int, kills: int, *weak: Change
) -> list[str]:
    """Hold interviews while the server is away, then let it come back; what is wrong then?"""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    dice = Random(seed)
    profile = site.instance.parent / "profile"
    journal = Journal(site.instance.parent / "journal")
    with proxy(site.base) as (base, network):
        network.cut = CUT
        weaken(network, *weak)
        pair_kept(browser, profile, base, cast)
        network.always(refuses)
        Rough(base, browser, profile, journal, dice).interviews(interviews, kills)
        network.sometimes(loses_the_reply, LOST, dice)
        with kept_tablet(browser, profile) as page:
            come_back(page, base)
            await_sent(page)
            assert page.evaluate(WAITING) == [0, 0]
    print(f"{len(journal.noted('thanked'))} of {interviews} were thanked")
    return journal.complaints(words_stored(cast))


def test_eight_interviews_and_three_kills_lose_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    assert complaints_after(site, cast, browser, interviews=8, kills=3) == []


@pytest.mark.long
def test_200_interviews_and_20_kills_lose_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    assert complaints_after(site, cast, browser, interviews=200, kills=20) == []


@pytest.mark.long
def test_of_the_test_a_queue_in_memory_is_seen(site: Site, cast: World, browser: Browser) -> None:
    found = complaints_after(site, cast, browser, 3, 1, IN_MEMORY)
    assert any(one.startswith("lost") for one in found)
