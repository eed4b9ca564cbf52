"""What the tablet's page costs a poor connection, and that its feedback never waits for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.answering import UNHURRIED, Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.journeys.test_pressing import Finger, middle
from tests.served import Site
from tests.world import World

FIRST = 250_000
"""Bytes over the wire until the invitation stands, from nothing; sound is not among them."""
AGAIN = 40_000
"""The same when everything that can be kept is kept."""
SOUND = ("/k/speech", "/v/")

WATCH = """() => {
  window.felt = [];
  const control = (event) => event.target.closest('button, label.tile');
  const tell = (event) => window.felt.push({
    type: event.type,
    pressed: control(event)?.classList.contains('pressed'),
    checked: control(event)?.querySelector('input')?.checked,
  });
  addEventListener('pointerdown', tell);
  addEventListener('pointerup', tell);
}"""
"""Looks at what was touched when our own listeners have had the event, in the same dispatch: before
any frame, and before anything that was asked of the network can have answered."""


@dataclass
class Wire:
    """What comes over the wire: encoded bytes, headers included, by path."""

    page: Page
    paths: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self.paths[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _came(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        path = self.paths.get(event["requestId"], "")
        if size and path and not path.endswith(".wav") and not path.startswith(SOUND):
            self.bytes[path] = self.bytes.get(path, 0) + size


def arrive(page: Page, base: str) -> dict[str, int]:
    """Open the paired tablet's page until the invitation stands; what came over the wire."""
    wire = Wire(page)
    page.goto(f"{base}/k/", wait_until="networkidle")
    expect(page.locator('button[value="begin"]')).to_be_visible()
    return wire.bytes


def test_the_first_load_is_small_and_the_next_is_next_to_nothing(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=KIOSKS["1280x800"], has_touch=True) as page:
        page.goto(f"{site.base}/healthz")
        page.evaluate("token => localStorage.setItem('lydhoer.device', token)", cast.device_token)
        first = arrive(page, site.base)
        assert any(path.endswith(".js") for path in first), "it was measured from nothing"
        assert sum(first.values()) <= FIRST, first
        again = arrive(page.context.new_page(), site.base)
        assert set(again) <= {"/k/", "/k/rounds"}, "what is kept is not asked for again"
        assert sum(again.values()) <= AGAIN, again


def test_what_is_touched_shows_it_at_once_with_or_without_a_connection(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        robot, finger = Robot(page), Finger(page)
        page.evaluate(WATCH)
        feel(finger, page.locator('button[value="begin"]'))
        feel(finger, page.locator('button[value="choice"]').first)
        feel(finger, page.locator('button[value="yes"]'))
        assert robot.key() == "hello"
        page.context.set_offline(True)
        feel(finger, page.locator('form.interview button[type="submit"]:visible'))
        feel(finger, page.locator('button[value="skip"]:visible'))
        assert robot.key() == "needs"
        assert feel(finger, robot.tile("music"))["checked"], "chosen when the finger is let go"
        feel(finger, page.locator('button[value="large"]'))
        feel(finger, page.locator('button[value="stop"]'))


def feel(finger: Finger, control: Locator) -> dict[str, Any]:
    """Touch a control: pressed in the event itself, and no more when let go; what is told then."""
    page = finger.page
    expect(control).to_be_visible()
    page.clock.run_for(UNHURRIED)
    page.evaluate("felt.length = 0")
    finger.drift(middle(control))
    down, up = page.evaluate("felt")
    assert (down["type"], down["pressed"]) == ("pointerdown", True)
    assert (up["type"], up["pressed"]) != ("pointerup", True)
    return dict(up)
