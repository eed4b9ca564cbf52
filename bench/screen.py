"""The tablet as a hand meets it: a browser whose processor is four times slower than this one.

Beside ours stands the least a page can be: one button, served by the baseline, that shows that it
is pressed. Both are touched by the debugger, as a screen would report a finger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from bench.compare import Row
from bench.scenes import Scene
from tests.answering import UNHURRIED
from tests.browsing import chromium, open_paired
from tests.journeys.test_pressing import Finger, middle

SLOWER = 4
"""How many times slower than this machine a tablet is taken to be."""
STARTS = 5
START, FEEDBACK = 1.0, 0.1
"""Seconds: what we promise."""
TOUCHES = 12
"""How often the baseline's one button is touched."""
SIZE: ViewportSize = {"width": 1280, "height": 800}
BEGIN = 'button[value="begin"]'

WATCH = """(() => {
  window.touches = [];
  const painted = (tell) => {
    const message = new MessageChannel();
    message.port1.onmessage = () => tell(performance.now());
    message.port2.postMessage(null);
  };
  const look = () => {
    if (document.querySelector('button[value="begin"]')) painted((now) => { window.ready = now; });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const shows = {
    pointerdown: (control) => control.classList.contains('pressed'),
    pointerup: (control) => control.querySelector('input').checked,
  };
  const watch = ({ type, target, timeStamp }) => {
    const control = target.closest?.(type === 'pointerup' ? 'label.tile' : 'button, label.tile');
    if (control) requestAnimationFrame(() => {
      const right = shows[type](control);
      painted((now) => window.touches.push({ right, wait: now - timeStamp }));
    });
  };
  for (const type of ['pointerdown', 'pointerup']) addEventListener(type, watch, { capture: true });
})()"""
"""When the first frame with the button was painted. And for each touch, and for each answer let go:
how long it was until the next frame was painted, and whether that frame showed the control pressed,
or the answer chosen. A message sent from a frame is delivered when the frame has been painted."""
WHEN = """([name, count]) => new Promise((done) => {
  const look = () => {
    const told = window[name];
    const isThere = Array.isArray(told) ? told.length >= count : told !== undefined;
    return isThere ? done(told) : requestAnimationFrame(look);
  };
  look();
})"""
"""What was measured, when it is there."""


def rows_of_the_screen(one: Scene) -> Iterator[Row]:
    """How soon a cold tablet answers a touch, and how soon each touch is shown."""
    with chromium() as browser:
        yield _cold_start(one, browser)
        yield from _feedback(one, browser)


def _cold_start(one: Scene, browser: Browser) -> Row:
    """Everything is kept, the page is new: from its being asked for to a touch that shows."""
    with _tablet(browser, one) as ours, _other(browser) as theirs:
        page, least = f"{one.ours}/k/", f"{one.minimal}/button"
        _start(ours, page), _start(theirs, least)
        pairs = [(_start(ours, page), _start(theirs, least)) for _ in range(STARTS)]
    mine, other = median(m for m, _ in pairs), median(t for _, t in pairs)
    told = f"{mine * 1e3:.0f} ms against {other * 1e3:.0f} ms, {mine / other:.1f} times"
    name = f"cold start to a touch, in s, CPU {SLOWER} times slower"
    return Row(name, mine / START, told, at_most=1)


def _feedback(one: Scene, browser: Browser) -> Iterator[Row]:
    """Over a whole interview, of which the baseline's button knows nothing."""
    with _tablet(browser, one) as ours, _other(browser) as theirs:
        mine = _whole_interview(ours, f"{one.ours}/k/")
        other = _one_button(theirs, f"{one.minimal}/button")
    for name, of in (("median", median), ("worst", max)):
        own, least = of(mine), of(other)
        told = f"{own * 1e3:.0f} ms against {least * 1e3:.0f} ms, {own / least:.1f} times"
        title = f"touch to paint, {name}, in 100 ms, CPU {SLOWER} times slower"
        yield Row(title, own / FEEDBACK, f"{told}, {len(mine)} touches", at_most=1)


@contextmanager
def _tablet(browser: Browser, one: Scene) -> Iterator[BrowserContext]:
    """A browser of a paired tablet that has been here before."""
    with _other(browser) as context:
        page = context.new_page()
        open_paired(page, one.ours, one.world.device_token)
        expect(page.locator(BEGIN)).to_be_visible()
        page.close()
        yield context


@contextmanager
def _other(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="da-DK", viewport=SIZE, has_touch=True)
    context.add_init_script(WATCH)
    yield context
    context.close()


@contextmanager
def _slow_page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    page.close()


def _start(context: BrowserContext, address: str) -> float:
    """Seconds from asking for the page until its button is seen, and then until it shows a touch."""
    with _slow_page(context) as page:
        page.goto(address)
        ready: float = page.evaluate(WHEN, ["ready", 0])
        Finger(page).send("touchStart", middle(page.locator(BEGIN)))
        return ready / 1e3 + _waits(page, 1)[0]


def _waits(page: Page, count: int) -> list[float]:
    """Seconds of the touches so far, when there are `count` of them; each must have been shown."""
    told: list[dict[str, Any]] = page.evaluate(WHEN, ["touches", count])
    assert all(one["right"] for one in told), "a frame without what was touched"
    return [one["wait"] / 1e3 for one in told]


def _touch(finger: Finger, control: Locator) -> None:
    """As unhurried people do: not in the moment a new screen has come."""
    expect(control).to_be_visible()
    finger.page.wait_for_timeout(UNHURRIED)
    finger.drift(middle(control))


def _one_button(context: BrowserContext, address: str) -> list[float]:
    with _slow_page(context) as page:
        page.goto(address)
        finger = Finger(page)
        for _ in range(TOUCHES):
            _touch(finger, page.locator(BEGIN))
        return _waits(page, TOUCHES)


def _whole_interview(context: BrowserContext, address: str) -> list[float]:
    """From the invitation to the end; each touch is a wait, and so is each answer let go."""
    with _slow_page(context) as page:
        page.goto(address)
        finger, count = Finger(page), 0
        for control in _on_the_way(page):
            count += 2 if control.evaluate("e => e.matches('label')") else 1
            _touch(finger, control)
        return _waits(page, count)


def _on_the_way(page: Page) -> Iterator[Locator]:
    """What is touched one after the other: in each question an answer, where one can be touched."""
    for value in ("begin", "choice", "yes"):
        yield page.locator(f'button[value="{value}"]').first
    question = page.locator("form.interview fieldset:visible")
    expect(question).to_have_count(1)
    while question.count():
        tiles = question.locator("label.tile:not(.beside)")
        if tiles.count():
            yield tiles.first
        is_answered = tiles.count() or question.get_attribute("data-kind") == "info"
        way = 'button[type="submit"]' if is_answered else 'button[value="skip"]'
        yield page.locator(f"form.interview {way}:visible").first
