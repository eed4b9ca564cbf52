"""The tablet behind a network that wants to be logged on to: nothing is forgotten on its word."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.faults.proxy import PORTALS, Network, passes, proxy, refuses, welcomes
from tests.faults.scripts import TRUSTING
from tests.faults.tablet import (
    WAITING,
    await_stored,
    give_answers,
    let_time_go_by,
    stored,
    tablet,
    weaken,
)
from tests.served import Site
from tests.world import World


def await_tries(page: Page, network: Network, more: int) -> None:
    """Let the tablet's time go by until it has tried so many times more.

    By the second of them it has made up its mind about the reply to the first.
    """
    wanted = network.asked + more
    for _ in range(600):
        let_time_go_by(page)
        if network.asked >= wanted:
            return
    raise AssertionError("the tablet does not try again")


def test_portals_take_nothing_away(site: Site, cast: World, browser: Browser) -> None:
    with proxy(site.base) as (base, network), tablet(base, cast, browser) as page:
        network.always(refuses)
        give_answers(page)
        for what, fate in PORTALS.items():
            network.always(fate)
            await_tries(page, network, 1)
            assert page.evaluate(WAITING) == [1, 0], what
            network.released.set()
            await_tries(page, network, 2)
            assert page.evaluate(WAITING) == [1, 0], what
            network.released.clear()
        assert stored(cast) == 0
        network.always(passes)
        network.released.set()
        await_stored(page, cast, 1)


def test_of_the_test_a_tablet_that_trusts_a_portal_is_seen(
    site: Site, cast: World, browser: Browser
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, TRUSTING)
        with tablet(base, cast, browser) as page:
            network.always(welcomes)
            give_answers(page)
            assert page.evaluate(WAITING) == [0, 0]
    assert stored(cast) == 0
