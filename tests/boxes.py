"""Measures what can be pressed on a screen: how large, how far apart, how far from the edge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from playwright.sync_api import Page, ViewportSize

FIND = """() => {
  const clip = (e) => {
    const box = e.getBoundingClientRect();
    const seen = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
    for (let up = e.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowY === 'visible') continue;
      const room = up.getBoundingClientRect();
      seen.top = Math.max(seen.top, room.top);
      seen.bottom = Math.min(seen.bottom, room.bottom);
    }
    seen.bottom = Math.min(seen.bottom, innerHeight);
    return { ...seen, width: box.width, height: box.height };
  };
  return [...document.querySelectorAll(
      'button, a[href], label.tile, input:not([type=radio], [type=checkbox]), textarea')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((e) => ({
      name: (e.innerText || e.getAttribute('aria-label') || e.className).trim().slice(0, 30),
      isAnswer: e.matches('label.tile'), font: parseFloat(getComputedStyle(e).fontSize), ...clip(e),
    }))
    .filter((b) => b.bottom - b.top > 1);
}"""

SCROLLS = """() => [...document.querySelectorAll('html, body, body *')]
  .filter((e) => e.checkVisibility() && e.scrollHeight > e.clientHeight + 1
    && /auto|scroll/.test(getComputedStyle(e).overflowY)
    || e === document.documentElement && e.scrollHeight > innerHeight + 1)
  .map((e) => `${e.tagName}.${e.className}: ${e.scrollHeight} in ${e.clientHeight}`)"""

UNSEEN = """() => [...document.querySelectorAll('body, body *')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).overflowY !== 'visible'
      && e.scrollHeight > e.clientHeight + 2
    || e.matches('.updown') && e.checkVisibility())
  .map((e) => `${e.tagName}.${e.className}: ${e.scrollHeight} in ${e.clientHeight}`)"""
"""What holds more than it shows, whether it scrolls or is cut off, and the buttons that move it."""

CUT_OFF = """() => [...document.querySelectorAll('body, body *')]
  .filter((e) => e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible'
    && e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} in ${e.clientWidth}`)"""
"""What is wider than it shows."""

SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"

SMALLEST_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!data.trim() || !parentElement.checkVisibility()) continue;
    if (parentElement.closest('template, script, noscript')) continue;
    sizes.push([parseFloat(getComputedStyle(parentElement).fontSize), data.trim().slice(0, 30)]);
  }
  return sizes.sort(([a], [b]) => a - b)[0];
}"""


@dataclass(frozen=True)
class Box:
    """One thing that can be pressed: the part that is seen, and its whole width and height.

    In CSS pixels of the window. What a scrolling room hides is not there.
    """

    name: str
    isAnswer: bool  # noqa: N815 as the page tells it
    left: float
    top: float
    right: float
    bottom: float
    font: float
    width: float
    height: float

    def gap(self, other: Box) -> float:
        """Pixels between two boxes: the larger of the distances along either side."""
        across = max(self.left - other.right, other.left - self.right)
        down = max(self.top - other.bottom, other.top - self.bottom)
        return max(across, down)


def boxes(page: Page) -> list[Box]:
    """Everything on screen that can be pressed."""
    found: list[dict[str, Any]] = page.evaluate(FIND)
    return [Box(**one) for one in found]


def box_faults(page: Page) -> list[str]:
    """What breaks the tablet's rules for size, distance and edges."""
    size = page.viewport_size
    assert size
    found = boxes(page)
    assert found, "nothing to press"
    return [
        *(f"too small: {b}" for b in found if min(b.width, b.height) < _least(b) - 0.5),
        *(f"beside each other and under 160: {b}" for b in found if _is_low(b, found, size)),
        *(f"too near: {a} and {b}" for a, b in combinations(found, 2) if a.gap(b) < 23.5),
        *(f"at the edge: {b}" for b in found if _edge(b, size) < 31.5),
    ]


def _least(box: Box) -> float:
    return 120 if box.isAnswer else 96


def _is_low(box: Box, found: list[Box], size: ViewportSize) -> bool:
    """Two or three answers side by side on a lying tablet are 160 high."""
    row = [b for b in found if b.isAnswer and abs(b.top - box.top) < 2]
    lying = size["width"] > size["height"]
    every = sum(b.isAnswer for b in found)
    return box.isAnswer and lying and 2 <= len(row) <= 3 and every <= 4 and box.height < 159.5


def _edge(box: Box, size: ViewportSize) -> float:
    return min(box.left, box.top, size["width"] - box.right, size["height"] - box.bottom)
