"""The one sender: nothing holds up the rest, and a service that asks for patience gets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route

from tests.faults.proxy import proxy
from tests.faults.scripts import HELD_UP, IMPATIENT
from tests.faults.tablet import (
    RESPONSES,
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

ONLINE = "dispatchEvent(new Event('online'))"
FAULT = '{"error": "internal", "message": "-"}'


SOUND_AND_WEAK = {"sound": False, "of the test": True}
trial = pytest.mark.parametrize("is_weak", SOUND_AND_WEAK.values(), ids=list(SOUND_AND_WEAK))


def fail_over_the_first() -> Callable[[Route], None]:
    """The service has a fault that one answer brings out."""
    failing: list[str] = []

    def answer(route: Route) -> None:
        failing[:] = failing or [route.request.url]
        if route.request.url in failing:
            route.fulfill(status=500, body=FAULT, content_type="application/json")
        else:
            route.continue_()

    return answer


@trial
def test_one_the_service_fails_over_does_not_hold_up_the_rest(
    site: Site, cast: World, browser: Browser, is_weak: bool
) -> None:
    with proxy(site.base) as (base, network):
        weaken(network, *([HELD_UP] if is_weak else []))
        with tablet(base, cast, browser) as page:
            page.route(RESPONSES, fail_over_the_first())
            for _ in range(3):
                give_answers(page)
            for _ in range(20 if is_weak else 200):
                let_time_go_by(page)
                if stored(cast) == 2 and page.evaluate(WAITING) == [1, 0]:
                    break
            assert (stored(cast) == 2) is not is_weak
            assert page.evaluate(WAITING) == ([3, 0] if is_weak else [1, 0]), "it is not set aside"
            page.unroute(RESPONSES)
            await_stored(page, cast, 3)


@trial
def test_a_pause_the_service_asks_for_is_kept(
    site: Site, cast: World, browser: Browser, is_weak: bool
) -> None:
    asked: list[str] = []

    def ask_for_patience(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "240"}, body="")

    with proxy(site.base) as (base, network):
        weaken(network, *([IMPATIENT] if is_weak else []))
        with tablet(base, cast, browser) as page:
            page.route(RESPONSES, ask_for_patience)
            give_answers(page)
            for _ in range(30):
                let_time_go_by(page)
                page.evaluate(ONLINE)
            assert (len(asked) > 1) is is_weak, "the round of 60 s and a network that is back wait"
            page.unroute(RESPONSES)
            await_stored(page, cast, 1)
