"""Choosing together on the tablet and what came of it; and pages that are open to phones."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browsing import PHONE, visit
from tests.codesign import options
from tests.journeys.test_codesign_tablet import pictured
from tests.pictures.places import NEEDS, make_door, make_spot
from tests.pictures.rooms import LABELS, let_decide
from tests.pictures.stage import Stage


def take_choosing(stage: Stage, instance: Path) -> None:
    """Options to put in order, with pictures; and the invitation once it was decided."""
    chapter = stage.chapter("The tablet, choosing together", "choose")
    asked = options(labels=LABELS, images=pictured(instance, LABELS))
    with stage.tablet(chapter, asked) as tablet:
        tablet.press("begin", "yes")
        expect(tablet.page.locator(".photo").first).to_have_js_property("complete", True)
        tablet.look("order", "options to put in order, with pictures")
        for key in ("garden", "song"):
            box = tablet.page.locator(f'[data-rank="{key}"]')
            tablet.robot.tap(tablet.page.locator("label.ranked").filter(has=box))
        tablet.look("ordered", "two of them put in order")
    spot = make_spot(stage.store, NEEDS)
    let_decide(stage.store, spot.centre_id, asked)
    with stage.at(chapter, spot) as tablet:
        tablet.room("attract")
        expect(tablet.page.locator(".actions > li:visible")).to_have_count(1)
        tablet.look("decided", "the invitation, with what was decided of their choice")


def take_open_pages(stage: Stage) -> None:
    """What a centre answers in public, and what a volunteer meets at the door."""
    chapter = stage.album.open("Phones, open pages", "open")
    spot = make_spot(stage.store, NEEDS)
    let_decide(stage.store, spot.centre_id, options(labels=LABELS))
    how = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with visit(stage.browser, **how) as page:
        page.goto(f"{stage.base}/svar/{spot.centre_id}")
        stage.album.keep(page, chapter, "answers", "what a centre answers in public")
        page.goto(f"{stage.base}/s/{make_door(stage.store, spot.centre_id)}")
        expect(page.locator("button.tile:visible").first).to_be_visible()
        stage.album.keep(page, chapter, "pulse", "the pulse at the door, after a visit")
