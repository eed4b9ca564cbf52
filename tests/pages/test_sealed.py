"""Sealed submissions at the way in: opened, counted, or kept aside; never lost, never a fault."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.intake.sealing import MEDIA_TYPE, seal
from survey.sealing_keys import SealingKey, SealingKeys
from survey.services import NAME
from survey.store.tables import Quarantine, Response
from tests.statements import counted
from tests.visiting import Pages

ID = "0123456789abcdef0123456789abcdef"


def keys(pages: Pages) -> SealingKeys:
    found: SealingKeys = pages.client.application.extensions[NAME].keys
    return found


def envelope(pages: Pages, id_: str = ID, key: SealingKey | None = None, **inside: Any) -> Any:
    """A whole submission, sealed as a tablet seals it."""
    given = pages.world.submission(**inside)
    outside = {"round": pages.world.round_id, "version": pages.world.version.hash}
    return seal(key or keys(pages).newest(), id_, json.dumps(given).encode(), **outside)


def put(pages: Pages, body: object, id_: str = ID) -> TestResponse:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    return pages.client.put(f"/responses/{id_}", data=sent, headers=token, content_type=MEDIA_TYPE)


def told(answer: TestResponse) -> tuple[int, str]:
    said: dict[str, str] = answer.get_json()
    return answer.status_code, said.get("reason", said["result"])


def kept(pages: Pages, table: type[Any]) -> int:
    with pages.world.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_it_is_opened_stored_and_counted_once(pages: Pages) -> None:
    sealed = envelope(pages)
    assert [told(put(pages, sealed)) for _ in range(2)] == [
        (201, "stored"),
        (200, "already_stored"),
    ]
    with pages.world.store.read() as connection:
        (answers,) = connection.scalars(select(Response.answers))
    assert answers["visits"] == {"status": "answered", "value": 3}
    assert told(put(pages, envelope(pages))) == (409, "other_content"), "sealed anew is other bytes"


def test_a_tablet_learns_what_to_seal_to(pages: Pages) -> None:
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    sealing = pages.client.get("/k/rounds", headers=token).get_json()["sealing"]
    newest = keys(pages).newest()
    assert sealing["key"] == newest.id
    assert base64.b64decode(sealing["public"]) == newest.public


def test_opening_costs_no_statement_more(pages: Pages) -> None:
    plain, sealed = pages.world.submission(), envelope(pages)
    put(pages, plain, "b" * 32)  # the version is known from now on
    store = pages.client.application.extensions[NAME].store
    with counted(store) as for_plain:
        put(pages, plain, "a" * 32)
    with counted(store) as for_sealed:
        put(pages, sealed)
    assert len(for_sealed) == len(for_plain) <= 5


def other(text: str) -> str:
    """The same length, one letter in the middle another."""
    at = len(text) // 2
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("enc", "cannot_open"),
        ("ciphertext", "cannot_open"),
        ("key", "unknown_key"),
        ("version", "cannot_open"),
    ],
)
def test_a_flipped_letter_anywhere_is_kept_aside(pages: Pages, part: str, reason: str) -> None:
    sealed = envelope(pages)
    assert told(put(pages, sealed | {part: other(sealed[part])})) == (202, reason)
    assert (kept(pages, Response), kept(pages, Quarantine)) == (0, 1)


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "a newer envelope": ({"sealed_version": 2}, "sealed_version"),
    "no cipher text": ({"ciphertext": None}, "envelope"),
    "a field more": ({"more": 1}, "envelope"),
    "no base64": ({"enc": "A"}, "cannot_open"),
    "no point of the curve": ({"enc": "AAAA"}, "cannot_open"),
    "nothing in it": ({"ciphertext": "AA"}, "cannot_open"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_does_not_open_is_kept_aside(pages: Pages, what: str) -> None:
    change, reason = BROKEN[what]
    assert told(put(pages, envelope(pages) | change)) == (202, reason)
    assert kept(pages, Quarantine) == 1


def test_it_opens_under_its_own_id_only(pages: Pages) -> None:
    assert told(put(pages, envelope(pages), "b" * 32)) == (202, "cannot_open")


def test_round_and_version_inside_are_those_outside(pages: Pages) -> None:
    assert told(put(pages, envelope(pages, round=99))) == (202, "sealed_for_another")
    newest = keys(pages).newest()
    outside = {"round": pages.world.round_id, "version": pages.world.version.hash}
    assert told(put(pages, seal(newest, "c" * 32, b"[]", **outside), "c" * 32)) == (
        202, "sealed_content",
    )  # fmt: skip


def test_a_tablet_that_comes_back_late_seals_to_an_old_key(pages: Pages) -> None:
    old = keys(pages).newest()
    keys(pages).add()
    assert told(put(pages, envelope(pages, key=old))) == (201, "stored")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
FIELDS = ["sealed_version", "key", "round", "version", "enc", "ciphertext", "more"]


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_whatever_stands_in_an_envelope_is_answered_and_kept(
    pages: Pages, changes: dict[str, Any]
) -> None:
    id_ = secrets.token_hex(16)
    before = kept(pages, Response) + kept(pages, Quarantine)
    answer = put(pages, envelope(pages, id_) | changes, id_)
    assert answer.status_code in (201, 202), answer.get_data(as_text=True)
    assert kept(pages, Response) + kept(pages, Quarantine) == before + 1


def test_everybody_is_told_what_to_seal_to(pages: Pages) -> None:
    """A phone has no token before it opens a link; the key is public, and never out of date."""
    told = pages.client.get("/responses/key")
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    assert told.json == pages.client.get("/k/rounds", headers=token).get_json()["sealing"]
    assert told.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in told.headers
