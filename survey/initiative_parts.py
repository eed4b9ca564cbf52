"""What an initiative is made of: plain values that the store gives and the pages show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from survey.door_codes import Door
from survey.initiatives import State, Step
from survey.questionnaire.wording import LocalText

LONGEST_NAME = 120
LONGEST_NEED = 400
LONGEST_TEXT = 2000
MOST_WEEKS = 52


@dataclass(frozen=True)
class About:
    """What it is: the need in a sentence or two, the needs by the keys of their options, for whom."""

    name: str
    need: str = ""
    needs: tuple[str, ...] = ()
    target_group: str = ""


@dataclass(frozen=True)
class Owner:
    """Somebody who owns it, and since when."""

    name: str
    since: date | None = None


@dataclass(frozen=True)
class Owners:
    """One who owns it, or two; none while nobody wrote it down."""

    first: Owner | None = None
    second: Owner | None = None

    @property
    def all(self) -> tuple[Owner, ...]:
        """Those there are."""
        return tuple(one for one in (self.first, self.second) if one)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(one.name for one in self.all)


@dataclass(frozen=True)
class Times:
    """When the partners meet, when the money ends, and how it goes on then."""

    meeting_weeks: int | None = None
    next_meeting_on: date | None = None
    funding_ends_on: date | None = None
    goes_on: str = ""


@dataclass(frozen=True)
class NamedCentre:
    """A centre that takes part."""

    id: int
    name: str


@dataclass(frozen=True)
class Initiative:
    """An initiative as its page shows it; `centres` by name."""

    id: int
    revision: int
    state: State
    archived_on: date | None
    about: About
    owners: Owners
    times: Times
    centres: tuple[NamedCentre, ...] = ()

    @property
    def is_closed(self) -> bool:
        """True once it is decided or put away."""
        return self.state is State.DECIDED or self.archived_on is not None

    def at(self, centres: tuple[NamedCentre, ...]) -> Initiative:
        """The same with its centres."""
        return replace(self, centres=centres)


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a partner: from when to when, and when it is called off.

    It goes on only while at least `floor` per cent say that the need is right.
    """

    begins_on: date | None = None
    ends_on: date | None = None
    floor: int | None = None


@dataclass(frozen=True)
class Attached:
    """A file: what it was called, of which kind it is, and what it is called in our folder."""

    name: str
    kind: str
    key: str
    size: int


@dataclass(frozen=True)
class Partner:
    """Who takes part, what they see to, and whom to talk to."""

    name: str
    tasks: str = ""
    contact: str = ""
    agreement: Agreement = Agreement()


@dataclass(frozen=True)
class KeptPartner:
    """A partner with its number, the revision it is at, and the file of the agreement."""

    id: int
    initiative_id: int
    revision: int
    partner: Partner
    attached: Attached | None
    removed_on: date | None = None


@dataclass(frozen=True)
class RoundThere:
    """A round of an initiative; `title` is its questionnaire's, `doors` the codes that name partners."""

    id: int
    title: LocalText
    opens_on: date
    closes_on: date
    doors: tuple[Door, ...] = ()


@dataclass(frozen=True)
class Handover:
    """A change of owners: names as they were, and as they became."""

    day: date
    by: str
    before: str
    after: str


@dataclass(frozen=True)
class History:
    """What happened to an initiative, in the order it happened."""

    steps: tuple[Step, ...]
    handovers: tuple[Handover, ...] = ()
