"""The one sender: nothing holds up the rest, and a service that asks for patience gets it."""

from __future__ import annotations

from playwright.sync_api import Browser, Route

from tests.faults.tablet import (
    RESPONSES,
    WAITING,
    await_stored,
    give_answers,
    let_time_go_by,
    stored,
    tablet,
)
from tests.served import Site
from tests.world import World

ONLINE = "dispatchEvent(new Event('online'))"
FAULT = '{"error": "internal", "message": "-"}'


def test_one_the_service_fails_over_does_not_hold_up_the_rest(
    site: Site, cast: World, browser: Browser
) -> None:
    failing: list[str] = []

    def fail_over_the_first(route: Route) -> None:
        failing[:] = failing or [route.request.url]
        if route.request.url in failing:
            route.fulfill(status=500, body=FAULT, content_type="application/json")
        else:
            route.continue_()

    with tablet(site.base, cast, browser) as page:
        page.route(RESPONSES, fail_over_the_first)
        for _ in range(3):
            give_answers(page)
        for _ in range(200):
            let_time_go_by(page)
            if stored(cast) == 2 and page.evaluate(WAITING) == [1, 0]:
                break
        assert stored(cast) == 2
        assert page.evaluate(WAITING) == [1, 0], "it is kept, and not set aside"
        page.unroute(RESPONSES)
        await_stored(page, cast, 3)


def test_a_pause_the_service_asks_for_is_kept(site: Site, cast: World, browser: Browser) -> None:
    asked: list[str] = []

    def ask_for_patience(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "240"}, body="")

    with tablet(site.base, cast, browser) as page:
        page.route(RESPONSES, ask_for_patience)
        give_answers(page)
        for _ in range(30):
            let_time_go_by(page)
            page.evaluate(ONLINE)
        assert len(asked) == 1, "neither the round of 60 s nor a network that is back cuts it short"
        page.unroute(RESPONSES)
        await_stored(page, cast, 1)
