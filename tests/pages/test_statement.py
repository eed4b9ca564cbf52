"""The accessibility statement: open to all, in Danish and English, linked from every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import create_app
from config import Settings
from survey.services import NAME
from survey.statement import EXCEPTIONS, STATED_ON
from survey.store.organisation_queries import set_up
from tests.visiting import Pages
from tests.world import NOW

ROOT = Path(__file__).resolve().parents[2]


def test_it_says_what_the_model_asks_for(pages: Pages) -> None:
    html = pages.open("/tilgaengelighed?lang=en")
    for part in (
        "Statement on accessibility",
        "What it covers",
        "EN 301 549",
        "What is not accessible yet",
        "How it was tested",
        "If something does not work for you",
        "Ask the staff",
        "Complaints",
        "digst.dk",
        f"{STATED_ON:%B %-d, %Y}",
    ):
        assert part in html


@pytest.mark.parametrize(
    ("asked", "said"), [("da", "da"), ("en", "en"), ("ar", "da"), ("xx", "da")]
)
def test_it_is_said_in_danish_or_english(pages: Pages, asked: str, said: str) -> None:
    html = pages.open(f"/tilgaengelighed?lang={asked}")
    assert f'<html lang="{said}" dir="ltr">' in html
    assert ("Det handler erklæringen om" in html) == (said == "da")


def test_known_exceptions_are_those_in_the_docs() -> None:
    told = " ".join((ROOT / "docs" / "accessibility.md").read_text().split())
    assert [one for one in EXCEPTIONS if one not in told] == []


def test_every_page_leads_to_it(pages: Pages) -> None:
    link = '"/tilgaengelighed?lang=en"'
    assert link in pages.open(f"/s/{pages.world.link_code}?lang=en")
    assert link in pages.open("/nowhere?lang=en", 404)
    pages.sign_in()
    assert link in pages.open("/admin/?lang=en")


def test_one_of_their_own_takes_its_place_and_they_are_named(settings: Settings) -> None:
    given = {"accessibility_url": "https://example.dk/was"}
    app = create_app(settings.model_copy(update=given), lambda: NOW)
    store = app.extensions[NAME].store
    set_up(store, "Frivilligcentret <b>", "hej@example.dk", "da", NOW.date())
    client = app.test_client()
    html = client.get("/tilgaengelighed?lang=en").get_data(as_text=True)
    assert "Frivilligcentret &lt;b&gt; wants everybody" in html
    assert "Write to hej@example.dk" in html
    assert 'href="https://example.dk/was"' in client.get("/nowhere").get_data(as_text=True)
    app.extensions[NAME].store.engine.dispose()
