"""The staff side's first page: which rounds there are, and where to go from there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from admin.views.home import State, by_state, state_of
from survey.questionnaire.wording import LocalText
from survey.services import NAME
from survey.store.overview_queries import RoundSeen
from survey.store.setup_queries import Asking, add_centre, add_initiative, add_round
from survey.voices import Perspective, Voice
from tests.statements import counted
from tests.visiting import Pages
from tests.world import NOW, World

TODAY = NOW.date()


def seen(first: int, last: int) -> RoundSeen:
    """A round that opens and closes this many days from today."""
    title = LocalText({"da": "Runde"})
    days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    return RoundSeen(1, title, *days, None, ())


def more_rounds(world: World, count: int, opens_on: date) -> None:
    with world.store.session() as session:
        centres = [add_centre(session, f"Centre {opens_on} {n}").id for n in range(3)]
        initiative = add_initiative(session, f"Fællesskab {opens_on}")
        for _ in range(count):
            voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
            closes_on = opens_on + timedelta(days=7)
            asking = Asking(world.version.id, voices, opens_on, closes_on)
            add_round(session, asking, centres).initiative_id = initiative.id


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (0, 0, State.OPEN),
        (-3, 0, State.OPEN),
        (0, 3, State.OPEN),
        (1, 3, State.COMING),
        (-3, -1, State.CLOSED),
    ],
)
def test_the_first_and_the_last_day_are_open(first: int, last: int, state: State) -> None:
    assert state_of(seen(first, last), TODAY) is state


def test_open_rounds_come_first() -> None:
    closed, coming, opened = seen(-9, -2), seen(3, 4), seen(-1, 1)
    groups = by_state([closed, coming, opened], TODAY)
    assert list(groups.items()) == [
        (State.OPEN, [opened]),
        (State.COMING, [coming]),
        (State.CLOSED, [closed]),
    ]
    assert list(by_state([closed], TODAY)) == [State.CLOSED]


def test_a_round_is_told_in_words_with_its_report_and_downloads(pages: Pages) -> None:
    pages.sign_in()
    more_rounds(pages.world, 1, TODAY - timedelta(days=100))
    html = pages.open("/admin/?lang=en")
    for told in (
        "<h1>Rounds</h1>",
        "Every kind",
        "Solsikken",
        "Open until December 8, 2026",
        "Closed on August 23, 2026",
        "Centre 2026-08-16 0, Centre 2026-08-16 1",
        "Fællesskab 2026-08-16",
        f'href="/admin/rounds/{pages.world.round_id}/report"',
        f'href="/admin/rounds/{pages.world.round_id}/exports"',
    ):
        assert told in html
    assert html.index("Open now") < html.index("<h2>Closed</h2>")


def test_the_page_speaks_danish(pages: Pages) -> None:
    pages.sign_in()
    html = pages.open("/admin/", headers={"Accept-Language": "da"})
    assert 'lang="da" dir="ltr"' in html
    assert "8. december 2026" in html
    assert "Alle slags" in html


def test_without_rounds_it_says_so(pages: Pages) -> None:
    pages.sign_in()
    with pages.world.store.write() as connection:
        for table in ("link", "round_centre", "round"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 our own words
    assert "There are no rounds yet." in pages.open("/admin/?lang=en")


def test_the_cost_does_not_grow_with_the_rounds(pages: Pages) -> None:
    pages.sign_in()
    store = pages.client.application.extensions[NAME].store
    with counted(store) as few:
        pages.open("/admin/")
    more_rounds(pages.world, 30, TODAY)
    with counted(store) as many:
        pages.open("/admin/")
    assert len(few) == len(many) <= 12
