"""Robots that answer without a finger: by one switch, by two, by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.answering import UNHURRIED, Robot

KEEP = "how => localStorage.setItem('lydhoer.switches', JSON.stringify(how))"
TICK = 250
"""Milliseconds; shorter than anything is lit."""
PATIENCE = 400
"""Ticks, or keys, in which whatever is looked for must have come."""

SAME_GROUP = """goal => {
  const now = document.activeElement;
  return goal.type === 'radio' && now.type === 'radio' && now.name === goal.name;
}"""


def set_switches(page: Page, switches: Any, seconds: Any = 1) -> None:
    """Set up this tablet as its staff would, and start it anew."""
    page.evaluate(KEEP, {"switches": switches, "seconds": seconds})
    page.reload()
    expect(page.locator("h1:visible")).to_have_count(1)


def is_lit(what: Locator) -> bool:
    """True when a switch would choose it now."""
    return bool(what.evaluate("e => e.classList.contains('scanned')"))


@dataclass(frozen=True)
class OneSwitch(Robot):
    """Waits until the light has come to what is wanted, then presses the one switch there is."""

    def tap(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(PATIENCE):
            if is_lit(what):
                break
            self.page.clock.run_for(TICK)
        assert is_lit(what), "the light never came there"
        self.page.keyboard.press("Space")

    def write(self, field: Locator, words: str) -> None:
        del field
        for digit in words:
            self.tap(self.question.get_by_role("button", name=digit, exact=True))


@dataclass(frozen=True)
class TwoSwitches(OneSwitch):
    """Steps on with one switch and chooses with the other."""

    def tap(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(PATIENCE):
            self.page.clock.run_for(UNHURRIED)
            if is_lit(what):
                break
            self.page.keyboard.press("Space")
        assert is_lit(what), "no step led there"
        self.page.keyboard.press("Enter")


@dataclass(frozen=True)
class Keyboard(Robot):
    """Goes by Tab and arrows, chooses by Space, presses by Enter."""

    def tap(self, what: Locator) -> None:
        expect(what).to_be_visible()
        self.page.clock.run_for(UNHURRIED)
        field = what.locator("input")
        if not field.count():
            self.reach(what)
            self.page.keyboard.press("Enter")
            return
        self.reach(field)
        if field.get_attribute("type") == "checkbox" or not field.is_checked():
            self.page.keyboard.press("Space")

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.type(words)

    def reach(self, goal: Locator) -> None:
        """Move the focus until it is on `goal`."""
        for _ in range(PATIENCE):
            if goal.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("ArrowDown" if goal.evaluate(SAME_GROUP) else "Tab")
        raise AssertionError("the focus never came there")
