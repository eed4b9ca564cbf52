"""What staff see of an association's visits, and the QR codes they make for doors."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.staff import EVERYWHERE, Grant, Role
from survey.store.link_queries import Wanted, some_links
from survey.store.tables import Link, Round
from survey.voices import Voice
from tests.pulsing import Visiting, make_visiting, said
from tests.statements import WRITTEN_DOWN, counted
from tests.visiting import Pages

CODE = "Fixed-Code_0123456789C"


@pytest.fixture
def visiting(pages: Pages) -> Visiting:
    """An association that visits; its owner is signed in."""
    pages.sign_in()
    return make_visiting(pages.world)


def address(visiting: Visiting, page: str) -> str:
    return f"/admin/initiatives/{visiting.initiative_id}/partners/{visiting.partner_id}/{page}"


def tell(visiting: Visiting, days_ago: int, *answers: str) -> None:
    """So many volunteers answer after a visit on that day."""
    day = visiting.world.today - timedelta(days_ago)
    for answer in answers:
        submission = visiting.answer(day=day.isoformat(), answers=said(answer), visit=None)
        assert visiting.world.deliver(submission, None, visiting.code).result == "stored"


def test_before_anybody_answered_the_page_says_what_to_do(pages: Pages, visiting: Visiting) -> None:
    html = pages.open(address(visiting, "visits"))
    assert "Ingen har svaret efter et besøg endnu." in html
    assert f'href="{address(visiting, "door")}"' in html


def test_the_second_visit_is_shown_against_the_first_however_few(
    pages: Pages, visiting: Visiting
) -> None:
    tell(visiting, 21, "yes", "yes")
    tell(visiting, 14, "no", "yes")
    tell(visiting, 7, "no")
    html = pages.open(address(visiting, "visits"))
    first, second = html.index("Første besøg"), html.index("Andet besøg")
    assert "Ventet: 2 af 2. Følte sig velkommen: 2 af 2." in html[first:second]
    assert "Ventet: 1 af 2. Følte sig velkommen: 1 af 2." in html[second:]
    assert html.count("For få til at vise") == 3


def test_a_week_is_shown_when_five_have_answered(pages: Pages, visiting: Visiting) -> None:
    tell(visiting, 28, "yes", "yes", "no", "yes")
    tell(visiting, 21, "yes", "yes", "no", "yes", "no")
    html = pages.open(address(visiting, "visits"))
    weeks = html.index("Uge for uge")
    assert html[weeks:].count("For få til at vise") == 1
    assert html[weeks:].count(">3 af 5<") == 2
    assert "3 af 4" not in html[weeks:]


def test_weekdays_and_parts_of_few_answers_are_not_told(pages: Pages, visiting: Visiting) -> None:
    world = visiting.world
    for _ in range(4):
        world.deliver(visiting.answer(), None, visiting.code)
    assert "Fra klokken 14 til 17" not in pages.open(address(visiting, "visits"))
    world.deliver(visiting.answer(), None, visiting.code)
    html = pages.open(address(visiting, "visits"))
    assert "Fra klokken 14 til 17" in html
    assert "Tirsdage" in html


def test_another_voice_is_not_counted_among_the_volunteers(
    pages: Pages, visiting: Visiting
) -> None:
    staff = make_visiting(pages.world, "why_not", Voice.STAFF)
    answers = {"reason": {"status": "answered", "value": "alone_on_duty"}}
    pages.world.deliver(staff.answer(answers=answers), None, staff.code)
    assert "Ingen har svaret efter et besøg endnu." in pages.open(address(staff, "visits"))


def test_it_is_not_for_those_who_only_read(pages: Pages) -> None:
    visiting = make_visiting(pages.world)
    pages.sign_in("Bo", Grant(Role.PARTNER, initiative_id=visiting.initiative_id))
    for page in ("visits", "door"):
        pages.open(address(visiting, page), 403)


def test_the_page_costs_the_same_however_many_visits(pages: Pages, visiting: Visiting) -> None:
    def cost() -> int:
        with counted(pages.world.store) as statements:
            pages.open(address(visiting, "visits"))
        return len(statements)

    before = cost()
    for week in range(8):
        tell(visiting, 7 * week, "yes", "no")
    assert cost() == before <= 10 + WRITTEN_DOWN


def test_a_door_makes_a_round_once_and_a_link_that_names_the_association(
    pages: Pages, visiting: Visiting
) -> None:
    world = pages.world
    path = address(visiting, "door")
    form = {"asks": "why_not", "centre": str(world.centre_id), "code": CODE}
    csrf = pages.csrf(path)
    for _ in range(2):
        html = pages.post(path, {**form, **csrf}, 200)
        assert f"/s/{CODE}" in html
        assert 'value="cards"' in html
    pages.post(path, {**form, **csrf, "code": f"B{CODE[1:]}"}, 200)
    with world.store.read() as connection:
        links = select(Link.round_id, Link.voice).where(Link.partner_id == visiting.partner_id)
        rows = [tuple(row) for row in connection.execute(links.order_by(Link.id))]
        rounds = connection.scalar(
            select(func.count()).where(Round.initiative_id == visiting.initiative_id)
        )
    assert rows[1:] == [(rows[1][0], "staff")] * 2, (
        "sent twice it is one link; a second door, one more"
    )
    assert rounds == 2
    door = pages.open(f"/s/{CODE}")
    assert "Jeg var alene på vagt" in door
    assert "fortrolige" in door


def test_a_door_in_a_round_that_stands_makes_no_other(pages: Pages, visiting: Visiting) -> None:
    path = address(visiting, "door")
    form = {"asks": "volunteer_visit", "centre": str(pages.world.centre_id), "code": CODE}
    pages.post(path, {**form, **pages.csrf(path)}, 200)
    with pages.world.store.read() as connection:
        wanted = select(Link.round_id).where(Link.partner_id == visiting.partner_id)
        assert set(connection.scalars(wanted)) == {visiting.round_id}
        found, _ = some_links(connection, Wanted(EVERYWHERE, word="nabo"), 0, 9)
    assert [one.partner for one in found] == ["Naboklubben"] * 2
    assert "Naboklubben" in pages.open(f"/admin/rounds/{visiting.round_id}/links")


def test_what_cannot_be_chosen_is_said(pages: Pages, visiting: Visiting) -> None:
    path = f"{address(visiting, 'door')}?lang=en"
    html = pages.post(path, {**pages.csrf(path), "asks": "who5", "centre": "999"}, 400)
    assert html.count("Choose what is asked.") == 2
    assert html.count("Choose the centre.") == 2


def test_a_new_link_in_place_of_a_lost_one_names_the_association_too(
    pages: Pages, visiting: Visiting
) -> None:
    with pages.world.store.read() as connection:
        number = connection.scalar(select(Link.id).where(Link.partner_id == visiting.partner_id))
    path = f"/admin/links/{number}"
    form = {**pages.csrf(path), "code": CODE}
    pages.post(f"{path}/renew", form, 200)
    assert pages.world.channel(CODE).partner_id == visiting.partner_id


@pytest.mark.parametrize(
    ("days", "said", "way"),
    [
        (30, "holder op med at virke den", "change"),
        (-1, "holdt op med at virke den", "door"),
        (31, "", ""),
    ],
)
def test_somebody_is_reminded_before_a_code_stops(
    pages: Pages, visiting: Visiting, days: int, said: str, way: str
) -> None:
    closes_on = visiting.world.today + timedelta(days)
    with visiting.world.store.write() as connection:
        here = Round.id == visiting.round_id
        connection.execute(update(Round).where(here).values(closes_on=closes_on))
    to = {
        "change": f"/admin/rounds/{visiting.round_id}/change",
        "door": address(visiting, "door"),
    }.get(way)
    for page in ("/admin/", f"/admin/initiatives/{visiting.initiative_id}"):
        html = pages.open(page)
        reminded = "QR-koden til besøg af Naboklubben på Solsikken" in html
        assert reminded is bool(said), page
        if reminded:
            assert said in html
            assert f'href="{to}"' in html
