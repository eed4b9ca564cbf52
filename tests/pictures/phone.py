"""The page behind a relative's QR link, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.answering import Robot
from tests.browsing import PHONE, visit
from tests.pictures.places import NEEDS, make_link, tell_of_deeds
from tests.pictures.stage import Stage


def take_phone(stage: Stage) -> None:
    """From the first page to the thanks, and links that lead nowhere."""
    chapter = stage.album.open("A relative's phone", "phone")
    centre_id, code = make_link(stage.store, NEEDS)
    tell_of_deeds(stage.store, centre_id)
    with _phone(stage) as page:
        page.goto(f"{stage.base}/s/{code}")
        stage.album.keep(page, chapter, "start", "where the QR code leads")
        page.locator("form.begin button.go").tap()
        _answer(stage, page)
    _, closed = make_link(stage.store, NEEDS, ended_days_ago=1)
    for name, told, way in (
        ("closed", "a round that has closed", closed),
        ("unknown", "a link that leads nowhere", "0" * len(code)),
    ):
        with _phone(stage) as page:
            page.goto(f"{stage.base}/s/{way}")
            stage.album.keep(page, chapter, name, told)


@contextmanager
def _phone(stage: Stage) -> Iterator[Page]:
    how = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with visit(stage.browser, **how) as page:
        yield page


def _answer(stage: Stage, page: Page) -> None:
    """Two questions on the way, then the thanks."""
    robot, chapter = Robot(page), stage.album.chapters[-1]
    assert robot.key() == "matters"
    stage.album.keep(page, chapter, "text", "words of one's own")
    robot.press("skip")
    robot.answer(["music"])
    expect(page.locator(":active")).to_have_count(0)
    stage.album.keep(page, chapter, "pick", "one of many chosen")
    robot.on()
    robot.answer("some")
    expect(page.locator(":active")).to_have_count(0)
    stage.album.keep(page, chapter, "scale", "a step chosen")
    robot.answer_all({})
    expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")
    stage.album.keep(page, chapter, "thanks", "thanks; the answers are saved")
