"""The involvement report as a page: of an initiative, a centre, and the whole organisation."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from survey.initiative_parts import About
from survey.initiatives import State, Step
from survey.staff import Grant, Role
from survey.store.initiative_changes import add_initiative, take_step
from survey.store.tables import Round
from tests.visiting import Pages


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


def test_each_report_has_its_page(pages: Pages, initiative: int) -> None:
    pages.sign_in()
    centre = pages.world.centre_id
    for path in (f"initiatives/{initiative}", f"centres/{centre}", "organisation"):
        assert "Inddragelsesrapport" in pages.open(f"/admin/reports/{path}")


def test_without_anything_closed_it_says_so(pages: Pages) -> None:
    pages.sign_in()
    said = pages.open("/admin/reports/organisation")
    assert "Ingen runde er slut" in said


def test_whoever_runs_it_goes_on_from_the_evidence_to_the_decision(
    pages: Pages, initiative: int
) -> None:
    pages.sign_in()
    said = pages.open(f"/admin/reports/initiatives/{initiative}/decision")
    assert "Skriv ned, hvad I beslutter" in said
    assert f"/admin/initiatives/{initiative}/step?to=decided" in said


def test_a_partner_reads_what_it_rests_on_and_decides_nothing(
    pages: Pages, initiative: int
) -> None:
    pages.sign_in("Bo", Grant(Role.PARTNER, initiative_id=initiative))
    said = pages.open(f"/admin/reports/initiatives/{initiative}/decision")
    assert "Skal det fortsætte?" in said
    assert "Skriv ned, hvad I beslutter" not in said
