"""A member of the staff at the tablet: knocks, writes the PIN, goes through the corner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from survey.pins import keep_pin
from survey.store.device_queries import set_pin
from tests.answering import UNHURRIED, Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.served import Site
from tests.world import World

PIN, WRONG = "2468", "1357"
LARGE = 'button[value="large"]'
ENTRIES = ("unit", "languages", "switches", "size", "state", "unpair", "clean")


@contextmanager
def tablet(
    site: Site, cast: World, browser: Browser, size: str = "1080x810", pin: str | None = PIN
) -> Iterator[Page]:
    """A paired tablet that stands at the invitation; `pin` None is a tablet without one."""
    if pin:
        set_pin(cast.store, cast.channel(cast.device_token).id, keep_pin(pin))
    with visit(browser, viewport=KIOSKS[size], has_touch=True) as page:
        open_paired(page, site.base, cast.device_token)
        expect(page.locator('button[value="begin"]')).to_be_visible()
        page.clock.run_for(UNHURRIED)
        yield page


def start_anew(page: Page) -> None:
    """Load the page again, until the server has told what is here: the PIN is not kept on the disk."""
    # Not the response's own end: one that the reload cuts off has none, and is waited for in vain.
    with page.expect_event("requestfinished", lambda one: one.url.endswith("/k/rounds")):
        page.reload()
    expect(page.locator('button[value="begin"]')).to_be_visible()


def room(page: Page, name: str) -> Locator:
    """The tablet's screen of that name."""
    return page.locator(f'[data-room="{name}"]')


def knock(page: Page, taps: int = 5, pause: int = 200, at: tuple[int, int] = (16, 16)) -> None:
    """Tap the corner `taps` times, so many milliseconds apart."""
    for _ in range(taps):
        page.touchscreen.tap(*at)
        page.clock.run_for(pause)


def write(page: Page, pin: str) -> None:
    """Write a PIN on the tablet's own keys, and press on."""
    for digit in pin:
        Robot(page).tap(page.get_by_role("button", name=digit, exact=True))
    Robot(page).tap(page.locator("form.code button.go"))


def enter(page: Page) -> None:
    """Knock and write the PIN: the corner's menu comes."""
    knock(page)
    expect(room(page, "corner_pin")).to_be_visible()
    write(page, PIN)
    expect(room(page, "corner_menu")).to_be_visible()


def go(page: Page, entry: str) -> Locator:
    """Press an entry of the menu; gives its screen."""
    Robot(page).tap(page.locator(f'.entries button[value="{entry}"]'))
    there = room(page, f"corner_{entry}")
    expect(there).to_be_visible()
    return there


def leave(page: Page) -> None:
    """Back to the invitation, whatever is on screen."""
    Robot(page).press("home")
    expect(page.locator('button[value="begin"]')).to_be_visible()


def no_way_to_the_server(page: Page) -> None:
    """Nothing the tablet asks for comes through any more."""
    page.route("**/k/*", lambda route: route.abort())


def screens(page: Page) -> Iterator[str]:
    """Walk through the corner, stopping at each screen; gives its name."""
    knock(page)
    expect(room(page, "corner_pin")).to_be_visible()
    yield "pin"
    write(page, PIN)
    expect(room(page, "corner_menu")).to_be_visible()
    yield "menu"
    for entry in ENTRIES:
        go(page, entry)
        yield entry
        if entry != "clean":
            Robot(page).press("menu")
            expect(room(page, "corner_menu")).to_be_visible()
