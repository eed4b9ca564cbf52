"""The involvement report as a page: of an initiative, a centre, and the whole organisation."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from admin.involvement_keeping import make_due
from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.services import NAME
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative, take_step
from survey.store.tables import Round
from tests.statements import counted
from tests.visiting import Pages

MOST = 12


@pytest.fixture
def initiative(pages: Pages) -> int:
    """A running initiative to which the usual round belongs."""
    world = pages.world
    about, first = (
        About("Sang i stuen", "Selskab", ("music",)),
        Step(State.IDEA, world.today, "Anna"),
    )
    number = add_initiative(world.store, about, [world.centre_id], first)
    for seen, state in enumerate((State.ASKING, State.NEED_CONFIRMED, State.RUNNING), 1):
        take_step(world.store, number, seen, Step(state, world.today, "Anna"))
    with world.store.write() as connection:
        connection.execute(update(Round).values(initiative_id=number))
    return number


def read(pages: Pages, path: str) -> str:
    """The report at that path, once the worker has made it."""
    pages.open(f"/admin/reports/{path}")
    app = pages.client.application
    with app.app_context():
        make_due(app.extensions[NAME])
    return pages.open(f"/admin/reports/{path}")


def test_each_report_has_its_page(pages: Pages, initiative: int) -> None:
    pages.sign_in()
    centre = pages.world.centre_id
    for path in (f"initiatives/{initiative}", f"centres/{centre}", "organisation"):
        assert "Inddragelsesrapport" in read(pages, path)


def test_without_anything_closed_it_says_so(pages: Pages) -> None:
    pages.sign_in()
    assert "Ingen runde er slut" in read(pages, "organisation")


def test_whoever_runs_it_goes_on_from_the_evidence_to_the_decision(
    pages: Pages, initiative: int
) -> None:
    pages.sign_in()
    path = f"initiatives/{initiative}/decision"
    said = read(pages, path)
    assert "Skriv ned, hvad I beslutter" in said
    assert f"/admin/initiatives/{initiative}/step?to=decided" in said
    store = pages.client.application.extensions[NAME].store
    with counted(store) as statements:
        pages.open(f"/admin/reports/{path}")
    assert len(statements) <= MOST, "\n".join(statements)


def test_a_partner_reads_what_it_rests_on_and_decides_nothing(
    pages: Pages, initiative: int
) -> None:
    pages.sign_in("Bo", Grant(Role.PARTNER, initiative_id=initiative))
    said = read(pages, f"initiatives/{initiative}/decision")
    assert "Skal det fortsætte?" in said
    assert "Skriv ned, hvad I beslutter" not in said
