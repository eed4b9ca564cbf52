"""Those who sign in: what each may do, and where.

A right is what one may do. A role is a handful of rights. A grant gives somebody a role
everywhere, at one centre, or in one initiative; what is granted is the sum of her grants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Right(StrEnum):
    """What somebody may do. Each page of the staff side asks for one of them."""

    HOME = "home"
    """See the front page, the help, and one's own account."""
    REPORTS = "reports"
    """Read reports and tables, in which small groups are hidden."""
    ANSWERS = "answers"
    """Fetch answers row by row."""
    RUN = "run"
    """Run initiatives and rounds: make, change, follow and close them, with tablets and links."""
    PLACES = "places"
    """Change centres, units and headcounts."""
    MODERATE = "moderate"
    """Read what people wrote, and decide what of it is shown."""
    INTERVIEW = "interview"
    """Begin an interview to help somebody answer."""
    PEOPLE = "people"
    """Invite people, and decide what they may do."""
    INSTANCE = "instance"
    """See to the service as a whole: what was kept aside, who did what, what is deleted when."""


class Role(StrEnum):
    """What somebody is here."""

    OWNER = "owner"
    COORDINATOR = "coordinator"
    PARTNER = "partner"
    MODERATOR = "moderator"
    READER = "reader"
    HELPER = "helper"


RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.OWNER: frozenset(Right),
        Role.COORDINATOR: frozenset(
            {
                Right.HOME,
                Right.REPORTS,
                Right.ANSWERS,
                Right.RUN,
                Right.PLACES,
                Right.INTERVIEW,
            }
        ),
        Role.PARTNER: frozenset({Right.HOME, Right.REPORTS}),
        Role.MODERATOR: frozenset({Right.HOME, Right.MODERATE}),
        Role.READER: frozenset({Right.HOME, Right.REPORTS}),
        Role.HELPER: frozenset({Right.HOME, Right.INTERVIEW}),
    }
)
"""What each role may do. A partner reads what the municipality reads, at the same moment."""


ONLY_EVERYWHERE = frozenset({Right.PEOPLE, Right.INSTANCE})
"""Rights over the service as a whole: a role at one centre does not give them."""


@dataclass(frozen=True)
class Grant:
    """A role everywhere, or at one centre, or in one initiative; never both of the last."""

    role: Role
    centre_id: int | None = None
    initiative_id: int | None = None

    @property
    def is_everywhere(self) -> bool:
        """True when it is bound to no place."""
        return self.centre_id is None and self.initiative_id is None


@dataclass(frozen=True)
class Reach:
    """Where somebody has one right."""

    everywhere: bool = False
    centres: frozenset[int] = frozenset()
    initiatives: frozenset[int] = frozenset()

    @property
    def is_anywhere(self) -> bool:
        """False when she has the right nowhere."""
        return self.everywhere or bool(self.centres or self.initiatives)

    def covers(self, there: Belonging) -> bool:
        """True where something that belongs there is within reach.

        Something at several centres is within reach of one who has all of them: what belongs to
        one centre must not be changed, or seen, from another.
        """
        if self.everywhere:
            return True
        if there.is_common:
            return self.is_anywhere
        in_initiative = there.initiative_id is not None and there.initiative_id in self.initiatives
        return in_initiative or (bool(there.centres) and there.centres <= self.centres)


EVERYWHERE = Reach(everywhere=True)


@dataclass(frozen=True)
class Belonging:
    """Where something belongs: its centres, and the initiative it is part of.

    What `is_common` belongs to all who have the right anywhere.
    """

    centres: frozenset[int] = frozenset()
    initiative_id: int | None = None
    is_common: bool = False


@dataclass(frozen=True)
class Member:
    """Somebody who is signed in. `is_ready` once her account has all that her roles ask for."""

    id: int
    name: str
    email: str | None
    language: str | None
    grants: tuple[Grant, ...]
    is_ready: bool = True

    def reach(self, right: Right) -> Reach:
        """Where she has `right`."""
        return reach_of(self.grants, right)

    def may(self, right: Right) -> bool:
        """True when she has `right` anywhere."""
        return self.reach(right).is_anywhere


def reach_of(grants: Iterable[Grant], right: Right) -> Reach:
    """Where these grants give `right`; some rights are given everywhere or not at all."""
    given = [
        one
        for one in grants
        if right in RIGHTS[one.role] and (one.is_everywhere or right not in ONLY_EVERYWHERE)
    ]
    return Reach(
        any(one.is_everywhere for one in given),
        frozenset(one.centre_id for one in given if one.centre_id is not None),
        frozenset(one.initiative_id for one in given if one.initiative_id is not None),
    )


WITHOUT_A_SECOND_STEP = frozenset({Role.READER})
"""The roles that may sign in with a password alone."""


def needs_second_step(grants: Iterable[Grant]) -> bool:
    """True when signing in must take more than a password."""
    return any(one.role not in WITHOUT_A_SECOND_STEP for one in grants)
