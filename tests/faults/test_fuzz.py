"""Whatever is sent is answered: stored, kept aside or refused by a status the protocol names."""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import select

from survey.intake.accept import Delivery, Intake, Receipt, Result
from survey.sealing_keys import SealingKeys
from survey.services import NAME
from survey.store.tables import Quarantine, Response
from survey.store.tally_check import verify_tally
from tests.faults.fuzz import Fuzz, Sent
from tests.served import Site
from tests.visiting import Pages
from tests.world import World

Said = tuple[int, Any]
"""A status, and the JSON that came with it; None for none."""
ACCEPTED = {200: "stored", 201: "stored", 202: "aside", 409: "aside"}
REFUSED = {400: "malformed", 413: "too_large", 415: "media_type"}


@dataclass
class Account:
    """What was answered, held against what is kept."""

    wrong: list[str] = field(default_factory=list)
    kept: dict[str, set[tuple[str, str]]] = field(
        default_factory=lambda: {"stored": set(), "aside": set()}
    )
    statuses: Counter[int] = field(default_factory=Counter)

    def note(self, sent: Sent, said: Said) -> None:
        """One answer."""
        status, told = said
        self.statuses[status] += 1
        digest = hashlib.sha256(sent.body).hexdigest()
        if status in ACCEPTED:
            self.kept[ACCEPTED[status]].add((sent.id, digest))
            is_right = isinstance(told, dict) and (told.get("id"), told.get("sha256")) == (
                sent.id, digest,
            )  # fmt: skip
        else:
            is_right = isinstance(told, dict) and told.get("error") == REFUSED.get(status, "-")
        if not is_right:
            self.wrong.append(f"{sent.what}: {status} {told!a}")

    def complaints(self, world: World) -> list[str]:
        """What is not as it should be: an answer, a loss, or something nobody sent."""
        with world.store.read() as connection:
            stored = set(map(tuple, connection.execute(select(Response.id, Response.digest))))
            aside = set(
                map(tuple, connection.execute(select(Quarantine.submission_id, Quarantine.digest)))
            )
        wrong = self.wrong + list(map(str, verify_tally(world.store, world.versions)))
        wrong += [f"lost: {one}" for one in sorted(self.kept["stored"] - stored)]
        wrong += [f"lost from aside: {one}" for one in sorted(self.kept["aside"] - aside)]
        wrong += [f"invented: {one}" for one in sorted(stored - self.kept["stored"])]
        return wrong + [f"refused and kept: {one}" for one in sorted(aside - self.kept["aside"])]


def send_all(world: World, keys: SealingKeys, count: int, send: Callable[[Sent], Said]) -> Account:
    """Send so many requests. The seed is printed with what fails."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    account = Account()
    for sent in Fuzz(world, keys.newest(), Random(seed)).requests(count):
        account.note(sent, send(sent))
    return account


def keys_of(pages: Pages) -> SealingKeys:
    found: SealingKeys = pages.client.application.extensions[NAME].keys
    return found


def in_process(pages: Pages) -> Callable[[Sent], Said]:
    token = {"Authorization": f"Bearer {pages.world.device_token}"}
    pages.client.application.testing = False
    pages.client.application.config["PROPAGATE_EXCEPTIONS"] = False

    def send(sent: Sent) -> Said:
        headers = token | sent.headers
        answer = pages.client.put(f"/responses/{sent.id}", data=sent.body, headers=headers)
        return answer.status_code, answer.get_json(silent=True)

    return send


def over_a_socket(base: str, token: str) -> Callable[[Sent], Said]:
    address = urlsplit(base).netloc

    def send(sent: Sent) -> Said:
        connection = http.client.HTTPConnection(address, timeout=60)
        headers = {"Authorization": f"Bearer {token}"} | sent.headers
        connection.request("PUT", f"/responses/{quote(sent.id)}", sent.body, headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer.status, json.loads(body) if is_json else None

    return send


def assert_sound(account: Account, world: World) -> None:
    assert account.complaints(world) == [], account.statuses
    assert {201, 202, 400, 413, 415} <= set(account.statuses), "every way out was taken"


def test_1000_bodies_are_each_answered_and_none_is_lost(pages: Pages) -> None:
    assert_sound(send_all(pages.world, keys_of(pages), 1000, in_process(pages)), pages.world)


@pytest.mark.long
def test_20000_bodies_are_each_answered_and_none_is_lost(pages: Pages) -> None:
    assert_sound(send_all(pages.world, keys_of(pages), 20_000, in_process(pages)), pages.world)


def test_the_real_server_answers_each_as_well(site: Site, cast: World) -> None:
    keys = SealingKeys(site.instance / "keys" / "sealing")
    send = over_a_socket(site.base, cast.device_token)
    assert_sound(send_all(cast, keys, 120, send), cast)


def lose(_intake: Intake, delivery: Delivery, _fault: Exception) -> Receipt:
    """Says that it is kept aside, and does not."""
    return Receipt(delivery.id, delivery.digest, Result.QUARANTINED, "lost")


def break_down(_intake: Intake, _delivery: Delivery, _fault: Exception) -> Receipt:
    """What does not fit is nobody's business."""
    raise RuntimeError("it breaks down") from None  # what does not fit may not be fit to print


@pytest.mark.parametrize(("weak", "complaint"), [(lose, "lost from aside"), (break_down, "500")])
def test_of_the_test_a_loss_and_a_fault_are_seen(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, weak: Callable[..., Receipt], complaint: str
) -> None:
    monkeypatch.setattr(Intake, "_put_aside", weak)
    account = send_all(pages.world, keys_of(pages), 60, in_process(pages))
    assert any(complaint in one for one in account.complaints(pages.world))
