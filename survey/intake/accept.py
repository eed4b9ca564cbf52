"""Accept once: store, count and commit a submission in one transaction, then answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from survey.channels import Channel, ChannelKind, OpenRound
from survey.intake.crowding import Flag
from survey.intake.promises import promise_made
from survey.intake.sealing import is_sealed, open_sealed
from survey.intake.submission import (
    CheckedAnswers,
    Submission,
    Unfit,
    check_answers,
    read_submission,
)
from survey.intake.tombstones import TombstoneKey
from survey.sealing_keys import SealingKeys
from survey.store import intake_queries
from survey.store.engine import Store
from survey.store.versions import KnownVersion, Versions
from survey.tally import NO_UNIT, Cell, Place, cells_of
from survey.visits import Told, Visit, visit_of
from survey.voices import Mode, voice_heard
from survey.words.given import Words

CONFLICT = "conflict"
"""Why other content under a known id is in quarantine."""
CODE_USED = "code_used"
"""Why another answer from a code that works once is."""


class Result(StrEnum):
    """What became of a submission, with the HTTP status that says so."""

    STORED = "stored"
    ALREADY_STORED = "already_stored"
    QUARANTINED = "quarantined"
    CONFLICT = "conflict"
    ERASED = "erased"

    @property
    def status(self) -> int:
        return STATUS[self]


STATUS = {
    Result.STORED: 201,
    Result.ALREADY_STORED: 200,
    Result.QUARANTINED: 202,
    Result.CONFLICT: 409,
    Result.ERASED: 410,
}


@dataclass(frozen=True)
class Receipt:
    """The answer to a client: it may forget what it sent only on this echo."""

    id: str
    sha256: str
    result: Result
    reason: str = ""

    def body(self) -> dict[str, str]:
        """The JSON body of the reply."""
        said = {"id": self.id, "sha256": self.sha256, "result": self.result.value}
        return said | ({"reason": self.reason} if self.reason else {})


@dataclass(frozen=True)
class Delivery:
    """What arrived: the id it was sent under, the bytes and what they say, and the channel.

    `given` is the submission, or the envelope it is sealed in. `flag` says that it came in a crowd.
    """

    id: str
    body: bytes
    given: dict[str, Any]
    channel: Channel
    today: date
    flag: Flag | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes that were sent, in hex."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Fitting:
    """A submission that fits: everything the transaction writes, worked out before it begins."""

    row: dict[str, Any]
    words: dict[str, Words]
    place: Place
    cells: list[Cell]
    visit: Visit | None = None


class NotKept(Exception):
    """Nothing of this transaction may stay: the id is known, or the code was used before."""


@dataclass(frozen=True)
class Intake:
    """The way in. Safe to share between threads."""

    store: Store
    versions: Versions
    tombstones: TombstoneKey
    keys: SealingKeys

    def accept(self, delivery: Delivery) -> Receipt:
        """Keep `delivery` exactly once and say what became of it.

        When this returns, the outcome is on disk.
        """
        try:
            fitting = self.fit(delivery)
        except Unfit as fault:
            return self._put_aside(delivery, fault)
        try:
            with self.store.write() as connection:
                if not self.keep(connection, delivery, fitting):
                    raise NotKept
        except NotKept:
            return self._seen_before(delivery)
        return _receipt(delivery, Result.STORED)

    def fit(self, delivery: Delivery) -> Fitting:
        """What would be written for `delivery`. Raises `Unfit`; nothing is changed."""
        return self._fit(delivery, read_submission(self._opened(delivery)))

    def keep(self, connection: Connection, delivery: Delivery, fitting: Fitting) -> bool:
        """Store, count and tick within a transaction; False when its id is stored or erased, or
        its code was used: with a code, nothing of the transaction may stay then."""
        single_use = delivery.channel.single_use
        keeping = intake_queries.Keeping(
            fitting.row,
            self.tombstones.hash(delivery.id),
            fitting.place,
            fitting.cells,
            fitting.words,
            delivery.channel.kind is ChannelKind.DEVICE,
            delivery.channel.id,
            single_use.code_hash if single_use else None,
            fitting.visit,
        )
        return intake_queries.keep(connection, keeping)

    def _opened(self, delivery: Delivery) -> Mapping[str, Any]:
        if is_sealed(delivery.given):
            return open_sealed(self.keys, delivery.id, delivery.given)
        return delivery.given

    def _fit(self, delivery: Delivery, submission: Submission) -> Fitting:
        version = self.versions.find(submission.version)
        if version is None:
            raise Unfit("unknown_version", submission.version)
        round_ = _check_round(delivery, submission, version)
        answers = check_answers(version.questionnaire, submission.answers)
        return _fitting(delivery, submission, version, round_, answers)

    def _put_aside(self, delivery: Delivery, fault: Unfit) -> Receipt:
        with self.store.write() as connection:
            known = self._if_known(connection, delivery)
            if known:
                return known
            if _quarantine(connection, delivery, fault):
                _tick(connection, delivery.channel)
        return _receipt(delivery, Result.QUARANTINED, fault.reason)

    def _seen_before(self, delivery: Delivery) -> Receipt:
        """The receipt for what was not kept: sent before, or through a code that has been used."""
        if delivery.channel.single_use:
            return self._put_aside(delivery, Unfit(CODE_USED))
        with self.store.write() as connection:
            known = self._if_known(connection, delivery)
        if known is None:
            raise RuntimeError("a response was neither new nor known")
        return known

    def _if_known(self, connection: Connection, delivery: Delivery) -> Receipt | None:
        """The receipt for an id that was stored or erased before, else None."""
        stored = intake_queries.stored_digest(connection, delivery.id)
        if stored == delivery.digest:
            return _receipt(delivery, Result.ALREADY_STORED)
        if stored is not None:
            # No tick: it is told to the client as refused, who counts it among what it set aside.
            _quarantine(connection, delivery, Unfit(CONFLICT))
            return _receipt(delivery, Result.CONFLICT, "other_content")
        if intake_queries.is_erased(connection, self.tombstones.hash(delivery.id)):
            return _receipt(delivery, Result.ERASED)
        return None


def _check_round(delivery: Delivery, submission: Submission, version: KnownVersion) -> OpenRound:
    round_ = delivery.channel.round
    if round_ is None or submission.round not in (None, round_.id):
        raise Unfit("round_not_here", str(submission.round))
    if version.questionnaire.key != round_.questionnaire_key:
        raise Unfit("version_not_in_round", submission.version)
    if submission.language not in version.questionnaire.languages:
        raise Unfit("unknown_language", submission.language)
    if not round_.accepts(submission.day, delivery.today):
        raise Unfit("after_closing", submission.day.isoformat())
    return round_


def _fitting(
    delivery: Delivery,
    submission: Submission,
    version: KnownVersion,
    round_: OpenRound,
    answers: CheckedAnswers,
) -> Fitting:
    channel, respondent = delivery.channel, submission.respondent
    voice = channel.voice or respondent.voice
    if voice is None or respondent.voice not in (None, voice):
        raise Unfit("voice", str(respondent.voice))
    voice = voice_heard(voice, respondent.mode or Mode.ALONE)
    if not round_.takes(voice, respondent.perspective):
        raise Unfit("voice", f"{voice} {respondent.perspective}")
    place = Place(
        round_.id,
        version.id,
        channel.centre_id,
        channel.unit_id or NO_UNIT,
        voice.value,
        respondent.perspective.value,
    )
    cells = cells_of(
        version.questionnaire,
        answers.closed,
        submission.outcome,
        respondent.mode,
        respondent.helper,
        respondent.contact,
    )
    visit = _visit(delivery, submission) if version.questionnaire.pulse else None
    row = _row(delivery, submission, place, answers) | _visit_columns(channel, visit)
    return Fitting(row, answers.words, place, cells, visit)


def _visit(delivery: Delivery, submission: Submission) -> Visit | None:
    said = submission.visit
    told = Told(submission.day, said.weekday, said.part) if said else Told(submission.day)
    return visit_of(delivery.channel, told, delivery.today)


def _visit_columns(channel: Channel, visit: Visit | None) -> dict[str, Any]:
    return {
        "partner_id": channel.partner_id,
        "visit_day": visit and visit.day,
        "visit_part": visit and visit.part,
    }


def _row(
    delivery: Delivery, submission: Submission, place: Place, answers: CheckedAnswers
) -> dict[str, Any]:
    respondent = submission.respondent
    return {
        "id": delivery.id,
        "digest": delivery.digest,
        "round_id": place.round_id,
        "version_id": place.version_id,
        "centre_id": place.centre_id,
        "unit_id": delivery.channel.unit_id,
        "voice": place.voice,
        "perspective": place.perspective,
        "mode": respondent.mode and respondent.mode.value,
        "helper": respondent.helper and respondent.helper.value,
        "contact": respondent.contact and respondent.contact.value,
        "flag": delivery.flag and delivery.flag.value,
        "language": submission.language,
        "outcome": submission.outcome.value,
        "day": min(submission.day, delivery.today),
        "display": submission.display | promise_made(delivery.channel),
        "answers": answers.closed,
    }


def _tick(connection: Connection, channel: Channel) -> None:
    intake_queries.count_received(connection, channel.kind is ChannelKind.DEVICE, channel.id)


def _quarantine(connection: Connection, delivery: Delivery, fault: Unfit) -> bool:
    """Put it aside; False when the very same is there already."""
    return intake_queries.insert_quarantine(
        connection,
        {
            "submission_id": delivery.id,
            "digest": delivery.digest,
            "channel": delivery.channel.kind.value,
            "channel_id": delivery.channel.id,
            "unit_id": delivery.channel.unit_id,
            "reason": fault.reason,
            "detail": fault.told(),
            "body": delivery.body,
            "day": delivery.today,
        },
    )


def _receipt(delivery: Delivery, result: Result, reason: str = "") -> Receipt:
    return Receipt(delivery.id, delivery.digest, result, reason)
