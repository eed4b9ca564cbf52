"""Tablets and servers of different age: an old questionnaire, a closed round, a newer envelope."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app import create_app
from config import Settings
from survey.channels import LATE_DAYS
from survey.intake import sealing, submission
from survey.intake.again import Fate, Tried, try_again
from survey.intake.sealing import MEDIA_TYPE, Sealed, seal
from survey.intake.submission import Submission
from survey.questionnaire.versions import freeze
from survey.services import NAME, Services
from survey.store.staff_queries import new_sign_in_link
from survey.store.tables import Quarantine, Response, Round
from survey.store.tally_check import verify_tally
from survey.store.versions import KnownVersion, store_version
from tests.visiting import Pages, make_ready
from tests.world import EVERY_ANSWER, NOW, World, make_world, one_of_each_kind

OLD, NEW = 6, 7
"""How many answer each edition: enough to be shown."""


@dataclass
class Years:
    """A served instance whose days go by as the test says."""

    settings: Settings
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.app = create_app(self.settings, lambda: self.now)
        self.app.testing = True
        self.parts: Services = self.app.extensions[NAME]
        self.world: World = make_world(self.parts.store, NOW)
        self.pages = Pages(self.world, self.app.test_client())

    def envelope(self, id_: str, version: KnownVersion | None = None, **inside: Any) -> bytes:
        """An answer given today, sealed as it waits on a tablet."""
        given = self.world.submission(day=self.now.date().isoformat())
        outside = {
            "round": self.world.round_id,
            "version": (version or self.world.version).hash,
        }
        content = json.dumps(given | outside | inside).encode()
        return json.dumps(seal(self.parts.keys.newest(), id_, content, **outside)).encode()

    def send(self, id_: str, body: bytes) -> TestResponse:
        token = {"Authorization": f"Bearer {self.world.device_token}"}
        to = f"/responses/{id_}"
        return self.pages.client.put(to, data=body, headers=token, content_type=MEDIA_TYPE)

    def status(self, id_: str, body: bytes) -> tuple[int, str]:
        answer = self.send(id_, body)
        return answer.status_code, answer.get_json().get("reason", "")

    def kept(self) -> tuple[int, int]:
        """How many are stored, and how many kept aside."""
        with self.world.store.read() as connection:
            stored, aside = (
                connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (Response, Quarantine)
            )
        return stored, aside

    def report(self) -> str:
        """The round's report, in English, as staff read it today."""
        token = new_sign_in_link(self.world.store, "Anna", self.now, make=True)
        make_ready(self.world.store, "Anna")
        csrf = self.pages.csrf(f"/admin/sign-in/link/{token}")
        assert self.pages.client.post(f"/admin/sign-in/link/{token}", data=csrf).status_code == 303
        return self.pages.open(f"/admin/rounds/{self.world.round_id}/report?lang=en")


@pytest.fixture
def years(settings: Settings) -> Iterator[Years]:
    served = Years(settings)
    yield served
    served.parts.store.engine.dispose()


def ids(count: int, letter: str) -> list[str]:
    return [f"{letter}{number:031x}" for number in range(count)]


def publish_another(years: Years) -> KnownVersion:
    """Version 2 of the questionnaire, which the round asks from now on."""
    again = one_of_each_kind()
    questions = tuple(q for q in again.questions if q.key != "barriers")
    frozen = freeze(again.model_copy(update={"questions": questions}))
    newer = store_version(years.world.store, frozen, years.now.date())[0]
    with years.world.store.write() as connection:
        connection.execute(update(Round).values(version_id=newer.id))
    return newer


def close(years: Years) -> None:
    """Close the round today: it is asked no more from tomorrow on."""
    with years.world.store.write() as connection:
        connection.execute(update(Round).values(closes_on=years.now.date()))


def test_what_waited_for_half_a_year_arrives_beside_the_new_edition(years: Years) -> None:
    waiting = {id_: years.envelope(id_) for id_ in ids(OLD, "a")}
    too_late = years.envelope("c" * 32)
    newer = publish_another(years)
    for id_ in ids(NEW, "b"):
        answers = {key: said for key, said in EVERY_ANSWER.items() if key != "barriers"}
        body = years.envelope(id_, newer, answers=answers)
        assert years.status(id_, body) == (201, "")
    close(years)
    years.parts.keys.add()
    years.now += timedelta(days=LATE_DAYS)
    begun_after = years.envelope("d" * 32)
    assert years.status("d" * 32, begun_after) == (202, "after_closing")
    for status in (201, 200):
        assert {years.send(id_, body).status_code for id_, body in waiting.items()} == {status}
    years.now += timedelta(days=1)
    assert years.status("c" * 32, too_late) == (202, "after_closing")
    assert years.kept() == (OLD + NEW, 2)
    assert list(verify_tally(years.world.store, years.world.versions)) == []
    said = years.report()
    own, older = said.split("edition 1")
    assert f"{NEW} heard." in own
    assert f"{OLD} heard." in older
    assert "Hvad kom i vejen?" in older
    assert "Hvad kom i vejen?" not in own


def raise_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next release: it reads version 2 of the envelope and of the seal besides."""

    class NewSubmission(Submission):
        envelope_version: Literal[1, 2]  # type: ignore[assignment] # wider on purpose

    class NewSealed(Sealed):
        sealed_version: Literal[1, 2]  # type: ignore[assignment] # wider on purpose

    monkeypatch.setattr(submission, "ENVELOPE_VERSION", 2)
    monkeypatch.setattr(submission, "Submission", NewSubmission)
    monkeypatch.setattr(sealing, "SEALED_VERSION", 2)
    monkeypatch.setattr(sealing, "Sealed", NewSealed)


ENVELOPE, SEAL = "1" * 32, "2" * 32


def test_a_newer_tablets_answers_wait_for_the_newer_release(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = years.world.submission(envelope_version=2)
    with monkeypatch.context() as tablet:
        raise_release(tablet)
        sealed = years.envelope(SEAL, envelope_version=2)
    came = [(ENVELOPE, json.dumps(plain).encode()), (SEAL, sealed)]
    for _ in range(2):
        assert [years.status(*one) for one in came] == [
            (202, "envelope_version"),
            (202, "sealed_version"),
        ]
    old = list(try_again(years.parts.intake))
    assert [one.fate for one in old] == [Fate.STAYS, Fate.STAYS]
    assert years.kept() == (0, 2)
    with monkeypatch.context() as server:
        raise_release(server)
        assert list(try_again(years.parts.intake)) == [
            Tried("envelope_version", Fate.STORED),
            Tried("sealed_version", Fate.STORED),
        ]
        assert [years.send(*one).status_code for one in came] == [200, 200]
    assert years.kept() == (2, 0)
    assert list(verify_tally(years.world.store, years.world.versions)) == []
