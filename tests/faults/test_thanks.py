"""Nobody is thanked before what she said is on the disk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faults.proxy import proxy, refuses
from tests.faults.scripts import THANKS_BY_THE_CLOCK, Change
from tests.faults.tablet import (
    CANARY,
    THANKS,
    WAITING,
    answers,
    await_waiting,
    begin,
    tablet,
    weaken,
)
from tests.served import Site
from tests.world import World

SLOW = """() => {
  const encrypt = SubtleCrypto.prototype.encrypt;
  const until = new Promise((done) => { window.goOn = done; });
  SubtleCrypto.prototype.encrypt = async function (...given) {
    await until;
    return encrypt.apply(this, given);
  };
}"""
"""Sealing takes until it is told to go on."""


def is_thanked_early(page: Page) -> bool:
    """True when a tablet that cannot store for ten seconds thanks nevertheless."""
    page.evaluate(SLOW)
    begin(page).answer_all(answers(CANARY))
    page.clock.run_for(10_000)
    assert page.evaluate(WAITING) == [0, 0]
    return page.locator("h1:visible").text_content() == THANKS


@pytest.mark.parametrize("weak", [[], [THANKS_BY_THE_CLOCK]], ids=["sound", "of the test"])
def test_thanks_wait_for_the_disk(
    site: Site, cast: World, browser: Browser, weak: list[Change]
) -> None:
    with proxy(site.base) as (base, network):
        network.always(refuses)
        weaken(network, *weak)
        with tablet(base, cast, browser) as page:
            assert is_thanked_early(page) is bool(weak)
            page.evaluate("goOn()")
            expect(page.locator("h1:visible")).to_have_text(THANKS)
            await_waiting(page, 1)
