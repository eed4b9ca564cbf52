"""Two ways for made-up answers to come in: through the intake, and counted without being kept.

Both take the same answers and leave the same counts, cell by cell.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from survey.demonstration.asking import Sent
from survey.intake.accept import Delivery, Result
from survey.intake.erase import erase
from survey.services import Services
from survey.store.bulk_queries import add_counts
from survey.tally import NO_UNIT, Cell, Place, cells_of
from survey.visits import DayPart, Told, VisitPlace, visit_of
from survey.voices import Mode, Voice, voice_heard


class Sending(Protocol):
    """A way in; `arrived` counts answers, each once."""

    arrived: int

    def send(self, sent: Sent) -> None:
        """Let one answer arrive."""

    def end(self) -> None:
        """Everything of one centre has been sent."""


@dataclass
class ThroughIntake:
    """As clients do: each stored, counted and committed before the next."""

    parts: Services
    arrived: int = 0

    def send(self, sent: Sent) -> None:
        given = sent.submission()
        body = json.dumps(given).encode()
        for _ in range(2 if sent.twice else 1):
            delivery = Delivery(sent.id, body, given, sent.channel, sent.arrives)
            receipt = self.parts.intake.accept(delivery)
            if receipt.result not in {Result.STORED, Result.ALREADY_STORED}:
                raise ValueError(f"made up wrongly: {receipt.result} {receipt.reason}")
        if sent.withdrawn:
            erase(self.parts.store, self.parts.versions, self.parts.intake.tombstones, sent.id)
        self.arrived += 1

    def end(self) -> None:
        """Nothing waits."""


@dataclass
class Counting:
    """Counts only, written for one centre at a time. What comes in rounds that are open today goes
    through the intake, so that those go on like any other."""

    parts: Services
    today: date
    arrived: int = 0
    _open: ThroughIntake = field(init=False)
    _counted: Counter[tuple[Place, Cell]] = field(default_factory=Counter)
    _visits: Counter[tuple[VisitPlace, Cell]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._open = ThroughIntake(self.parts)

    def send(self, sent: Sent) -> None:
        self.arrived += 1
        round_ = sent.channel.round
        if round_ and round_.is_open(self.today):
            self._open.send(sent)
        elif not sent.withdrawn:
            self._count(sent)

    def _count(self, sent: Sent) -> None:
        place = place_of(sent)
        said = sent.respondent
        how = said["mode"], said["helper"], said.get("contact")
        cells = cells_of(sent.version.questionnaire, sent.answers, sent.outcome, *how)
        self._counted.update((place, cell) for cell in cells)
        told = Told(sent.begun, *_when(sent))
        visit = visit_of(sent.channel, told, sent.arrives)
        if visit and sent.version.questionnaire.pulse:
            at = visit.counted_at(place)
            self._visits.update((at, cell) for cell in cells)

    def end(self) -> None:
        if self._counted:
            add_counts(self.parts.store, self._counted, self._visits, self.today)
        self._counted, self._visits = Counter(), Counter()


def _when(sent: Sent) -> tuple[int | None, DayPart | None]:
    if sent.visit is None:
        return None, None
    return sent.visit["weekday"], DayPart(sent.visit["part"])


def place_of(sent: Sent) -> Place:
    """Where an answer counts, as the intake finds it."""
    channel, said = sent.channel, sent.respondent
    if channel.round is None:
        raise LookupError("a channel without a round")
    voice = voice_heard(Voice(said["voice"] or ""), Mode(said["mode"] or Mode.ALONE))
    return Place(
        channel.round.id,
        sent.version.id,
        channel.centre_id,
        channel.unit_id or NO_UNIT,
        voice.value,
        str(said["perspective"]),
    )
