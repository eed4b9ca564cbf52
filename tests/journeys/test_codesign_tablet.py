"""Putting options in order on the tablet: by tap, by keys, by one switch, in every look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from survey.images import keep_image, ready_image
from survey.questionnaire.model import Questionnaire
from tests.answering import Robot
from tests.codesign import OPTIONS, options
from tests.core.test_images import saved
from tests.journeys.walking import tablet
from tests.looks import every_look
from tests.served import Site

FIVE = {**OPTIONS, "walks": "Gåture", "cards": "Kortspil"}
LONG = {"song": "Sang og musik i salen", "garden": "Mere ud i haven", "films": "Gamle danske film"}
LOOK_AT = os.environ.get("LYDHOER_LOOK_AT")


def pictured(instance: Path, labels: dict[str, str]) -> dict[str, str]:
    """An uploaded picture for each option."""
    found = {}
    for number, key in enumerate(labels):
        picture = Image.new("RGB", (800, 600), (70 * number % 255, 140, 90))
        ImageDraw.Draw(picture).ellipse((200, 100, 600, 500), fill=(250, 220, 60))
        found[key] = keep_image(instance, ready_image(saved(picture)))
    return found


@contextmanager
def at_the_order(
    site: Site, browser: Browser, asked: Questionnaire
) -> Iterator[tuple[Page, Robot]]:
    """A tablet with the options to put in order on screen."""
    with tablet(site, browser, "1080x810", asked) as page:
        robot = Robot(page)
        robot.press("begin")
        robot.press("yes")
        assert robot.key() == "choice"
        yield page, robot


def named(page: Page) -> list[str]:
    """What each option is called by screen readers."""
    found: list[str] = page.locator("label.ranked input").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label') ?? one.closest('label').innerText)"
    )
    return found


def badges(page: Page) -> list[str]:
    """The numbers on the tiles."""
    return page.locator("label.ranked .badge").all_text_contents()


def tile(page: Page, key: str) -> Any:
    """The tile of an option."""
    return page.locator("label.ranked").filter(has=page.locator(f'[data-rank="{key}"]'))


def test_presses_give_numbers_and_take_them_back(site: Site, browser: Browser) -> None:
    with at_the_order(site, browser, options()) as (page, robot):
        again = page.locator('button[value="rerank"]')
        expect(again).to_be_hidden()
        for key in ("films", "song", "garden"):
            robot.tap(tile(page, key))
        assert badges(page) == ["2", "3", "1"]
        assert named(page) == ["Nummer 2: Sang", "Nummer 3: Have", "Nummer 1: Film"]
        robot.tap(tile(page, "films"))
        assert badges(page) == ["1", "2", ""], "those behind it move up"
        robot.tap(again)
        assert badges(page) == ["", "", ""]
        expect(again).to_be_hidden()
        robot.tap(tile(page, "garden"))
        robot.tap(page.locator("label.beside"))
        assert badges(page) == ["", "", ""], "not knowing stands alone"
        robot.tap(tile(page, "garden"))
        assert badges(page) == ["", "1", ""]
        expect(page.locator("label.beside input")).not_to_be_checked()


@pytest.mark.parametrize(
    ("labels", "with_pictures"),
    [(OPTIONS, True), (LONG, True), (FIVE, False), (FIVE, True)],
    ids=["three-pictured", "three-long", "five", "five-pictured"],
)
def test_the_screen_holds_in_every_look(
    site: Site, browser: Browser, labels: dict[str, str], with_pictures: bool
) -> None:
    images = pictured(site.instance, labels) if with_pictures else {}
    with at_the_order(site, browser, options(labels=labels, images=images)) as (page, robot):
        if with_pictures:
            photo = page.locator("label.ranked .photo").first
            expect(photo).to_have_js_property("complete", True)
            assert photo.evaluate("one => one.naturalWidth") > 0
        first, second, *_ = labels
        robot.tap(tile(page, second))
        robot.tap(tile(page, first))
        _look_at(page, "-".join([*labels, str(with_pictures)]))
        fits = len(labels) == 3
        assert every_look(page, "choice", fits=fits) == []


def _look_at(page: Page, name: str) -> None:
    """Pictures for whoever asks for them."""
    if not LOOK_AT:
        return
    from tests.looks import each_look  # noqa: PLC0415

    for look in each_look(page):
        page.screenshot(path=f"{LOOK_AT}/{name}-{look}.png".replace(" ", "_"))
