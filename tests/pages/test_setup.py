"""The first start: three short pages, and the example that can be taken away in one click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from app import create_app
from config import Settings
from survey.demonstration.making import demonstrate
from survey.demonstration.plan import Plan
from survey.example import CENTRE, make_example
from survey.services import NAME, Services
from survey.store.engine import Store
from survey.store.organisation_queries import remove_example, who_we_are
from survey.store.setup_queries import Asking, add_centre, add_headcount, add_round
from survey.store.staff_queries import new_sign_in_link
from survey.store.tables import (
    Base,
    Centre,
    Headcount,
    Initiative,
    Response,
    Round,
    Tally,
    Unit,
)
from survey.voices import Perspective, Voice
from tests.looking import faults
from tests.pages.test_accounts import Desk, token_in
from tests.world import NOW, World

PASSWORD = "plum tractor winter seven"
NUMBERS = {"resident": "42", "relative": "50", "staff": "", "volunteer": "0"}


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    """A first start, and its owner at the door."""
    app = create_app(settings, lambda: NOW)
    app.testing = True
    parts: Services = app.extensions[NAME]
    make_example(parts.store, parts.clock)
    yield Desk(parts, app.test_client(), NOW)
    parts.store.engine.dispose()


@pytest.fixture
def inside(desk: Desk) -> Desk:
    """The owner has opened the link that was printed."""
    token = new_sign_in_link(desk.parts.store, "owner", NOW, make=True)
    assert desk.send(f"/admin/sign-in/link/{token}").status_code == 303
    return desk


def count(store: Store, table: type[Base]) -> int:
    with store.look() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_the_link_opens_three_short_pages(inside: Desk) -> None:
    assert "Hvem er I?" in inside.open("/admin/")
    said = {"name": "Frivilligcentret", "contact_email": "", "language": "en"}
    answer = inside.send("/admin/set-up/", **said)
    assert answer.location == "/admin/set-up/centre"
    assert "Your first centre" in inside.open(answer.location), "in the language that was chosen"
    centre = {"name": "Anemonen", "units": "Eg\n\nBirk ", **NUMBERS}
    answer = inside.send("/admin/set-up/centre", **centre)
    assert answer.location == "/admin/account/finish"
    html = inside.open(answer.location)
    assert "3 of 3" in html
    assert 'value="owner"' not in html, "nobody is called that"
    person = {"name": "Anna", "email": "anna@example.org", "language": "en", "password": PASSWORD}
    answer = inside.send("/admin/account/finish", **person)
    assert "second step" in inside.open(answer.location)
    with inside.parts.store.look() as connection:
        known = who_we_are(connection)
        units = select(Unit.name).join(Centre, Centre.id == Unit.centre_id)
        assert list(connection.scalars(units.where(Centre.name == "Anemonen"))) == ["Eg", "Birk"]
        counted = select(Headcount.voice, Headcount.people).join(
            Centre, Centre.id == Headcount.centre_id
        )
        found = connection.execute(counted.where(Centre.name == "Anemonen")).all()
    assert known
    assert (known.name, known.set_up_on) == ("Frivilligcentret", NOW.date())
    assert sorted(map(tuple, found)) == [("relative", 50), ("resident", 42), ("volunteer", 0)]


def test_whoever_stops_half_way_goes_on_there(inside: Desk) -> None:
    inside.send("/admin/set-up/", name="Os", contact_email="", language="da")
    assert "Din egen konto" in inside.open("/admin/")
    assert "Jeres første plejecenter" in inside.open("/admin/set-up/centre")


@pytest.mark.parametrize(
    ("path", "wrong", "told"),
    [
        ("", {"name": ""}, "Write who you are"),
        ("", {"name": "Us", "contact_email": "us"}, "Write a whole e-mail address"),
        ("centre", {"name": ""}, "Write what the centre is called."),
        ("centre", {"name": CENTRE}, "There is a centre of that name already."),
        ("centre", {"name": "A", "units": "Eg\neg"}, "Two units have the same name."),
        ("centre", {"name": "A", "resident": "about 40"}, "Write a whole number"),
        ("centre", {"name": "A", "resident": "-3"}, "Write a whole number"),
        ("centre", {"name": "A", "resident": "5001"}, "Write a whole number"),
    ],
)
def test_faults_are_told_beside_the_field_and_nothing_is_lost(
    inside: Desk, path: str, wrong: dict[str, str], told: str
) -> None:
    answer = inside.send(f"/admin/set-up/{path}?lang=en", language="en", **wrong)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert faults(html) == []
    assert html.count(told) == 2
    for value in wrong.values():
        assert value.split("\n")[0] in html


def test_the_example_goes_with_everything_that_is_its_own(inside: Desk) -> None:
    store = inside.parts.store
    with store.session() as session:
        ours = add_centre(session, "Anemonen", ["Eg"])
        add_headcount(session, ours.id, None, Voice.RESIDENT, 20, NOW.date())
    assert remove_example(store)
    for table in (Round, Response, Tally, Initiative):
        assert count(store, table) == 0, table
    assert count(store, Centre) == count(store, Unit) == count(store, Headcount) == 1
    assert not remove_example(store)


def test_after_it_is_gone_another_start_does_not_bring_it_back(inside: Desk) -> None:
    runner = inside.client.application.test_cli_runner()
    remove_example(inside.parts.store)
    assert "everything is as you left it" in runner.invoke(args=["init"]).output
    assert count(inside.parts.store, Centre) == 0


def test_an_example_full_of_answers_goes_too(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"simulated": True}), lambda: NOW)
    parts: Services = app.extensions[NAME]
    demonstrate(parts, Plan(centres=1, waves=2))
    assert count(parts.store, Response) > 100
    assert remove_example(parts.store)
    for table in (Response, Tally, Round, Centre):
        assert count(parts.store, table) == 0, table
    parts.store.engine.dispose()


def test_what_others_share_with_it_stays(world: World) -> None:
    example = make_example(world.store, world.clock)
    with world.store.session() as session:
        voices = {Voice.RELATIVE: [Perspective.AS_RESIDENT]}
        asking = Asking(world.version.id, voices, world.today, world.today)
        found = session.scalars(select(Centre.id).where(Centre.name == example.centre)).one()
        shared = add_round(session, asking, [found, world.centre_id]).id
    assert remove_example(world.store)
    with world.store.look() as connection:
        rounds = set(connection.scalars(select(Round.id)))
        assert rounds == {shared, world.round_id}
        assert count(world.store, Centre) == 2, "the shared round is asked there"


def test_one_click_takes_it_away(inside: Desk) -> None:
    inside.send("/admin/set-up/", name="Os", contact_email="", language="da")
    csrf = token_in(inside.open("/admin/account/finish"))
    answer = inside.client.post("/admin/set-up/example/remove", data={"csrf_token": csrf})
    assert answer.location == "/admin/account/finish", "first the account"
    assert count(inside.parts.store, Centre) == 1
