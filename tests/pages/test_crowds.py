"""What comes too thick through an open link: stored, counted, flagged, and no word to the sender."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from survey.intake.accept import Intake
from survey.intake.crowding import MOST_PER_ADDRESS
from survey.services import NAME
from survey.store.tables import Link, Response
from survey.store.tally_check import verify_tally
from tests.statements import counted
from tests.visiting import Pages
from tests.world import make_codes, relatives_answer

MORE = 3
ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def within_one_hour(pages: Pages) -> None:
    """However slow the machine is, no new hour begins in the middle of a test."""
    pages.client.application.extensions[NAME].crowding.now = lambda: 0.0


def send(pages: Pages, token: str, **how: object) -> TestResponse:
    """Send an answer through a link."""
    headers = {"Authorization": f"Bearer {token}", **how}
    return pages.client.put(
        f"/responses/{secrets.token_hex(16)}",
        json=relatives_answer(pages.world),
        headers=headers,
    )


def flags(pages: Pages) -> Counter[str | None]:
    with pages.world.store.read() as connection:
        return Counter(connection.scalars(select(Response.flag)))


def flagged(pages: Pages) -> tuple[int, int]:
    """How many came through the link, and how many of them were flagged."""
    with pages.world.store.read() as connection:
        row = connection.execute(select(Link.received, Link.flagged)).one()
        return row.received, row.flagged


def test_a_burst_is_stored_and_flagged_and_looks_the_same_to_the_sender(pages: Pages) -> None:
    code = pages.world.link_code
    first, *_, last = [send(pages, code) for _ in range(MOST_PER_ADDRESS + MORE)]
    assert first.status_code == last.status_code == 201
    assert set(first.headers.keys()) == set(last.headers.keys())
    assert first.json
    assert last.json
    assert first.json.keys() == last.json.keys()
    assert flags(pages) == {None: MOST_PER_ADDRESS, "crowded_address": MORE}
    assert flagged(pages) == (MOST_PER_ADDRESS + MORE, MORE)
    assert list(verify_tally(pages.world.store, pages.world.versions)) == []


def test_the_plain_form_is_counted_too(pages: Pages) -> None:
    for number in range(MOST_PER_ADDRESS + MORE):
        way = f"/s/{pages.world.link_code}/da/as_resident?id={number:032x}"
        assert pages.client.post(way, data={}).status_code == 303
    assert flags(pages)["crowded_address"] == MORE


def test_what_is_sent_again_is_one_answer(pages: Pages) -> None:
    token = {"Authorization": f"Bearer {pages.world.link_code}"}
    answer = relatives_answer(pages.world)
    for _ in range(2 * MOST_PER_ADDRESS):
        pages.client.put(f"/responses/{'a' * 32}", json=answer, headers=token)
    assert send(pages, pages.world.link_code).status_code == 201
    assert flags(pages) == {None: 2}


def test_what_could_not_be_kept_counts_for_nothing(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: Intake, _delivery: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with monkeypatch.context() as broken:
        broken.setattr(Intake, "accept", away)
        for _ in range(2 * MOST_PER_ADDRESS):
            assert send(pages, pages.world.link_code).status_code == 503
    assert send(pages, pages.world.link_code).status_code == 201
    assert flags(pages) == {None: 1}


def test_a_claimed_address_changes_nothing(pages: Pages) -> None:
    for number in range(MOST_PER_ADDRESS + MORE):
        send(pages, pages.world.link_code, **{"X-Forwarded-For": f"198.51.{number}.1"})
    assert flags(pages)["crowded_address"] == MORE


def test_tablets_and_personal_codes_are_never_flagged(pages: Pages) -> None:
    for code in make_codes(pages.world, MOST_PER_ADDRESS + MORE):
        assert send(pages, code).status_code == 201
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    for _ in range(MOST_PER_ADDRESS + MORE):
        path = f"/responses/{secrets.token_hex(16)}"
        pages.client.put(path, json=pages.world.submission(), headers=token)
    assert flags(pages) == {None: 2 * (MOST_PER_ADDRESS + MORE)}


def test_a_flagged_one_costs_no_statement_more(pages: Pages) -> None:
    store = pages.client.application.extensions[NAME].store
    send(pages, pages.world.link_code)
    with counted(store) as calm:
        send(pages, pages.world.link_code)
    for _ in range(MOST_PER_ADDRESS):
        send(pages, pages.world.link_code)
    with counted(store) as crowded:
        send(pages, pages.world.link_code)
    assert len(crowded) == len(calm) <= 5


@pytest.fixture
def behind(pages: Pages) -> Pages:
    """The same behind one proxy of ours."""
    parts = pages.client.application.extensions
    settings = parts[NAME].settings.model_copy(update={"trusted_proxies": 1})
    parts[NAME] = replace(parts[NAME], settings=settings)
    return pages


def test_behind_a_proxy_the_address_it_adds_counts(behind: Pages) -> None:
    code = behind.world.link_code
    for number in range(MOST_PER_ADDRESS + MORE):
        send(behind, code, **{"X-Forwarded-For": f"10.{number}.0.1, {ADDRESS}"})
    assert flags(behind)["crowded_address"] == MORE
    for number in range(MORE):
        send(behind, code, **{"X-Forwarded-For": f"{ADDRESS}, 10.{number}.0.1"})
    assert flags(behind)["crowded_address"] == MORE


def test_staff_are_told_how_many_want_a_look(pages: Pages) -> None:
    run = pages.client.application.test_cli_runner()
    assert "in a crowd" not in run.invoke(args=["link", "list"]).output
    for _ in range(MOST_PER_ADDRESS + MORE):
        send(pages, pages.world.link_code)
    assert f"{MORE} of them in a crowd" in run.invoke(args=["link", "list"]).output
    pages.sign_in()
    assert f"{MORE} svar er kommet tæt efter hinanden" in pages.open("/admin/")
