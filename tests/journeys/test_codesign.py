"""From the coordinator's form to the decision beside what residents chose on the tablet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select, update

from survey.clock import utc_now
from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.store.initiative_changes import add_initiative
from survey.store.tables import Response, Round
from tests.answering import UNHURRIED, Robot
from tests.browsing import KIOSKS, open_paired, visit
from tests.core.test_images import drawn, saved
from tests.journeys.test_every_way import Drifting
from tests.journeys.test_staff_pages import DESK, sign_in
from tests.served import Site
from tests.switching import Keyboard, OneSwitch, set_switches
from tests.world import World

SAID = {1: "Sang", 2: "Ud i haven", 3: "Gamle film"}
GARDEN, SONG = "option_2", "option_1"
ROBOTS: list[type[Robot]] = [Robot, Robot, Robot, Drifting, Keyboard, OneSwitch]
"""Six residents, each in her own way; with fewer than five nothing would be shown."""


def make_the_round(page: Page, site: Site, initiative_id: int, folder: Path) -> int:
    """Fill the form, with a fault at first; the number of the round."""
    page.goto(f"{site.base}/admin/initiatives/{initiative_id}")
    page.get_by_role("link", name="Lad beboerne vælge").click()
    for number, label in SAID.items():
        page.get_by_label(f"Mulighed {number} på dansk").fill(label)
    for number in (1, 2):
        file = folder / f"{number}.jpg"
        file.write_bytes(saved(drawn((800, 600))))
        page.get_by_label(f"Billede af mulighed {number}", exact=True).set_input_files(file)
        page.get_by_label(f"Hvad billedet af mulighed {number} viser, på dansk").fill("To farver")
    page.get_by_label("Hvad det handler om, på dansk").fill("Fredag eftermiddag")
    page.get_by_label("Åbner").fill(utc_now().date().isoformat())
    page.get_by_role("button", name="Lav runden").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv spørgsmålet på dansk.")
    expect(page.locator("img.option-shown")).to_have_count(2)
    page.get_by_label("Spørgsmålet, på dansk").fill("Hvad skal vi lave om fredagen?")
    page.get_by_role("button", name="Lav runden").click()
    expect(page.get_by_role("status")).to_contain_text("Runden er lavet.")
    return int(page.url.rsplit("/", 1)[-1])


def tile(page: Page, key: str) -> Locator:
    """The tile of an option, whatever place it has."""
    return page.locator("label.ranked").filter(has=page.locator(f'[data-rank="{key}"]'))


def put_in_order(page: Page, robot: Robot, *keys: str) -> None:
    """A whole interview: these in order, and how it was answered left out."""
    robot.press("begin")
    robot.press("yes")
    expect(page.locator(".photo:visible")).to_have_count(2)
    for key in keys:
        robot.tap(tile(page, key))
    numbers = [page.locator(f'[data-rank="{key}"]').get_attribute("aria-label") for key in keys]
    assert [str(said)[:8] for said in numbers] == [f"Nummer {n}" for n in range(1, len(keys) + 1)]
    robot.on()
    robot.press("skip")
    expect(page.locator("h1:visible")).to_have_text("Tak for dine svar")


def residents_choose(site: Site, cast: World, browser: Browser) -> None:
    """Each of them puts the garden first."""
    for robot in ROBOTS:
        with visit(browser, viewport=KIOSKS["1080x810"], has_touch=True) as page:
            open_paired(page, site.base, cast.device_token)
            if robot is OneSwitch:
                set_switches(page, 1, 2)
            expect(page.locator('button[value="begin"]')).to_be_visible()
            page.clock.run_for(UNHURRIED)
            put_in_order(page, robot(page), GARDEN, SONG)
            expect(page.locator("h1:visible")).to_be_visible()


def arrived(cast: World, round_id: int) -> list[list[str]]:
    """What was delivered."""
    with cast.store.read() as connection:
        rows = connection.scalars(select(Response.answers).where(Response.round_id == round_id))
        return [row["choice"]["value"] for row in rows]


def close(cast: World, round_id: int) -> None:
    """Some days go by."""
    day = utc_now().date()
    days = {"opens_on": day - timedelta(days=9), "closes_on": day - timedelta(days=1)}
    with cast.store.write() as connection:
        connection.execute(update(Round).where(Round.id == round_id).values(**days))


def test_residents_choose_and_the_decision_stands_beside_it(
    site: Site, cast: World, browser: Browser, tmp_path: Path
) -> None:
    first = Step(State.IDEA, utc_now().date(), "Anna")
    about = About("Fællesskab om fredagen", "Selskab")
    initiative_id = add_initiative(cast.store, about, [cast.centre_id], first)
    with visit(browser, viewport=DESK) as page:
        sign_in(site, cast, page)
        round_id = make_the_round(page, site, initiative_id, tmp_path)
        close(cast, cast.round_id)  # the tablet asks this alone
        residents_choose(site, cast, browser)
        assert arrived(cast, round_id) == [[GARDEN, SONG]] * len(ROBOTS)
        close(cast, round_id)
        page.goto(f"{site.base}/admin/initiatives/{initiative_id}")
        page.get_by_role("link", name="Hvad der blev valgt og besluttet").click()
        page.get_by_role("link", name="Fredag eftermiddag").click()
        chosen = page.locator('section[aria-labelledby="chosen"]')
        expect(chosen).to_contain_text("Klart oftest valgt: Ud i haven")
        expect(chosen).to_contain_text(f"Ud i haven: {len(ROBOTS)} af {len(ROBOTS)}")
        page.get_by_role("link", name="Skriv beslutningen ned").click()
        page.get_by_label("Sang", exact=True).check()
        page.get_by_label("Hvad beboerne får at vide, på dansk").fill("Vi synger i år.")
        page.get_by_role("button", name="Gem").click()
        expect(page.get_by_role("alert")).to_contain_text("Skriv hvorfor.")
        page.get_by_label("Hvorfor").fill("Haven bliver lagt om.")
        page.get_by_role("button", name="Gem").click()
        decided = page.locator('section[aria-labelledby="decided"]')
        for said in ("Sang", "Haven bliver lagt om.", "Vi synger i år.", "Det er ikke det"):
            expect(decided).to_contain_text(said)
        expect(chosen).to_contain_text("Klart oftest valgt: Ud i haven")
        here, beside = chosen.bounding_box(), decided.bounding_box()
        assert here
        assert beside
        assert here["y"] == beside["y"], "one beside the other"
