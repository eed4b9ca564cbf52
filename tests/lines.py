"""Measures the lines of what is there to be read: how many characters each holds, how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST = 60
"""Characters: the eye finds back from the end of such a line to the head of the next."""
LEAST = 13
"""Characters a line must have room for, where a text takes more than one."""

READ = """() => {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const passages = new Map();
  const around = (e) => {
    while (getComputedStyle(e).display.startsWith('inline')) e = e.parentElement;
    return e;
  };
  const add = (passage, node, { segment, index }) => {
    if (!segment.trim()) return void (passage.between = true);
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const box = range.getClientRects()[0];
    if (!box) return;
    const line = passage.lines.at(-1);
    const isWithin = index > 0 && !passage.between;
    if (line && (box.top + box.bottom) / 2 < line.bottom) {
      line.words += (passage.between ? ' ' : '') + segment;
      line.count += passage.between ? 2 : 1;
      line.left = Math.min(line.left, box.left);
      line.right = Math.max(line.right, box.right);
    } else {
      const isBroken = isWithin && !!line && !/[-\\u2013\\/]$/.test(line.words);
      const { left, right, bottom } = box;
      passage.lines.push({ words: segment, count: 1, left, right, bottom, isBroken });
    }
    passage.between = false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement;
    if (!node.data.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.closest('button, a, label, textarea, template, script, noscript')) continue;
    const block = around(e);
    if (!passages.has(block)) {
      const style = getComputedStyle(block);
      const inside = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
      passages.set(block, { style, width: block.clientWidth - inside, lines: [], between: false });
    }
    const passage = passages.get(block);
    for (const part of graphemes.segment(node.data)) add(passage, node, part);
  }
  return [...passages.values()].filter(({ lines }) => lines.length).map(({ lines, width, style }) => {
    const total = (part) => lines.reduce((sum, line) => sum + part(line), 0);
    const average = total(({ left, right }) => right - left) / total(({ count }) => count);
    return {
      lines: lines.map(({ words, count, isBroken }) => ({ words, count, isBroken })),
      room: width / average,
      atStart: ['start', style.direction === 'rtl' ? 'right' : 'left'].includes(style.textAlign),
      hyphenates: style.hyphens === 'auto' || lines.some(({ words }) => words.includes('\\u00ad')),
    };
  });
}"""
"""What stands on each line of each heading and paragraph; what can be pressed is no such text."""


@dataclass(frozen=True)
class Line:
    """One line as it is seen: its words, its characters, and whether it begins within a word."""

    words: str
    count: int
    isBroken: bool  # noqa: N815 as the page tells it

    def __str__(self) -> str:
        return f"{self.words!r} ({self.count})"


def line_faults(page: Page) -> list[str]:
    """What breaks the rules for lines: their length, where they begin, words that are cut."""
    found: list[dict[str, Any]] = page.evaluate(READ)
    return [fault for one in found for fault in _faults(**one)]


def _faults(
    lines: list[dict[str, Any]],
    room: float,
    atStart: bool,  # noqa: N803 as the page tells it
    hyphenates: bool,
) -> list[str]:
    read = [Line(**one) for one in lines]
    is_narrow = len(read) > 1 and room < LEAST
    return [
        *(f"a line too long: {line}" for line in read if line.count > MOST),
        *(f"a word in two: {line}" for line in read if line.isBroken),
        *([f"room for {room:.1f} characters: {read[0]}"] if is_narrow else []),
        *([] if atStart else [f"not from the side reading begins: {read[0]}"]),
        *([f"hyphenated: {read[0]}"] if hyphenates else []),
    ]
