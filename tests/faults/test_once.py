"""Five clicks, two pages, a reload at every step: each answer is kept once, and nothing half said."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import open_paired
from tests.faults.proxy import Fate, Passing, passes, proxy, refuses
from tests.faults.scripts import (
    NEVER_ENDING,
    NEW_ID_EACH_TIME,
    WITH_A_DRAFT,
    WITHOUT_A_LOCK,
    Change,
)
from tests.faults.tablet import (
    THANKS,
    WAITING,
    await_sent,
    await_waiting,
    begin,
    give_answers,
    stored,
    tablet,
    weaken,
    words_stored,
)
from tests.served import Site
from tests.world import World

TRIALS = {"sound": False, "of the test": True}
trial = pytest.mark.parametrize("is_weak", TRIALS.values(), ids=list(TRIALS))
"""Each check is also held against a build that is broken on purpose, and must complain."""
HASTY = "button => { for (let click = 0; click < 5; click++) button.click(); }"
CLICKS = 5
STEPS = 7
"""As many as an interview has here before the last."""
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def changes(is_weak: bool, *weak: Change) -> tuple[Change, ...]:
    return weak if is_weak else ()


@trial
def test_five_clicks_send_one_answer(
    site: Site, cast: World, browser: Browser, is_weak: bool
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, *changes(is_weak, NEVER_ENDING, NEW_ID_EACH_TIME))
        with tablet(base, cast, browser) as page:
            robot = begin(page)
            robot.press("stop")
            keep = page.locator('button[value="keep"]:visible')
            expect(keep).to_be_visible()
            page.clock.run_for(2_000)
            box = keep.bounding_box()
            assert box
            keep.evaluate(HASTY)
            for _ in range(CLICKS):
                page.touchscreen.tap(box["x"] + 5, box["y"] + 5)
            expect(page.locator("h1:visible")).to_have_text(THANKS)
            await_sent(page)
    assert (stored(cast) > 1) is is_weak
    assert stored(cast) >= 1


def until_another_comes(seconds: float) -> Fate:
    """Passes when a second request is under way, or after so long without one."""

    def fate(request: Passing) -> None:
        network = request.server.network
        with network.changed:
            network.changed.wait_for(lambda: network.at_once > 1, seconds)
        passes(request)

    return fate


@trial
def test_two_pages_of_a_tablet_send_one_after_the_other(
    site: Site, cast: World, browser: Browser, is_weak: bool
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, *changes(is_weak, WITHOUT_A_LOCK))
        with tablet(base, cast, browser) as first:
            second = first.context.new_page()
            second.clock.install()
            open_paired(second, base, cast.device_token)
            network.always(refuses)
            give_answers(first, "den ene")
            give_answers(second, "den anden")
            assert first.evaluate(WAITING) == second.evaluate(WAITING) == [2, 0]
            network.always(until_another_comes(30 if is_weak else 0.3))
            network.most_at_once = 0
            for page in (first, second):
                page.evaluate("dispatchEvent(new Event('online'))")
            await_waiting(first, 0)
    assert (network.most_at_once > 1) is is_weak
    assert words_stored(cast) == ["den anden", "den ene"]


def steps_kept(page: Page, most: int) -> list[Any]:
    """Go one step further each time, then reload; what does the tablet keep of it?"""
    found: list[Any] = []
    for steps in range(1, most + 1):
        robot = begin(page)
        for _ in range(steps):
            if robot.key() == "matters":
                robot.answer("halvt sagt")
                robot.on()
            else:
                robot.pass_by()
        page.reload()
        expect(page.locator('button[value="begin"]')).to_be_visible()
        found += [page.evaluate(KEPT), page.evaluate(WAITING)]
    return found


@trial
def test_a_reload_at_any_step_leaves_nothing_half_said(
    site: Site, cast: World, browser: Browser, is_weak: bool
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, *changes(is_weak, WITH_A_DRAFT))
        with tablet(base, cast, browser) as page:
            most = 2 if is_weak else STEPS
            kept = steps_kept(page, most)
            assert (kept != [["lydhoer.device", "lydhoer.here"], [0, 0]] * most) is is_weak
            assert (network.asked, stored(cast)) == (0, 0)
            give_answers(page)
            await_sent(page)
    assert stored(cast) == 1
