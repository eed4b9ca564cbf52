"""A small world to test in: one centre, two rounds, a tablet, a link, and ways to answer."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from survey.channels import Channel, new_device_token, secret_hash
from survey.clock import Clock
from survey.intake.accept import Delivery, Intake, Receipt
from survey.intake.tombstones import TombstoneKey
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import freeze
from survey.sealing_keys import SealingKeys
from survey.store.channel_queries import find_channel
from survey.store.engine import Store
from survey.store.setup_queries import (
    Asking,
    add_centre,
    add_codes,
    add_device,
    add_link,
    add_round,
    links,
)
from survey.store.versions import KnownVersion, Versions, store_version
from survey.voices import Perspective, Voice

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEY = TombstoneKey(b"t" * 32)
NO_KEYS = SealingKeys(Path(os.devnull) / "keys")


def one_of_each_kind() -> Questionnaire:
    """A questionnaire that holds a question of every kind, a condition and a scale."""
    return Questionnaire.model_validate(
        {
            "key": "every_kind",
            "title": {"da": "Alle slags", "en": "Every kind"},
            "purpose": {"da": "Vi prøver alt. Tak.", "en": "We try everything. Thanks."},
            "languages": ["da", "en"],
            "voices": ["resident", "resident_assisted", "relative"],
            "wordings": ["self", "as_resident"],
            "questions": [
                {"key": "hello", "kind": "info", "text": {"da": "Hej.", "en": "Hello."}},
                {"key": "matters", "kind": "text", "text": _both("Hvad betyder mest?")},
                {
                    "key": "needs",
                    "kind": "pick",
                    "at_most": 2,
                    "measure": "need",
                    "none_of_these": "nothing",
                    "text": _both("Hvad har du brug for?"),
                    "options": [_option(k) for k in ("company", "music", "walks", "nothing")],
                },
                {
                    "key": "enough",
                    "kind": "scale",
                    "measure": "enough",
                    "text": _both("Får du nok selskab?"),
                    "simple": {"text": _both("Er det nok?")},
                    "steps": [_option(k) for k in ("enough", "little", "none")],
                },
                {
                    "key": "again",
                    "kind": "yes_no",
                    "text": _both("Vil du være med igen?"),
                    "sensitive": True,
                },
                {
                    "key": "where",
                    "kind": "choice",
                    "text": _both("Hvor vil du helst være?"),
                    "options": [_option(k) for k in ("garden", "lounge")],
                    "offer_not_relevant": True,
                    "ask_if": [{"question": "again", "answers": ["yes"]}],
                },
                {
                    "key": "barriers",
                    "kind": "choices",
                    "text": _both("Hvad kom i vejen?"),
                    "options": [_option(k) for k in ("tired", "late", "lift")],
                },
                {
                    "key": "visits",
                    "kind": "number",
                    "least": 0,
                    "most": 31,
                    "text": _both("Hvor mange besøg fik du?"),
                },
            ],
            "scales": [
                {
                    "key": "mood",
                    "name": "Mood",
                    "items": ["enough", "again"],
                    "licence_note": "own",
                    "item_points": {
                        "enough": {"enough": 2, "little": 1, "none": 0},
                        "again": {"yes": 1, "no": 0},
                    },
                    "points": {},
                },
            ],
        }
    )


def _both(danish: str) -> dict[str, Any]:
    return {
        "self": {"da": danish, "en": danish},
        "as_resident": {"da": f"Beboeren: {danish}", "en": f"Resident: {danish}"},
    }


def _option(key: str) -> dict[str, Any]:
    return {"key": key, "label": {"da": key.capitalize(), "en": key.capitalize()}}


EVERY_ANSWER: dict[str, dict[str, Any]] = {
    "matters": {"status": "answered", "value": "At synge <b>sammen</b> = glæde"},
    "needs": {"status": "answered", "value": ["music", "company"]},
    "enough": {"status": "answered", "value": "little"},
    "again": {"status": "answered", "value": "yes"},
    "where": {"status": "answered", "value": "garden"},
    "barriers": {"status": "answered", "value": ["tired"]},
    "visits": {"status": "answered", "value": 3},
}


@dataclass(frozen=True)
class World:
    """The cast. `device_token` and `link_code` are what a tablet and a relative hold."""

    store: Store
    clock: Clock
    versions: Versions
    intake: Intake
    version: KnownVersion
    centre_id: int
    round_id: int
    device_token: str
    link_code: str

    @property
    def today(self) -> date:
        return self.clock.today()

    def channel(self, token: str, round_id: int | None = None) -> Channel:
        """The channel `token` opens."""
        with self.store.read() as connection:
            channel = find_channel(connection, token, round_id)
        assert channel
        return channel

    def submission(self, **changes: Any) -> dict[str, Any]:
        """A whole submission from the tablet; `changes` replace its parts."""
        return {
            "envelope_version": 1,
            "round": self.round_id,
            "version": self.version.hash,
            "language": "da",
            "respondent": {
                "voice": "resident",
                "perspective": "self",
                "mode": "alone",
                "helper": None,
            },
            "display": {"text_size": "large", "screen": "kiosk"},
            "outcome": "finished",
            "day": self.today.isoformat(),
            "answers": EVERY_ANSWER,
            **changes,
        }

    def deliver(
        self, submission: dict[str, Any], id_: str | None = None, token: str | None = None
    ) -> Receipt:
        """Send a submission through the tablet, or through `token`."""
        return self.deliver_on(self.today, submission, id_, token)

    def deliver_on(
        self,
        today: date,
        submission: dict[str, Any],
        id_: str | None = None,
        token: str | None = None,
    ) -> Receipt:
        """The same on another day."""
        channel = self.channel(token or self.device_token, submission.get("round"))
        return self.deliver_through(channel, submission, id_, today)

    def deliver_through(
        self,
        channel: Channel,
        submission: dict[str, Any],
        id_: str | None = None,
        today: date | None = None,
    ) -> Receipt:
        """The same through a channel as a test has it."""
        body = json.dumps(submission, sort_keys=True).encode()
        id_ = id_ or secrets.token_hex(16)
        return self.intake.accept(Delivery(id_, body, submission, channel, today or self.today))


def relatives_answer(world: World, **changes: Any) -> dict[str, Any]:
    """A whole submission from behind a link."""
    respondent = {"voice": "relative", "perspective": "as_resident"}
    return world.submission(respondent=respondent, **changes)


def make_codes(world: World, count: int) -> list[str]:
    """Codes that work once, of a new personal link for relatives."""
    with world.store.session() as session:
        add_link(session, world.round_id, world.centre_id, Voice.RELATIVE, is_personal=True)
        return add_codes(session, links(session)[-1].id, count)


def make_world(store: Store, now: datetime) -> World:
    """The cast in `store`, on the day of `now`."""
    clock = Clock(ZoneInfo("Europe/Copenhagen"), lambda: now)
    versions = Versions(store)
    version, _ = store_version(store, freeze(one_of_each_kind()), clock.today())
    token = new_device_token()
    with store.session() as session:
        centre = add_centre(session, "Solsikken", ["Eg", "Birk"])
        asking = Asking(
            version.id,
            {
                Voice.RESIDENT: [Perspective.SELF],
                Voice.RELATIVE: [Perspective.AS_RESIDENT],
            },
            clock.today(),
            clock.today() + timedelta(days=14),
        )
        round_ = add_round(session, asking, [centre.id])
        code = add_link(session, round_.id, centre.id, Voice.RELATIVE)
        device = add_device(session, centre.id, "Tablet 1")
        device.token_hash = secret_hash(token)
        return World(
            store,
            clock,
            versions,
            Intake(store, versions, KEY, NO_KEYS),
            version,
            centre.id,
            round_.id,
            token,
            code,
        )
