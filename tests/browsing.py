"""A real browser: the system's Chromium, driven as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from tests.setup.chromium import find_chromium

LONGEST_WAIT = 30_000
"""Milliseconds for what should come at once, on a machine that is busy."""
expect.set_options(timeout=LONGEST_WAIT)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
"""What Chromium needs where tests run."""
AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"

KIOSKS = {
    "1080x810": {"width": 1080, "height": 810},
    "810x1080": {"width": 810, "height": 1080},
    "1280x800": {"width": 1280, "height": 800},
    "800x1280": {"width": 800, "height": 1280},
}
PHONE = {"width": 375, "height": 740}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 640}

RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast-enhanced": {"enabled": True},
        "meta-refresh-no-exceptions": {"enabled": True},
    },
}  # fmt: skip
ASK_AXE = """rules => axe.run(document, { ...rules, resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(
    ({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`)))"""
"""Tells only what is wrong: to describe all that is right costs most of the time."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, **how: Any) -> Iterator[Page]:
    """A page in a browser that has never been here; its faults fail the test.

    Our policy for scripts stays on; only axe is let in besides, through the debugger. The tablet's
    worker stays out unless it is asked in: it would fetch all it needs behind each test's back.
    """
    context = browser.new_context(**{"locale": "da-DK", "service_workers": "block", **how})
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    if how.get("java_script_enabled", True):
        page.clock.install()
    wrong: list[str] = []
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.on("console", lambda said: wrong.append(said.text) if _is_fault(said) else None)
    yield page
    context.close()
    assert wrong == []


def open_paired(page: Page, base: str, token: str) -> None:
    """Open the tablet's page at `base` as the device that `token` stands for."""
    page.goto(f"{base}/healthz")
    page.evaluate("token => localStorage.setItem('lydhoer.device', token)", token)
    page.goto(f"{base}/k/")


def _is_fault(said: ConsoleMessage) -> bool:
    """An error of ours; that an answer was 503 is the network's."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def accessibility_faults(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    """What axe finds wrong with the page as it is now, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text() + ";0")
    found: list[str] = page.evaluate(ASK_AXE, rules or RULES)
    return found
