"""Somebody at a desk who presses and writes: with a mouse, or with the keyboard alone."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
"""Presses of the tab key after which a way by keyboard is none."""
IS_FOCUSED = "one => document.activeElement === one"


@dataclass
class Hands:
    """Counts what is done: presses, and fields that are written into or chosen from."""

    page: Page
    by_keyboard: bool = False
    presses: int = 0
    fields: int = 0
    done: list[str] = field(default_factory=list)

    def press(self, name: str, *, stays: bool = False) -> None:
        """Press the button or link of this name; another page comes, unless it `stays`."""
        button, link = (
            self.page.get_by_role("button", name=name, exact=True),
            self.page.get_by_role("link", name=name, exact=True),
        )
        self.press_on(button.or_(link).first, stays=stays)

    def press_on(self, what: Locator, *, stays: bool = False) -> None:
        """Press it."""
        expect(what).to_be_visible()
        self.presses += 1
        self.done.append(what.inner_text())
        with nullcontext() if stays else self.page.expect_navigation():
            self._go(what)

    def _go(self, what: Locator) -> None:
        if self.by_keyboard:
            self._tab_to(what)
            self.page.keyboard.press("Enter")
        else:
            what.click()

    def write(self, label: str, text: str) -> None:
        """Write into the field of this label."""
        entry = self.page.get_by_label(label, exact=True)
        self.fields += 1
        if self.by_keyboard:
            self._tab_to(entry)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            entry.fill(text)

    def choose(self, label: str) -> None:
        """Choose what this label names."""
        box = self.page.get_by_label(label, exact=True)
        self.fields += 1
        if not self.by_keyboard:
            box.check()
            return
        if box.get_attribute("type") == "radio":
            self._to_group_of(box)
        else:
            self._tab_to(box)
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def _to_group_of(self, box: Locator) -> None:
        """Radios are one stop: arrows go from one to the next, and choose it."""
        name = box.get_attribute("name")
        first = self.page.locator(f'input[type="radio"][name="{name}"]').first
        self._tab_to(first)
        for _ in range(MOST_TABS):
            if box.is_checked():
                return
            self.page.keyboard.press("Space" if box.evaluate(IS_FOCUSED) else "ArrowDown")
        raise AssertionError(f"no way by arrows to {name}")

    def _tab_to(self, what: Locator) -> None:
        for _ in range(MOST_TABS):
            if what.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way by the tab key to {what}")
