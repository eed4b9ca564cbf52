"""A tablet tells of itself: what is taken, what is refused, and what the sum says then."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.logs import JsonLines
from survey.services import NAME
from survey.store.ledger_queries import all_tablets
from survey.store.tables import DeviceLedger
from tests.statements import counted
from tests.visiting import Pages

GOOD: dict[str, Any] = {
    "ledger": "0123456789abcdef" * 2,
    "made": 20,
    "carried": 0,
    "waiting": 0,
    "aside": 0,
    "storage": "kept",
    "installed": True,
    "has_room": True,
    "version": "0.1.0",
}


def tell(pages: Pages, body: Any, token: str | None = None) -> TestResponse:
    headers = {"Authorization": f"Bearer {token or pages.world.device_token}"}
    return pages.client.post("/k/ledger", json=body, headers=headers)


def kept(pages: Pages) -> list[Any]:
    with pages.world.store.read() as connection:
        return list(connection.execute(select(DeviceLedger)))


def test_three_of_twenty_that_never_arrive_are_missing(pages: Pages) -> None:
    world = pages.world
    for _ in range(17):
        world.deliver(world.submission())
    answer = tell(pages, GOOD)
    assert (answer.status_code, answer.data) == (204, b"")
    with world.store.read() as connection:
        (tablet,) = all_tablets(connection)
    assert tablet.gap.missing == 3
    (row,) = kept(pages)
    assert (row.device_id, row.told_on) == (tablet.id, world.today)


BAD: dict[str, dict[str, Any]] = {
    "a ledger in capitals": {"ledger": "0123456789ABCDEF" * 2},
    "a short ledger": {"ledger": "0123"},
    "a line break after the ledger": {"ledger": GOOD["ledger"] + "\n"},
    "less than nothing": {"made": -1},
    "more than a database holds": {"waiting": 2**31},
    "a number as text": {"aside": "1"},
    "a broken number": {"carried": 1.0},
    "true for one": {"made": True},
    "a storage nobody knows": {"storage": "perhaps"},
    "one for true": {"installed": 1},
    "nothing for true": {"has_room": None},
    "a long version": {"version": "1" * 41},
    "a version that rings": {"version": "1\x07"},
    "a field more": {"token": "t-1"},
}


@pytest.mark.parametrize("what", BAD)
def test_what_does_not_fit_is_refused_with_a_reason(pages: Pages, what: str) -> None:
    answer = tell(pages, GOOD | BAD[what])
    assert (answer.status_code, answer.get_json()["error"]) == (400, "malformed")
    assert kept(pages) == []


@pytest.mark.parametrize("name", GOOD)
def test_every_field_is_needed(pages: Pages, name: str) -> None:
    assert tell(pages, {n: v for n, v in GOOD.items() if n != name}).status_code == 400


@pytest.mark.parametrize("body", [None, [], "x", {}, 1])
def test_what_is_no_object_is_refused(pages: Pages, body: Any) -> None:
    assert tell(pages, body).status_code == 400


def test_the_largest_number_fits(pages: Pages) -> None:
    largest = 2**31 - 1
    assert tell(pages, GOOD | {"made": largest, "waiting": largest}).status_code == 204


def test_a_link_has_no_ledger(pages: Pages) -> None:
    for token in (pages.world.link_code, "t-nonsense"):
        assert tell(pages, GOOD, token).status_code == 401
    assert kept(pages) == []


def test_telling_leaves_no_line_in_the_log(pages: Pages) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("lydhoer")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        tell(pages, GOOD)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    assert written.getvalue() == ""


def test_telling_costs_three_statements(pages: Pages) -> None:
    with counted(pages.client.application.extensions[NAME].store) as said:
        tell(pages, GOOD)
    assert len(said) <= 3, said
