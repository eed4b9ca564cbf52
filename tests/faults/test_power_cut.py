"""The power fails right after the thank-you: the answer is on the disk. See power_cut.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.faults.power_cut import NoPowerCut, complaints_after
from tests.faults.scripts import WITHOUT_FLUSH, Change
from tests.served import Site
from tests.world import World


def missing(site: Site, cast: World, browser: Browser, cuts: int, *weak: Change) -> list[str]:
    """What is missing after so many cuts; skips, and says why, where no power can be cut."""
    try:
        return complaints_after(cuts, site.instance.parent, site.base, cast, browser, *weak)
    except NoPowerCut as fault:
        print(f"!!! NO POWER CUT WAS TRIED HERE: {fault} !!!")
        pytest.skip(f"no power cut was tried: {fault}")


def test_two_power_cuts_take_nothing_thanked_for(site: Site, cast: World, browser: Browser) -> None:
    assert missing(site, cast, browser, 2) == []


@pytest.mark.long
def test_20_power_cuts_take_nothing_thanked_for(site: Site, cast: World, browser: Browser) -> None:
    assert missing(site, cast, browser, 20) == []


def test_of_the_test_a_store_without_a_flush_is_seen(
    site: Site, cast: World, browser: Browser
) -> None:
    found = missing(site, cast, browser, 2, WITHOUT_FLUSH)
    assert any(one.startswith("lost") for one in found)
