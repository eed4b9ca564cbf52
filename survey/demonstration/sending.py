"""Two ways for made-up answers to come in: through the intake, and counted without being kept.

Both take the same answers and leave the same counts, cell by cell.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
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

INTAKE, AT_ONCE = "through the intake", "counted at once"


@dataclass
class Pace:
    """How many answers came one way, each counted once, and the seconds it took to take them in."""

    answers: int = 0
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds if self.seconds else 0.0

    @contextmanager
    def taking(self, answers: int) -> Iterator[None]:
        """Measure how long it takes to take in so many more."""
        begun = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - begun
        self.answers += answers


class Sending(Protocol):
    """A way in."""

    @property
    def paces(self) -> dict[str, Pace]:
        """How fast it was, by what was done."""

    def send(self, sent: Sent) -> None:
        """Let one answer arrive."""

    def end(self) -> None:
        """Everything of one centre has been sent."""


@dataclass
class ThroughIntake:
    """As clients do: each stored, counted and committed before the next."""

    parts: Services
    pace: Pace = field(default_factory=Pace)

    @property
    def paces(self) -> dict[str, Pace]:
        return {INTAKE: self.pace}

    def send(self, sent: Sent) -> None:
        with self.pace.taking(1):
            self._send(sent)

    def _send(self, sent: Sent) -> None:
        given = sent.submission()
        body = json.dumps(given).encode()
        for _ in range(2 if sent.twice else 1):
            delivery = Delivery(sent.id, body, given, sent.channel, sent.arrives)
            receipt = self.parts.intake.accept(delivery)
            if receipt.result not in {Result.STORED, Result.ALREADY_STORED}:
                raise ValueError(f"made up wrongly: {receipt.result} {receipt.reason}")
        if sent.withdrawn:
            erase(self.parts.store, self.parts.versions, self.parts.intake.tombstones, sent.id)

    def end(self) -> None:
        """Nothing waits."""


@dataclass
class Counting:
    """Counts only, written for one centre at a time. What comes in rounds that are open today goes
    through the intake, so that those go on like any other."""

    parts: Services
    today: date
    pace: Pace = field(default_factory=Pace)
    _open: ThroughIntake = field(init=False)
    _counted: Counter[tuple[Place, Cell]] = field(default_factory=Counter)
    _visits: Counter[tuple[VisitPlace, Cell]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._open = ThroughIntake(self.parts)

    @property
    def paces(self) -> dict[str, Pace]:
        return {AT_ONCE: self.pace, **self._open.paces}

    def send(self, sent: Sent) -> None:
        round_ = sent.channel.round
        if round_ and round_.is_open(self.today):
            self._open.send(sent)
        else:
            with self.pace.taking(1):
                self._count(sent)

    def _count(self, sent: Sent) -> None:
        if sent.withdrawn:
            return
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
            with self.pace.taking(0):
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
