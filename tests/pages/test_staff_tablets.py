"""The tablets in words: what is missing comes first, and nothing tells who answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from admin.views.home import Alarm, alarm_of
from survey.channels import ChannelKind
from survey.ledger import Storage, Told
from survey.services import NAME
from survey.store.channel_queries import revoke
from survey.store.ledger_queries import all_tablets, write_down
from survey.store.setup_queries import add_device
from tests.statements import counted
from tests.visiting import Pages
from tests.world import World

PATH = "/admin/tablets"


def tell(world: World, device: int = 1, days_ago: int = 0, **changes: Any) -> None:
    """Let a tablet tell of itself: all is well but for `changes`."""
    well: dict[str, Any] = {
        "ledger": "a" * 32,
        **dict.fromkeys(("made", "carried", "waiting", "aside"), 0),
        "storage": Storage.KEPT,
        "installed": True,
        "has_room": True,
        "version": "0.1.0",
    }
    told = Told(**(well | changes))
    write_down(world.store, device, told, world.today - timedelta(days=days_ago))


def another(world: World, name: str) -> int:
    with world.store.session() as session:
        return add_device(session, world.centre_id, name).id


def alarm(world: World) -> Alarm | None:
    with world.store.read() as connection:
        return alarm_of(all_tablets(connection))


@pytest.fixture
def inside(pages: Pages) -> Pages:
    """A member of staff, signed in."""
    pages.sign_in()
    return pages


def test_strangers_see_nothing(pages: Pages) -> None:
    answer = pages.client.get(PATH)
    assert answer.status_code == 303
    assert b"Tablet 1" not in answer.data


def test_a_tablet_that_has_told_nothing_says_so(inside: Pages) -> None:
    html = inside.open(f"{PATH}?lang=en")
    assert "It has not told anything about itself yet." in html
    assert 'class="alarm"' not in inside.open("/admin/")
    assert f'href="{PATH}"' in inside.open("/admin/")


def test_a_tablet_that_is_well_is_told_plainly(inside: Pages) -> None:
    inside.world.deliver(inside.world.submission())
    tell(inside.world, made=3, waiting=2)
    html = inside.open(f"{PATH}?lang=en")
    for said in ("November 24, 2026", "3 answers", "1 answer", "2 answers", "0.1.0"):
        assert f"<dd>{said}</dd>" in html
    assert 'class="alarm"' not in html
    assert alarm(inside.world) is None


TROUBLE: dict[str, tuple[dict[str, Any], str]] = {
    "missing": ({"made": 3}, "3 answers that were given on this tablet never arrived."),
    "one missing": ({"made": 1}, "1 answer that was given on this tablet never arrived."),
    "set aside": ({"made": 1, "aside": 1}, "1 answer was refused and is kept on the tablet."),
    "no room": ({"has_room": False}, "There is no room for more answers on the tablet."),
    "may be lost": ({"storage": Storage.MAY_BE_LOST}, "does not promise to keep what waits"),
    "not installed": ({"installed": False}, "is not installed as an app"),
    "waits": (
        {"made": 1, "waiting": 1, "days_ago": 2},
        "Answers have waited on it since November 22, 2026.",
    ),
}


@pytest.mark.parametrize("what", TROUBLE)
def test_trouble_is_told_in_words(inside: Pages, what: str) -> None:
    changes, said = TROUBLE[what]
    assert said not in inside.open(f"{PATH}?lang=en")
    tell(inside.world, **changes)
    assert said in inside.open(f"{PATH}?lang=en")


@pytest.mark.parametrize(
    ("what", "found", "said"),
    [
        ("missing", Alarm(3, 0, 0), "3 answers that were given on tablets never arrived."),
        ("set aside", Alarm(0, 1, 0), "1 answer was refused and is kept on a tablet."),
        ("no room", Alarm(0, 0, 1), "1 tablet has no room for more answers."),
    ],
)
def test_the_home_page_raises_an_alarm(inside: Pages, what: str, found: Alarm, said: str) -> None:
    tell(inside.world, **TROUBLE[what][0])
    assert alarm(inside.world) == found
    html = inside.open("/admin/?lang=en")
    assert 'class="alarm"' in html
    assert said in html


def test_what_is_missing_comes_first(inside: Pages) -> None:
    world = inside.world
    full, lost = another(world, "Tablet 2"), another(world, "Tablet 3")
    tell(world)
    tell(world, full, has_room=False)
    tell(world, lost, made=1)
    html = inside.open(PATH)
    names = [part.split(">")[1].split("<")[0] for part in html.split('class="tablet-name"')[1:]]
    assert names == ["Tablet 3, Solsikken", "Tablet 2, Solsikken", "Tablet 1, Solsikken"]
    assert html.count("round-alarm") == 1


def test_a_revoked_tablet_needs_no_room_and_its_losses_stay(inside: Pages) -> None:
    tell(inside.world, made=2, has_room=False)
    assert alarm(inside.world) == Alarm(2, 0, 1)
    revoke(inside.world.store, ChannelKind.DEVICE, 1, inside.world.today)
    assert alarm(inside.world) == Alarm(2, 0, 0)
    assert "This tablet may not send any more." in inside.open(f"{PATH}?lang=en")


def test_without_tablets_it_says_so(inside: Pages) -> None:
    with inside.world.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM device")
    assert "There are no tablets yet." in inside.open(f"{PATH}?lang=en")


def test_hostile_text_stays_text(inside: Pages) -> None:
    another(inside.world, "<script>alert(1)</script>")
    tell(inside.world, version="<script>alert(1)</script>")
    assert "<script>alert" not in inside.open(PATH)


def test_the_page_speaks_danish(inside: Pages) -> None:
    tell(inside.world, made=3)
    html = inside.open(PATH, headers={"Accept-Language": "da"})
    assert "3 svar, der blev givet på denne tablet, er aldrig nået frem." in html


@pytest.mark.parametrize("path", [PATH, "/admin/"])
def test_the_cost_does_not_grow_with_the_tablets(inside: Pages, path: str) -> None:
    store = inside.client.application.extensions[NAME].store
    tell(inside.world)
    with counted(store) as few:
        inside.open(path)
    for number in range(20):
        device = another(inside.world, f"Tablet {number + 2}")
        for ledger in ("b", "c"):
            tell(inside.world, device, ledger=ledger * 32, made=1)
    with counted(store) as many:
        inside.open(path)
    assert len(few) == len(many) <= 12
