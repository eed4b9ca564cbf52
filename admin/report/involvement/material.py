"""What an involvement report is made of: plain values, read once. Nothing here knows a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from admin.report.edition_notes import Edition
from admin.report.grid import HeardColumn
from admin.report.group_report import GroupReport
from admin.report.groups import Speaker
from admin.report.involvement.model import About
from admin.report.round_report import RoundReport
from admin.report.sentences import Sentence
from survey.actions import Action
from survey.initiatives import Step
from survey.round_counts import RoundCounts
from survey.visit_counts import FirstTwo

Say = Callable[[Sentence | str], str]
"""A sentence in the reader's language."""
STALE_AFTER = timedelta(days=183)
"""What was last heard so long ago is no longer news."""


@dataclass(frozen=True)
class Wave:
    """One round: what was counted in it, what was asked, and what of it may be told.

    Numbers for readers come from `report`, where small groups are hidden; `counts` are for what is
    worked out of them and tells nobody's answer (a distance, a verdict).
    """

    counts: RoundCounts
    editions: Mapping[int, Edition]
    report: RoundReport

    @property
    def edition(self) -> Edition:
        """What the round asks now."""
        return self.editions[self.counts.version_id]

    @property
    def closed(self) -> bool:
        """True when its answers may be told."""
        return self.report.closed

    def column(self, speaker: Speaker) -> HeardColumn | None:
        """How a speaker was heard in it."""
        return self.report.grid.column(speaker)

    def group(self, speaker: Speaker) -> GroupReport | None:
        """What a speaker said to the round's own edition."""
        own = (one for one in self.report.groups if one.edition is None)
        return next((one for one in own if one.column.speaker == speaker), None)


@dataclass(frozen=True)
class Need:
    """What an initiative is there for: the needs it helps with, by their keys, what all needs are
    called, the floor (percent) its partners agreed on, and when the need was confirmed.
    """

    addressed: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    floor: int | None = None
    agreed_on: date | None = None


@dataclass(frozen=True)
class Welcome:
    """An association's first two visits at a centre."""

    partner: str
    visits: FirstTwo


@dataclass(frozen=True)
class Material:
    """All that a report is made of. `waves` are its rounds, the oldest first; those that are still
    open are among them, and of those only who was heard is told.
    """

    about: About
    waves: Sequence[Wave]
    today: date
    k: int
    language: str
    say: Say
    simulated: bool = False
    need: Need = Need()
    actions: Sequence[Action] = ()
    steps: Sequence[Step] = ()
    funding_ends_on: date | None = None
    goes_on: str = ""
    """What goes on when the money has run out."""
    welcomes: Sequence[Welcome] = ()

    @property
    def closed(self) -> list[Wave]:
        """The waves whose answers may be told, the oldest first."""
        return [wave for wave in self.waves if wave.closed]

    def is_stale(self, day: date) -> bool:
        """True when nobody has been heard for long."""
        return self.today - day > STALE_AFTER
