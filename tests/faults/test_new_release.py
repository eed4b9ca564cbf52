"""A new release of the tablet's page: whole or not at all, and never while somebody answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.version import version
from tests.answering import Robot
from tests.faults.house import SILENT, House, provided_tablet, run_until
from tests.faults.tablet import CANARY, WAITING, answers, await_stored, give_answers
from tests.world import World

pytestmark = pytest.mark.parametrize("house", [SILENT], indirect=True)
NEWER = "tests.newer:create_app()"
RELEASE = "document.documentElement.dataset.version"
STATE = """async () => {
  const { waiting, installing } = await navigator.serviceWorker.getRegistration();
  return Boolean(waiting ?? installing);
}"""
WATCH = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  registration.addEventListener("updatefound", () => { window.found = true; });
}"""
SIGN = "document.dispatchEvent(new Event('heard'))"
"""The one who answers here is not silent."""
RELEASES = """async () => (await caches.keys()).filter((name) => name.includes("release")).length"""


def begin(page: Page) -> Robot:
    robot = Robot(page)
    for value in ("begin", "choice", "yes"):
        robot.press(value)
    assert robot.key() == "hello"
    return robot


def test_an_idle_tablet_takes_the_new_release_whole(
    house: House, here: World, browser: Browser
) -> None:
    with provided_tablet(house, here, browser) as page:
        assert page.evaluate(RELEASE) == version()
        house.renew(NEWER)
        run_until(page, f"{RELEASE} === 'next'")
        house.stop()
        page.reload()
        expect(page.locator('button[value="begin"]')).to_be_visible()
        assert page.evaluate(RELEASE) == "next"
        assert page.evaluate(RELEASES) == 1, "the old one is gone"


def test_it_waits_for_one_who_answers_here_and_on_another_page(
    house: House, here: World, browser: Browser
) -> None:
    with provided_tablet(house, here, browser) as page:
        robot = begin(page)
        other = page.context.new_page()
        other.clock.install()
        other.goto(f"{house.base}/k/")
        expect(other.locator('button[value="begin"]')).to_be_visible()
        house.renew(NEWER)
        run_until(other, STATE, meanwhile=lambda: page.evaluate(SIGN))
        for _ in range(280):
            page.evaluate(SIGN)
            page.clock.run_for(250)
        assert other.evaluate(RELEASE) == version()
        page.bring_to_front()
        assert page.evaluate(RELEASE) == version()
        robot.answer_all(answers(CANARY))
        robot.press("home")
        await_stored(page, here, 1)


def test_it_comes_when_the_interview_is_over(house: House, here: World, browser: Browser) -> None:
    with provided_tablet(house, here, browser) as page:
        robot = begin(page)
        house.renew(NEWER)
        robot.answer_all(answers(CANARY))
        assert page.evaluate(RELEASE) == version()
        page.clock.run_for(6_000)
        robot.press("home")
        run_until(page, f"{RELEASE} === 'next'")
        await_stored(page, here, 1)


def test_what_waits_outlives_the_change(house: House, here: World, browser: Browser) -> None:
    """A release that comes when the connection does: what was said before is sent all the same."""
    with provided_tablet(house, here, browser) as page:
        house.stop()
        for _ in range(2):
            give_answers(page)
        assert page.evaluate(WAITING) == [2, 0]
        house.start(NEWER)
        run_until(page, f"{RELEASE} === 'next'")
        await_stored(page, here, 2)


@pytest.mark.parametrize("fault", ["missing", "other", "dying"])
def test_half_a_release_is_none(house: House, here: World, browser: Browser, fault: str) -> None:
    with provided_tablet(house, here, browser) as page:
        house.renew(f"tests.newer:create_half_app({fault!r})")
        page.evaluate(WATCH)
        run_until(page, f"async () => window.found && !(await ({STATE})())")
        assert page.evaluate(RELEASE) == version()
        house.stop()
        page.reload()
        give_answers(page)
        assert page.evaluate(RELEASE) == version()
        house.start(NEWER)
        run_until(page, f"{RELEASE} === 'next'")
        await_stored(page, here, 1)
