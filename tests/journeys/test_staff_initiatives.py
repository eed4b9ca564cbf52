"""An initiative in a browser: from the idea over the need gate to handing it over."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, accessibility_faults, visit
from tests.journeys.test_staff_pages import DESK, sideways, sign_in
from tests.served import Site
from tests.world import World


def look(page: Page) -> None:
    """Nothing is wrong with the page as it is now."""
    assert (accessibility_faults(page), sideways(page)) == ([], False)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def write_the_idea_down(page: Page) -> None:
    follow(page, "Indsatser")
    look(page)
    follow(page, "Skriv en ny idé ned")
    page.get_by_label("Hvad hedder indsatsen?").fill("Eftermiddagskaffe")
    press(page, "Gem")
    expect(page.get_by_role("alert")).to_be_focused()
    look(page)
    expect(page.get_by_label("Hvad hedder indsatsen?")).to_have_value("Eftermiddagskaffe")
    page.get_by_label("Det behov, I tror er der").fill("Nogle sidder alene.")
    page.get_by_text("Nogen at snakke med").click()
    page.get_by_text("Solsikken").click()
    press(page, "Gem")
    expect(page.get_by_role("status")).to_contain_text("Idéen er skrevet ned.")
    look(page)


def pass_the_gate(page: Page) -> None:
    here = page.locator("[aria-current=step]")
    follow(page, "Spørg, hvad der er behov for")
    look(page)
    press(page, "Spørg, hvad der er behov for")
    expect(here).to_contain_text("Vi spørger")
    follow(page, "Bekræft behovet")
    expect(page.get_by_text("Færre end 5 beboere har selv svaret")).to_be_visible()
    press(page, "Bekræft behovet")
    expect(page.get_by_role("alert")).to_be_focused()
    look(page)
    why = page.get_by_label("Hvorfor er behovet alligevel bekræftet?")
    why.fill("De pårørende har fortalt det samme.")
    press(page, "Bekræft behovet")
    expect(here).to_contain_text("Behovet er bekræftet")
    follow(page, "Sæt indsatsen i gang")
    press(page, "Sæt indsatsen i gang")
    expect(here).to_contain_text("I gang")
    look(page)


def agree_with_a_partner(page: Page, file: Path) -> None:
    follow(page, "Tilføj en samarbejdspartner")
    page.get_by_label("Organisation").fill("Naboklubben")
    look(page)
    press(page, "Gem")
    follow(page, "Vedhæft aftalen Naboklubben")
    look(page)
    page.get_by_label("Fil").set_input_files(file)
    press(page, "Vedhæft")
    with page.expect_download() as download:
        follow(page, "Hent aftale.pdf")
    assert download.value.path().read_bytes() == file.read_bytes()
    page.get_by_role("button", name="Fjern fra listen Naboklubben").click()
    expect(page.get_by_role("status")).to_contain_text("Naboklubben er fjernet")
    press(page, "Fortryd")
    expect(page.get_by_role("heading", name="Naboklubben")).to_be_visible()


def hand_over(page: Page) -> None:
    for name in ("Bo", "Cilla"):
        page.locator("#change-owners").click()
        page.get_by_label("Ansvarlig", exact=True).fill(name)
        press(page, "Gem")
    expect(page.locator("h1")).to_have_text("Overdragelse: Eftermiddagskaffe")
    expect(page.get_by_text("fra Bo til Cilla")).to_be_visible()
    look(page)
    page.emulate_media(media="print")
    expect(page.locator("header")).to_be_hidden()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_initiative_walks_its_road(
    site: Site, cast: World, browser: Browser, size: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "aftale.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    with visit(browser, viewport=size) as page:
        sign_in(site, cast, page)
        write_the_idea_down(page)
        pass_the_gate(page)
        agree_with_a_partner(page, file)
        hand_over(page)
