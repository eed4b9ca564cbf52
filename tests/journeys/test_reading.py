"""Reading aloud on the tablet: heard when asked for, lit while it is said, and never otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.store.tables import Response
from tests.answering import Robot
from tests.boxes import box_faults
from tests.browsing import KIOSKS, accessibility_faults, open_paired, visit
from tests.looks import every_look
from tests.served import Site
from tests.world import World

LISTEN = """
  const Real = window.Audio;
  const heard = [];
  let ended = 0;
  window.Audio = class extends Real {
    constructor() {
      super();
      window.player = this;
      this.addEventListener("playing", () => {
        heard.push(new URL(this.currentSrc).pathname.split("/").at(-1).replace(".wav", ""));
        Object.assign(document.documentElement.dataset, { heard: heard.join(" "), sounds: "yes" });
      });
      this.addEventListener("ended", () => {
        window.over = Date.now();
        document.documentElement.dataset.ended = ++ended;
      });
      this.addEventListener("pause", () => { document.documentElement.dataset.sounds = "no"; });
    }
    play() {
      window.begun = Date.now();
      return super.play();
    }
  };
"""
"""Notes on the page what its own player plays; nothing else about it is changed."""

PAUSE = 600
LONGEST = 20_000
"""Milliseconds: more than a part may last."""


@contextmanager
def tablet(site: Site, cast: World, browser: Browser, size: str = "810x1080") -> Iterator[Page]:
    """A paired tablet that asks a resident whether she wants to; one can hear what it plays."""
    with visit(browser, viewport=KIOSKS[size], has_touch=True) as page:
        page.add_init_script(LISTEN)
        open_paired(page, site.base, cast.device_token)
        for value in ("begin", "choice"):
            Robot(page).press(value)
        expect(page.locator(".consent")).to_be_visible()
        yield page


@contextmanager
def asked(site: Site, cast: World, browser: Browser, size: str = "810x1080") -> Iterator[Page]:
    """The same at the question what she needs: four answers, and one beside them."""
    with tablet(site, cast, browser, size) as page:
        robot = Robot(page)
        robot.press("yes")
        robot.on()
        robot.press("skip")
        assert robot.key() == "needs"
        _hold_time(page)
        yield page


def _hold_time(page: Page) -> None:
    """Time goes on when the test says so; only what sounds goes on by itself."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def heard(page: Page) -> list[str]:
    """The parts that have begun to sound, in order."""
    return (page.locator("html").get_attribute("data-heard") or "").split()


def await_heard(page: Page, *parts: str) -> None:
    """Listen until exactly these have begun, letting the pauses between them go by."""
    for number in range(1, len(parts) + 1):
        _await_begun(page, parts[:number])
        if number < len(parts):
            await_ended(page, number)
            page.clock.run_for(PAUSE)


def _await_begun(page: Page, parts: Sequence[str]) -> None:
    expect(page.locator("html")).to_have_attribute("data-heard", " ".join(parts))


def await_ended(page: Page, count: int) -> None:
    """Listen until so many parts have been said to their end."""
    expect(page.locator("html")).to_have_attribute("data-ended", str(count), timeout=LONGEST)


def await_silence(page: Page) -> None:
    """Nothing sounds any more."""
    expect(page.locator("html")).to_have_attribute("data-sounds", "no")


def tool(page: Page) -> Any:
    return page.locator('button[value="read"]')


def test_it_reads_the_question_and_each_answer_lit_while_it_is_said(
    site: Site, cast: World, browser: Browser
) -> None:
    with asked(site, cast, browser) as page:
        robot = Robot(page)
        page.clock.run_for(10_000)
        assert heard(page) == [], "it began unasked"
        robot.press("read")
        await_heard(page, "needs")
        expect(tool(page)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".lit")).to_have_count(0)
        answers = ["company", "music", "walks", "nothing", "-dont_know"]
        for number, part in enumerate(answers, start=1):
            await_ended(page, number)
            page.clock.run_for(PAUSE)
            expect(page.locator("html")).to_have_attribute("data-heard", re.compile(f"{part}$"))
            expect(page.locator(".lit")).to_have_count(1)
            expect(robot.tile(part)).to_have_class(re.compile("lit"))
        await_ended(page, 1 + len(answers))
        expect(tool(page)).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".lit")).to_have_count(0)


def test_being_read_to_puts_nothing_in_the_way(site: Site, cast: World, browser: Browser) -> None:
    with asked(site, cast, browser) as page:
        Robot(page).press("read")
        await_heard(page, "needs", "needs.company")
        expect(page.locator(".lit")).to_have_count(1)
        page.clock.resume()
        assert accessibility_faults(page) == []


def test_a_pause_parts_the_question_from_its_answers(
    site: Site, cast: World, browser: Browser
) -> None:
    with asked(site, cast, browser) as page:
        Robot(page).press("read")
        await_heard(page, "needs")
        await_ended(page, 1)
        page.clock.run_for(PAUSE)
        _await_begun(page, ["needs", "needs.company"])
        assert page.evaluate("begun - over") == PAUSE


