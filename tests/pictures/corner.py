"""The staff corner of a tablet."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.staff import WRONG, knock, screens, write
from tests.pictures.places import NEEDS
from tests.pictures.stage import Stage

TOLD = {
    "pin": "the PIN",
    "menu": "the menu",
    "unit": "which unit the tablet stands in",
    "languages": "which languages are offered",
    "switches": "answering by switches",
    "size": "true size by a bank card",
    "state": "how the tablet is doing",
    "unpair": "unpairing asks first",
    "clean": "while the screen is wiped",
}


def take_corner(stage: Stage) -> None:
    """Every screen of the corner, and what a wrong PIN meets."""
    chapter = stage.chapter("The staff corner", "corner")
    with stage.tablet(chapter, NEEDS) as tablet:
        for name in screens(tablet.page):
            tablet.look(name, TOLD[name])
    with stage.tablet(chapter, NEEDS) as tablet:
        knock(tablet.page)
        write(tablet.page, WRONG)
        expect(tablet.page.get_by_role("alert")).not_to_be_empty()
        tablet.look("pin-wrong", "a PIN that does not fit")
