"""A text is recorded in a real browser, trimmed, heard and saved, and a paired tablet plays it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.speech.recordings import Wording
from survey.speech.wav import Taken
from survey.voice_keeping import keep_words
from tests.answering import Robot
from tests.browsing import (
    PHONE,
    SMALL_PHONE,
    accessibility_faults,
    visit,
)
from tests.faults.house import House, provided_tablet
from tests.journeys.recording import QUIET, SAID, await_recorded, microphone, said_in, stored
from tests.journeys.test_reading import asked, await_heard
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.sounds import RATE, samples_of, spoken
from tests.world import World

ALL = "/admin/questionnaires/versions/1/prompts"
NEEDS = f"{ALL}/needs"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """What the microphone hears."""
    return said_in(tmp_path)


def at_the_text(site: Site, cast: World, page: Page) -> None:
    sign_in(site, cast, page)
    page.goto(f"{site.base}{NEEDS}")
    expect(page.get_by_role("button", name="Optag")).to_be_visible()


def seconds_of(page: Page) -> int:
    return int((page.locator("[data-seconds]").text_content() or "0").split()[0])


def record(page: Page) -> None:
    """Record as long as the microphone's file lasts."""
    page.get_by_role("button", name="Optag").click()
    await_recorded(page)
    assert page.locator("[data-loudness]").text_content()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-hear]")).to_be_visible()


def is_tone(samples: Any, rate: int) -> bool:
    """True when the loudest second of the samples swings 440 times, as the tone does."""
    crossings = sum(one < 0 <= other for one, other in pairwise(samples))
    swings: float = crossings / (len(samples) / rate)
    return 300 < swings < 480


def first_loud(samples: Any, rate: int) -> float:
    """Seconds before the first sample that is clearly not silence."""
    return next(n for n, one in enumerate(samples) if abs(one) > 3000) / rate


def test_a_text_is_recorded_and_the_tablet_plays_it(
    site: Site, cast: World, browser: Browser, sound: Path
) -> None:
    with microphone(browser, sound) as ours, visit(ours, viewport=DESK) as page:
        at_the_text(site, cast, page)
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        record(page)
        told = page.locator("[data-status]").text_content() or ""
        assert "stilheden" in told
        assert (accessibility_faults(page), sideways(page)) == ([], False)
        page.wait_for_function("document.querySelector('[data-hear]').duration > 0")
        heard: float = page.evaluate("document.querySelector('[data-hear]').duration")
        page.evaluate("document.querySelector('[data-hear]').play()")
        page.get_by_label("Behold stilheden før og efter").check()
        page.wait_for_function(
            "n => document.querySelector('[data-hear]').duration > n + 1", arg=heard
        )
        page.get_by_label("Behold stilheden før og efter").uncheck()
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Teksten er indtalt")
        assert page.url.split("?")[0].endswith(ALL)
    (file,) = stored(site)
    samples, rate = samples_of(file.read_bytes())
    assert rate == RATE
    assert len(samples) / rate < 2 * QUIET + SAID - 1, "the silence was not cut off"
    assert first_loud(samples, rate) < 0.25
    assert is_tone(samples, rate)
    with asked(site, cast, browser) as tablet:
        with tablet.expect_response(lambda reply: "/needs.wav" in reply.url) as played:
            Robot(tablet).press("read")
        assert played.value.body() == file.read_bytes()
        await_heard(tablet, "needs")


def test_on_a_phone_it_goes_on_to_the_next_text(
    site: Site, cast: World, browser: Browser, sound: Path
) -> None:
    with microphone(browser, sound) as ours, visit(ours, viewport=PHONE) as page:
        at_the_text(site, cast, page)
        record(page)
        page.set_viewport_size(SMALL_PHONE)
        assert not sideways(page)
        page.get_by_role("button", name="Gem, og tag den næste tekst").click()
        expect(page.locator(".prompt-read")).to_contain_text("Du kan svare: Company.")
    assert len(stored(site)) == 1


def test_what_could_not_be_saved_is_still_there(
    site: Site, cast: World, browser: Browser, sound: Path
) -> None:
    with microphone(browser, sound) as ours, visit(ours, viewport=DESK) as page:
        at_the_text(site, cast, page)
        record(page)
        page.route(f"**{NEEDS}", lambda route: route.abort())
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.locator("[data-status]")).to_contain_text("Optagelsen er her stadig")
        with page.expect_download() as kept:
            page.get_by_role("link", name="Behold den som en fil").click()
        assert kept.value.suggested_filename == "needs.wav"
        page.unroute_all()
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Teksten er indtalt")
    assert len(stored(site)) == 1


def test_somebody_elses_recording_is_told_of_and_ones_own_is_kept(
    site: Site, cast: World, browser: Browser, sound: Path
) -> None:
    with microphone(browser, sound) as ours, visit(ours, viewport=DESK) as page:
        at_the_text(site, cast, page)
        record(page)
        other = page.context.new_page()
        other.goto(f"{site.base}{NEEDS}")
        other.locator("summary").click()
        other.get_by_label("Lydfil").set_input_files(sound)
        other.get_by_role("button", name="Gem", exact=True).click()
        other.wait_for_url("**/prompts?**")
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Anna")
        expect(page.locator("[data-hear]")).to_be_visible()
        before = stored(site)
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Teksten er indtalt")
        assert stored(site) != before


def test_a_microphone_that_may_not_be_used_is_told_of(
    site: Site, cast: World, browser: Browser
) -> None:
    with visit(browser, viewport=DESK) as page:
        at_the_text(site, cast, page)
        page.get_by_role("button", name="Optag").click()
        expect(page.locator("[data-status]")).to_contain_text("lydfil")
        expect(page.get_by_label("Lydfil")).to_be_visible()
        assert accessibility_faults(page) == []


def test_without_scripts_a_file_is_sent(
    site: Site, cast: World, browser: Browser, sound: Path
) -> None:
    with visit(browser, viewport=PHONE, java_script_enabled=False) as page:
        sign_in(site, cast, page)
        page.goto(f"{site.base}{NEEDS}")
        expect(page.locator("[data-unscripted]")).to_be_visible()
        page.get_by_label("Lydfil").set_input_files(sound)
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Teksten er indtalt")
    assert len(stored(site)) == 1


def test_a_tablet_lays_the_recording_in_and_has_it_without_the_server(
    house: House, here: World, browser: Browser
) -> None:
    words, content = "Hvad har du brug for?", spoken(1.2, pitch=330)
    wording = Wording(here.version.questionnaire.key, "da", "self")
    folder, who = house.instance / "audio" / "voices", ("Anna", here.today)
    taken = Taken(content, 1.2)
    assert keep_words(here.store, folder, wording, ("needs", words), taken, who, 0)
    with provided_tablet(house, here, browser) as page:
        house.stop()
        given = page.evaluate(GIVEN, [f"/v/{here.version.hash}/da/self", words])
        house.start()
    assert bytes(given) == content


GIVEN = """async ([list, words]) => {
  const kept = await (await caches.open("lydhoer.content")).match(list);
  const [file] = (await kept.json()).spoken.find(({ text }) => text === words).files;
  return [...new Uint8Array(await (await fetch(file)).arrayBuffer())];
}"""
"""What the tablet's worker hands out for these words while the server is gone."""
