"""What was kept aside, as staff see it: why and how many, never what it says."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from admin.reasons import REASONS
from admin.views.quarantine import SAID, told
from survey.intake.again import FOR_A_PERSON, Fate
from survey.services import NAME
from survey.store.tables import Quarantine, Response, Round
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World

PATH = "/admin/quarantine"
CANARY = "kanariefugl"
ROOT = Path(__file__).resolve().parents[2]


def came_after_closing(world: World, id_: str = "a" * 32) -> None:
    day = world.today + timedelta(days=20)
    words = {"matters": {"status": "answered", "value": CANARY}}
    late = world.submission(day=day.isoformat(), answers=words)
    assert world.deliver_on(day, late, id_).reason == "after_closing"


def prolong(world: World) -> None:
    with world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=world.today + timedelta(days=60)))


def kept(world: World) -> tuple[int, int]:
    """How many are stored, and how many kept aside."""
    with world.store.read() as connection:
        stored, aside = (
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (Response, Quarantine)
        )
    return stored, aside


def press(pages: Pages) -> str:
    """Press "Try again"; the page that comes then, in English."""
    answer = pages.client.post(PATH, data=pages.csrf(f"{PATH}?lang=en"), query_string="lang=en")
    assert (answer.status_code, answer.location) == (303, PATH)
    return pages.open(f"{PATH}?lang=en")


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def test_strangers_see_and_change_nothing(pages: Pages) -> None:
    came_after_closing(pages.world)
    prolong(pages.world)
    for answer in (pages.client.get(PATH), pages.client.post(PATH)):
        assert answer.status_code in (303, 400)
    assert kept(pages.world) == (0, 1)


def test_a_form_from_elsewhere_changes_nothing(inside: Pages) -> None:
    came_after_closing(inside.world)
    prolong(inside.world)
    assert inside.client.post(PATH).status_code == 400
    assert kept(inside.world) == (0, 1)


def test_nothing_kept_aside_is_said_in_words(inside: Pages) -> None:
    html = inside.open(f"{PATH}?lang=en")
    assert "Nothing is kept aside." in html
    assert "<button" not in html.split("<main")[1]
    assert "kept aside" not in inside.open("/admin/?lang=en")


def test_each_reason_is_told_with_day_and_channel(inside: Pages) -> None:
    world = inside.world
    came_after_closing(world)
    came_after_closing(world, "b" * 32)
    world.deliver(world.submission(), "c" * 32, world.link_code)
    html = " ".join(inside.open(f"{PATH}?lang=en").split())
    for said in (
        "It was begun after its round had closed.",
        "Prolong the round if it should have been open that day, then try again.",
        "December 14, 2026: 2 answers, Tablet 1, Solsikken",
        "It comes from somebody the round does not ask.",
        "November 24, 2026: 1 answer, link: Relatives, Solsikken",
    ):
        assert said in html
    assert CANARY not in html
    assert "a" * 32 not in html
    home = inside.open("/admin/?lang=en")
    assert f'href="{PATH}"' in home
    assert "3 answers did not fit when they came, and are kept aside." in home


def test_trying_again_stores_what_fits_and_says_so(inside: Pages) -> None:
    came_after_closing(inside.world)
    inside.world.deliver(inside.world.submission(version="f" * 64), "b" * 32)
    prolong(inside.world)
    html = press(inside)
    assert "1 answer is stored and counted." in html
    assert "1 answer still does not fit. It stays here." in html
    assert kept(inside.world) == (1, 1)
    assert "is stored and counted." not in inside.open(f"{PATH}?lang=en"), "said once"


def test_pressing_twice_does_no_harm(inside: Pages) -> None:
    came_after_closing(inside.world)
    prolong(inside.world)
    csrf = inside.csrf(PATH)
    for _ in range(2):
        assert inside.client.post(f"{PATH}?lang=en", data=csrf).status_code == 303
    assert kept(inside.world) == (1, 0)
    html = inside.open(f"{PATH}?lang=en")
    assert "There was nothing to try again." in html
    assert "Nothing is kept aside." in html


def test_every_fate_has_its_sentence(inside: Pages) -> None:
    assert set(SAID) == set(Fate)
    with inside.client.application.test_request_context("/admin/?lang=en"):
        assert len(set(told(dict.fromkeys(Fate, 2)))) == len(Fate)


def test_every_reason_there_is_is_told_in_words() -> None:
    """Those the protocol names, and those the intake gives."""
    protocol = (ROOT / "docs" / "protocol.md").read_text()
    section = protocol.split("## Reasons for quarantine")[1].split("A submission that")[0]
    given = {
        name
        for file in (ROOT / "survey" / "intake").glob("*.py")
        for name in re.findall(r'Unfit\("(\w+)"', file.read_text())
    }
    assert set(REASONS) == set(re.findall(r"`(\w+)`", section)) == given | FOR_A_PERSON


def test_a_reason_of_another_release_is_told_too(inside: Pages) -> None:
    came_after_closing(inside.world)
    with inside.world.store.write() as connection:
        connection.execute(update(Quarantine).values(reason="<b>new</b>"))
    assert "for a reason this release does not know" in inside.open(f"{PATH}?lang=en")


def test_the_page_speaks_danish(inside: Pages) -> None:
    came_after_closing(inside.world)
    html = inside.open(PATH, headers={"Accept-Language": "da"})
    assert "Det blev begyndt, efter at runden var lukket." in html
    assert "14. december 2026" in html


def test_the_cost_does_not_grow_with_what_is_kept_aside(inside: Pages) -> None:
    store = inside.client.application.extensions[NAME].store
    came_after_closing(inside.world)
    with counted(store) as few:
        inside.open(PATH)
    for number in range(30):
        changes = {"version": "f" * 64} if number % 2 else {"envelope_version": 2}
        inside.world.deliver(inside.world.submission(**changes), f"{number:032x}")
    with counted(store) as many:
        inside.open(PATH)
    assert len(few) == len(many) <= 12
