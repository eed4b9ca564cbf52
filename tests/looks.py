"""A screen of the tablet in each look it can have: four sizes, in normal and in large text.

The screen is walked to once, and looked at eight times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.boxes import CUT_OFF, SCROLLS, SIDEWAYS, SMALLEST_TEXT, UNSEEN, box_faults
from tests.browsing import KIOSKS, accessibility_faults
from tests.lines import line_faults

SMALLEST = {"normal": 28, "large": 56}
"""Pixels of the smallest letters, by text mode."""

SETTLED = """async () => {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((done) => {
      const seen = new ResizeObserver(() => { seen.disconnect(); done(); });
      seen.observe(document.body);
    });
  }
}"""
"""What watches sizes has had its turn."""

COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    }
}
"""What axe is asked again in high contrast: nothing but colours has changed."""

AREAS = "document.querySelectorAll('.screen, .middle')"
SET = """([name, on]) => {
  const { dataset } = document.documentElement;
  const [key, value] = { large: ['text', 'large'], contrast: ['contrast', 'high'] }[name];
  if (on) dataset[key] = value;
  else delete dataset[key];
  document.querySelector(`.tools [value="${name}"]`)?.setAttribute('aria-pressed', String(on));
}"""
"""What its tool does, without a press that would count as one."""
FROM_THE_TOP = f"() => {{ for (const area of {AREAS}) area.scrollTop = 0; }}"
REMEMBER = f"() => [...{AREAS}].map((area) => [area, area.scrollTop])"
PUT_BACK = "all => { for (const [area, top] of all) area.scrollTop = top; }"


@dataclass(frozen=True)
class Look:
    """One look of the tablet: the name of its size, and "normal" or "large" text."""

    size: str
    text: str

    def __str__(self) -> str:
        return f"{self.size} {self.text}"


LOOKS = [Look(size, text) for text in SMALLEST for size in KIOSKS]
LYING, STANDING = Look("1080x810", "normal"), Look("810x1080", "large")
"""The two that axe looks at: they hold all there is to be found, at less than eight times its cost."""


def each_look(page: Page) -> Iterator[Look]:
    """Show the screen in each look, settled and from its top; then put it back as it was."""
    before, size = page.evaluate_handle(REMEMBER), page.viewport_size
    assert size
    was_large = page.evaluate("document.documentElement.dataset.text === 'large'")
    for look in LOOKS:
        _show(page, KIOSKS[look.size], look.text == "large")
        page.evaluate(FROM_THE_TOP)
        yield look
    _show(page, {"width": size["width"], "height": size["height"]}, was_large)
    page.evaluate(PUT_BACK, before)


def _show(page: Page, size: dict[str, int], large: bool) -> None:
    page.evaluate(SET, ["large", large])
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.evaluate(SETTLED)


@contextmanager
def contrasted(page: Page) -> Iterator[None]:
    """The screen in high contrast while the block runs."""
    page.evaluate(SET, ["contrast", True])
    yield
    page.evaluate(SET, ["contrast", False])


def look_faults(page: Page, look: Look, *, fits: bool = True, pressed: bool = True) -> list[str]:
    """What breaks the rules that every screen of the tablet must keep, in the look it has now.

    `fits` False is a screen that may be moved in normal text too, as all may be in large; `pressed`
    False is one on which nothing can be pressed.
    """
    smallest, words = page.evaluate(SMALLEST_TEXT)
    unseen = page.evaluate(UNSEEN) if fits and look.text == "normal" else []
    return [
        *(box_faults(page) if pressed else []),
        *(["wider than the window"] if page.evaluate(SIDEWAYS) else []),
        *([f"letters of {smallest}: {words}"] if smallest < SMALLEST[look.text] else []),
        *(f"cut off: {what}" for what in page.evaluate(CUT_OFF)),
        *(f"scrolls: {what}" for what in page.evaluate(SCROLLS)),
        *(f"does not fit: {what}" for what in unseen),
        *line_faults(page),
    ]


def axe_faults(page: Page, look: Look) -> list[str]:
    """What axe finds in the two looks it is asked about, in high contrast too."""
    if look not in (LYING, STANDING):
        return []
    found = accessibility_faults(page)
    with contrasted(page):
        return found + accessibility_faults(page, COLOURS)


def every_look(page: Page, name: str, *, fits: bool = True, pressed: bool = True) -> list[str]:
    """What breaks the rules, and what axe finds, on the screen called `name`, in all its looks."""
    return [
        f"{name}, {look}: {fault}"
        for look in each_look(page)
        for fault in (*look_faults(page, look, fits=fits, pressed=pressed), *axe_faults(page, look))
    ]
