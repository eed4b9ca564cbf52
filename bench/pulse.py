"""A pulse on a poor phone: a processor four times slower than this one, and 400 kbit/s.

Beside it stands the least a page can be, on the same phone: one button of the baseline.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, Page, ViewportSize, expect

from bench.compare import Row
from bench.scenes import Scene
from survey.voices import Voice
from tests.browsing import chromium
from tests.pulsing import make_visiting

SLOWER = 4
BYTES_A_SECOND, LATENCY = 400_000 / 8, 150
"""A poor mobile network: both ways, and milliseconds to the server and back."""
SCANS = 5
FIRST_TAP, THANKS = 3.0, 10.0
"""Seconds: what we promise from the scan to the first tap, and to the thanks."""
SIZE: ViewportSize = {"width": 360, "height": 640}

STANDS = """selector => new Promise((done) => {
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some((one) => one.offsetParent);
    if (found) requestAnimationFrame(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Milliseconds since the page was asked for, when something like that is on the screen."""


def rows_of_the_pulse(one: Scene) -> Iterator[Row]:
    """From the scan to the first tap against the least page, and to the thanks after one tap."""
    visiting = make_visiting(one.world, "why_not", Voice.STAFF)
    with chromium() as browser:
        pairs = [
            (
                _first(browser, f"{one.ours}/s/{visiting.code}", "button.tile"),
                _first(browser, f"{one.minimal}/button", "button"),
            )
            for _ in range(SCANS)
        ]
        thanks = median(_to_thanks(browser, f"{one.ours}/s/{visiting.code}") for _ in range(SCANS))
    mine, other = median(m for m, _ in pairs), median(t for _, t in pairs)
    where = f"CPU {SLOWER} times slower, 400 kbit/s"
    told = f"{mine:.1f} s against {other:.1f} s, {mine / other:.1f} times"
    yield Row(f"scan to first tap, in 3 s, {where}", mine / FIRST_TAP, told, at_most=1)
    name = f"scan to thanks after one tap, in 10 s, {where}"
    yield Row(name, thanks / THANKS, f"{thanks:.1f} s", at_most=1)


@contextmanager
def _poor_phone(browser: Browser) -> Iterator[Page]:
    """A phone that has never been here."""
    context = browser.new_context(locale="da-DK", viewport=SIZE, has_touch=True, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **speed}
    )
    yield page
    context.close()


def _first(browser: Browser, address: str, control: str) -> float:
    """Seconds from asking for the page until `control` is on the screen."""
    with _poor_phone(browser) as page:
        page.goto(address, wait_until="commit")
        ready: float = page.evaluate(STANDS, control)
        return ready / 1e3


def _to_thanks(browser: Browser, address: str) -> float:
    """Seconds from asking for the page to the thanks of one who taps as soon as she can."""
    with _poor_phone(browser) as page:
        page.goto(address, wait_until="commit")
        page.evaluate(STANDS, "button.tile")
        page.wait_for_timeout(700)
        page.locator("button.tile:visible").first.tap()
        expect(page.locator('[data-screen="done"]')).to_be_visible()
        ready: float = page.evaluate("performance.now()")
        return ready / 1e3
