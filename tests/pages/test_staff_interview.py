"""A helper begins an interview: at her own centre only, each with a code that works once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey.staff import Grant, Role
from survey.store.tables import Link, SingleUseCode
from tests.foreign import make_foreign
from tests.visiting import Pages

PATH = "/admin/interview/?lang=en"


@pytest.fixture
def helper(pages: Pages) -> Pages:
    """A helper at the centre there is."""
    pages.sign_in("Bo", Grant(Role.HELPER, centre_id=pages.world.centre_id))
    return pages


def begin(pages: Pages, **changes: object) -> tuple[int, str]:
    """Press the button; returns the status and where one is sent."""
    world = pages.world
    form = {"round": world.round_id, "centre": world.centre_id, **pages.csrf(PATH), **changes}
    answer = pages.client.post("/admin/interview/", data=form)
    return answer.status_code, answer.location or ""


def test_a_helper_sees_the_rounds_residents_answer_and_nothing_else(helper: Pages) -> None:
    html = helper.open(PATH)
    assert "Every kind" in html
    assert "Solsikken" in html
    assert helper.client.get("/admin/actions/").status_code == 403


def test_an_interview_is_answered_once(helper: Pages) -> None:
    status, address = begin(helper)
    assert status == 303
    assert "Every kind" in helper.open(f"{address}?lang=en")
    code = address.rsplit("/", 1)[1]
    channel = helper.world.channel(code)
    assert channel.single_use
    assert channel.voice == "resident"
    other = begin(helper)[1]
    assert other != address
    with helper.world.store.look() as connection:
        links = select(Link.id).where(Link.is_personal)
        assert len(list(connection.scalars(links))) == 1, "all share a link"
        assert len(list(connection.scalars(select(SingleUseCode.code_hash)))) == 2


def test_a_unit_can_be_told(helper: Pages) -> None:
    html = helper.open(PATH)
    unit = html.split('<option value="')[2].split('"')[0]
    code = begin(helper, unit=unit)[1].rsplit("/", 1)[1]
    assert helper.world.channel(code).unit_id == int(unit)


def test_a_unit_of_another_centre_is_not_taken(helper: Pages) -> None:
    foreign = make_foreign(helper.world)
    code = begin(helper, unit=foreign.theirs["unit_id"])[1].rsplit("/", 1)[1]
    assert helper.world.channel(code).unit_id is None


def test_another_centres_round_is_not_there(helper: Pages) -> None:
    foreign = make_foreign(helper.world)
    theirs = {"round": foreign.theirs["round_id"], "centre": foreign.theirs["centre_id"]}
    assert begin(helper, **theirs)[0] == 404
    assert begin(helper, centre=foreign.theirs["centre_id"])[0] == 404
    assert begin(helper, round="x")[0] == 404


def test_without_open_rounds_it_says_so(helper: Pages) -> None:
    with helper.world.store.write() as connection:
        connection.exec_driver_sql("UPDATE round SET closes_on = '2026-01-01'")
    assert "No round is open now that residents answer." in helper.open(PATH)
