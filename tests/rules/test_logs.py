"""What is logged names nobody: a canary sent every way we know never reaches a log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from survey.logs import FIELDS, JsonLines
from tests.visiting import Pages

CANARY = "kanariefugl-010203-4567"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that our own logger and the others write, as it would be written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("lydhoer")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def visit_everywhere(pages: Pages) -> None:
    """The canary as a code, a token, an answer, an address and a header."""
    headers = {"X-Forwarded-For": CANARY, "User-Agent": CANARY, "Referer": f"http://{CANARY}/"}
    token = {"Authorization": f"Bearer {pages.world.device_token}", **headers}
    words = {"matters": {"status": "answered", "value": CANARY}}
    good = pages.world.submission(answers=words)
    code = pages.world.link_code
    client = pages.client
    client.get(f"/s/{CANARY}?name={CANARY}", headers=headers)
    client.get(f"/s/{code}?name={CANARY}", headers=headers)
    client.post(f"/s/{code}/da/as_resident", data={"q.matters": CANARY}, headers=headers)
    client.put(f"/responses/{'a' * 32}", json=good, headers=token)
    client.put(f"/responses/{'b' * 32}", json={**good, "day": CANARY}, headers=token)
    client.put(f"/responses/{CANARY}", data=CANARY, headers=token)
    client.put(f"/responses/{'c' * 32}", json=good, headers={"Authorization": f"Bearer {CANARY}"})
    client.post("/k/pair", json={"code": CANARY}, headers=headers)
    client.post("/k/pin", json={"pin": CANARY}, headers=token)
    client.post("/k/unit", json={"unit": CANARY}, headers=token)
    client.post("/k/ledger", json={"version": CANARY}, headers=token)
    client.get(f"/admin/sign-in/link/{CANARY}", headers=headers)


def test_no_log_holds_what_somebody_sent(pages: Pages, log: io.StringIO) -> None:
    visit_everywhere(pages)
    said = log.getvalue()
    assert len(said.splitlines()) >= 6
    for secret in (CANARY, pages.world.link_code, pages.world.device_token, "127.0.0.1"):
        assert secret not in said


def test_nobody_can_read_in_the_log_when_somebody_answered(pages: Pages, log: io.StringIO) -> None:
    world, client = pages.world, pages.client
    token = {"Authorization": f"Bearer {world.device_token}"}
    assert client.get("/k/rounds", headers=token).status_code == 200
    assert client.get(f"/s/{world.link_code}").status_code == 200
    assert client.post(f"/s/{world.link_code}/da/as_resident", data={}).status_code == 303
    stored = client.put(f"/responses/{'a' * 32}", json=world.submission(), headers=token)
    assert stored.status_code == 201
    assert log.getvalue() == ""
    assert client.get("/s/nowhere").status_code == 404
    assert json.loads(log.getvalue().splitlines()[0])["route"] == "/s/<code>"


def test_every_line_is_json_with_known_fields(pages: Pages, log: io.StringIO) -> None:
    visit_everywhere(pages)
    for line in log.getvalue().splitlines():
        told = json.loads(line)
        assert set(told) <= {"at", "level", "event", "fault", *FIELDS}
        assert told["at"].endswith("Z")


def test_a_fault_is_logged_without_its_words(
    pages: Pages,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("survey.pages.link_views._find", fail)
    page = pages.open(f"/s/{CANARY}", 500)
    assert "prøv igen" in page
    assert "ValueError at test_logs.py" in log.getvalue()
    assert CANARY not in log.getvalue()
    assert CANARY not in page