@pytest.mark.parametrize("what", ["read", "next", "back", "skip", "stop", "answer", "idle"])
def test_it_is_silent_at_once_when_something_else_happens(
    site: Site, cast: World, browser: Browser, what: str
) -> None:
    with asked(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("read")
        await_heard(page, "needs", "needs.company")
        if what == "answer":
            robot.tap(robot.tile("walks"))
        elif what == "next":
            robot.on()
        elif what == "idle":
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            page.clock.run_for(181_000)
        else:
            robot.press(what)
        await_silence(page)
        page.clock.run_for(5_000)
        assert heard(page) == ["needs", "needs.company"]
        expect(page.locator(".lit")).to_have_count(0)
        expect(tool(page)).to_have_attribute("aria-pressed", "false")


def test_a_second_press_after_that_begins_anew(site: Site, cast: World, browser: Browser) -> None:
    with asked(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("read")
        await_heard(page, "needs")
        robot.press("read")
        await_silence(page)
        robot.press("read")
        _await_begun(page, ["needs", "needs"])


def test_listening_is_no_silence(site: Site, cast: World, browser: Browser) -> None:
    with asked(site, cast, browser) as page:
        page.clock.run_for(110_000)
        Robot(page).press("read")
        await_ended(page, 1)
        page.clock.run_for(110_000)
        await_ended(page, 2)
        page.clock.run_for(60_000)
        expect(page.get_by_role("alertdialog")).to_have_count(0)
        page.clock.run_for(61_000)
        expect(page.get_by_role("alertdialog")).to_be_visible()


def test_the_first_screens_are_read_too_at_the_speed_she_likes(
    site: Site, cast: World, browser: Browser
) -> None:
    with tablet(site, cast, browser) as page:
        robot = Robot(page)
        expect(tool(page)).to_be_visible()
        speeds = page.locator('button[value="speed"]')
        expect(speeds).to_have_count(3)
        expect(speeds.first).to_be_hidden()
        robot.press("read")
        expect(speeds.first).to_be_visible()
        await_heard(page, "-opening.0", "-opening.1")
        for words, button in zip((130, 150, 170), speeds.all(), strict=True):
            robot.tap(button)
            assert page.evaluate("player.playbackRate") == pytest.approx(words / 150)
        expect(speeds.nth(2)).to_have_attribute("aria-pressed", "true")
        assert every_look(page, "consent", fits=False) == [], "the speeds take a row more"
        robot.press("yes")
        await_silence(page)
        robot.press("read")
        expect(page.locator("html")).to_have_attribute("data-heard", re.compile("hello$"))
        assert page.evaluate("player.playbackRate") == pytest.approx(170 / 150)


def test_the_next_one_is_not_met_with_her_speed(site: Site, cast: World, browser: Browser) -> None:
    with tablet(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("read")
        robot.tap(page.locator('[data-words="130"]'))
        robot.press("home")
        for value in ("begin", "choice", "read"):
            robot.press(value)
        expect(page.locator('[data-words="150"]')).to_have_attribute("aria-pressed", "true")


def test_the_way_out_is_read_too(site: Site, cast: World, browser: Browser) -> None:
    with asked(site, cast, browser) as page:
        robot = Robot(page)
        robot.press("stop")
        robot.press("read")
        await_heard(page, "-stop.0", "-stop.1", "-stop.2")
        expect(page.locator('button[value="keep"]')).to_have_class(re.compile("lit"))
        robot.press("keep")
        expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
        await_silence(page)
    with cast.store.read() as connection:
        (display,) = connection.scalars(select(Response.display))
    assert display["read_aloud"] == "150"


def test_where_nobody_can_say_it_there_is_no_button(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.route(re.compile("/v/|/k/speech/"), lambda route: route.fulfill(json={"spoken": []}))
        open_paired(page, site.base, cast.device_token)
        robot = Robot(page)
        for value in ("begin", "choice", "yes"):
            robot.press(value)
            expect(tool(page)).to_be_hidden()
            expect(page.locator(".speeds")).to_be_hidden()
        assert robot.key() == "hello"
        assert box_faults(page) == []


def test_a_sound_that_does_not_come_takes_the_button_with_it(
    site: Site, cast: World, browser: Browser
) -> None:
    with asked(site, cast, browser) as page:
        page.route("**/needs.wav*", lambda route: route.abort())
        Robot(page).press("read")
        expect(tool(page)).to_be_hidden()
        assert Robot(page).key() == "needs"


SPEAKER = """
  const said = (window.said = []);
  const real = { lang: "da-DK", localService: true };
  Object.defineProperty(speechSynthesis, "getVoices", { value: () => [real] });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(speechSynthesis, "speak", { value: (utterance) => {
    said.push(utterance.text);
    queueMicrotask(() => utterance.onend());
  } });
"""
"""Stands in for a tablet's own voice: the browser of the tests has none."""


def test_the_tablets_own_voice_serves_where_the_server_has_none(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=KIOSKS["810x1080"], has_touch=True) as page:
        page.add_init_script(SPEAKER)
        page.route(re.compile("/v/|/k/speech/"), lambda route: route.fulfill(json={"spoken": []}))
        open_paired(page, site.base, cast.device_token)
        robot = Robot(page)
        for value in ("begin", "choice"):
            robot.press(value)
        robot.press("read")
        for _ in range(5):
            page.clock.run_for(PAUSE)
        assert page.evaluate("said") == [
            "Alle slags",
            "Vi prøver alt. Tak.",
            "Ingen kan se, hvem der har svaret. Du må stoppe, når du vil.",
            "Du kan trykke på: Ja, start.",
            "Du kan trykke på: Nej tak.",
        ]
