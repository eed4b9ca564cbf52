"""A tablet that pictures are taken of, lying and standing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from survey.questionnaire.model import Questionnaire
from survey.store.engine import Store
from tests.answering import UNHURRIED, Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.looks import SETTLED
from tests.pictures.album import Album, Chapter
from tests.pictures.places import RESIDENTS, Spot, Voices, make_spot

HELD = {"lying": KIOSKS["1080x810"], "standing": KIOSKS["810x1080"]}


@dataclass(frozen=True)
class Stage:
    """A served instance, a browser, and the album to fill."""

    browser: Browser
    base: str
    store: Store
    album: Album

    def chapter(self, heading: str, name: str) -> Chapter:
        """A chapter of the tablet's screens."""
        return self.album.open(heading, name, tuple(HELD))

    @contextmanager
    def tablet(
        self, chapter: Chapter, *asked: Questionnaire, voices: Voices = RESIDENTS
    ) -> Iterator[Tablet]:
        """A tablet of a new centre that stands at its invitation."""
        with self.at(chapter, make_spot(self.store, *asked, voices=voices)) as tablet:
            expect(tablet.page.locator('button[value="begin"]').first).to_be_visible()
            tablet.page.clock.run_for(UNHURRIED)
            yield tablet

    @contextmanager
    def at(self, chapter: Chapter, spot: Spot) -> Iterator[Tablet]:
        """The tablet of that centre, whatever it shows."""
        with visit(self.browser, viewport=HELD["lying"], has_touch=True) as page:
            open_paired(page, self.base, spot.token)
            yield Tablet(page, self.album, chapter)


@dataclass(frozen=True)
class Tablet:
    """A tablet on stage, and the chapter its screens go to."""

    page: Page
    album: Album
    chapter: Chapter

    @property
    def robot(self) -> Robot:
        """The hand that answers on it."""
        return Robot(self.page)

    def press(self, *values: str) -> None:
        """Press one button after the other."""
        for value in values:
            self.robot.press(value)

    def name(self, name: str) -> None:
        """Press the button of exactly this name."""
        self.robot.tap(self.page.get_by_role("button", name=name, exact=True))

    def room(self, name: str) -> None:
        """Wait until the tablet's screen of that name has come."""
        expect(self.page.locator(f'[data-room="{name}"]')).to_be_visible()

    def look(self, name: str, told: str) -> None:
        """Keep the screen as it is now, lying and standing, when the finger's mark has gone."""
        expect(self.page.locator(":active")).to_have_count(0)
        for size in HELD.values():
            self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            self.page.evaluate(SETTLED)
            self.album.keep(self.page, self.chapter, name, told)
        self.page.set_viewport_size({"width": 1080, "height": 810})
        self.page.evaluate(SETTLED)
