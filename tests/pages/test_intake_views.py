"""`PUT /responses/<id>` as a client sees it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from survey.intake.accept import Intake
from survey.store.tables import Device, Response
from tests.statements import counted
from tests.visiting import Pages

ID = "0123456789abcdef0123456789abcdef"


def put(pages: Pages, body: bytes | None = None, id_: str = ID, **headers: str) -> TestResponse:
    """Deliver `body`, else a whole submission from the tablet."""
    sent = json.dumps(pages.world.submission()).encode() if body is None else body
    given = {"Authorization": f"Bearer {pages.world.device_token}", **headers}
    return pages.client.put(
        f"/responses/{id_}", data=sent, headers=given, content_type="application/json"
    )


def test_it_answers_with_an_echo(pages: Pages) -> None:
    body = json.dumps(pages.world.submission()).encode()
    first, again = put(pages, body), put(pages, body)
    assert (first.status_code, again.status_code) == (201, 200)
    digest = hashlib.sha256(body).hexdigest()
    assert first.json == {"id": ID, "sha256": digest, "result": "stored"}
    assert again.json == {"id": ID, "sha256": digest, "result": "already_stored"}


def test_other_content_is_a_conflict(pages: Pages) -> None:
    put(pages)
    other = put(pages, json.dumps(pages.world.submission(outcome="stopped")).encode())
    assert other.status_code == 409
    assert other.json["id"] == ID  # type: ignore[index] # JSON


def test_what_does_not_fit_is_taken_all_the_same(pages: Pages) -> None:
    answer = put(pages, b'{"envelope_version": 9, "sealed": "?"}')
    assert answer.status_code == 202
    assert answer.json["reason"] == "envelope_version"  # type: ignore[index] # JSON


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_json_object_is_malformed(pages: Pages, body: bytes) -> None:
    answer = put(pages, body)
    assert (answer.status_code, reason(answer)) == (400, "malformed")


@pytest.mark.parametrize("id_", ["1", "g" * 32, "A" * 32, ID + "0"])
def test_an_id_has_32_digits(pages: Pages, id_: str) -> None:
    answer = put(pages, id_=id_)
    assert (answer.status_code, reason(answer)) == (400, "malformed")


def test_a_body_that_is_too_large_is_refused_with_a_reason(pages: Pages) -> None:
    answer = put(pages, b'{"x": "' + b"x" * 300_000 + b'"}')
    assert (answer.status_code, reason(answer)) == (413, "too_large")


def test_another_kind_of_body_is_refused_with_a_reason(pages: Pages) -> None:
    answer = pages.client.put(
        f"/responses/{ID}",
        data=b"{}",
        headers={"Authorization": f"Bearer {pages.world.device_token}"},
        content_type="text/plain",
    )
    assert (answer.status_code, reason(answer)) == (415, "media_type")


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer nonsense", "Basic abc", "Bearer t-x"])
def test_without_a_known_token_nothing_is_taken(pages: Pages, token: str) -> None:
    answer = put(pages, Authorization=token)
    assert (answer.status_code, reason(answer)) == (401, "unknown_token")


def test_a_revoked_tablet_is_told(pages: Pages) -> None:
    with pages.world.store.write() as connection:
        connection.execute(update(Device).values(revoked_on=pages.world.today))
    answer = put(pages)
    assert (answer.status_code, reason(answer)) == (403, "revoked")


def test_another_method_is_told_as_json(pages: Pages) -> None:
    answer = pages.client.post(f"/responses/{ID}", json={})
    assert (answer.status_code, reason(answer)) == (405, "method_not_allowed")


def test_a_database_that_is_away_says_when_to_come_back(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: Intake, _delivery: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(Intake, "accept", away)
    answer = put(pages)
    assert (answer.status_code, reason(answer)) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("round_id", [True, "1", -1, 2**40, 1.5, None, {"a": 1}])
def test_a_strange_round_is_kept_aside(pages: Pages, round_id: object) -> None:
    answer = put(pages, json.dumps(pages.world.submission(round=round_id)).encode())
    assert answer.status_code == 202


def test_a_submission_costs_five_statements(pages: Pages) -> None:
    put(pages)
    with counted(pages.client.application.extensions["lydhoer"].store) as said:
        put(pages, id_="f" * 32)
    assert len(said) <= 5, said


def test_the_day_is_kept_and_never_the_future(pages: Pages) -> None:
    put(pages, json.dumps(pages.world.submission(day="2035-01-01")).encode())
    with pages.world.store.read() as connection:
        assert connection.scalar(select(Response.day)) == pages.world.today


def reason(answer: TestResponse) -> Any:
    """Why a machine was refused."""
    assert answer.mimetype == "application/json"
    said = answer.get_json()
    assert said["message"]
    return said["error"]
