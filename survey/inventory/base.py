"""How an entry of the inventory looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey.texts import N_


class Kept(StrEnum):
    """For how long something is kept."""

    CHANGED = "changed"
    ROUND = "round"
    COUNTS = "counts"
    CHAIN = "chain"
    ACCOUNT = "account"
    SOON = "soon"
    IDEA = "idea"
    READ = "read"


class Personal(StrEnum):
    """Whether it says something of a person whom somebody could recognise."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


KEPT: Mapping[Kept, str] = {
    Kept.CHANGED: N_("Until the staff change or delete it."),
    Kept.ROUND: N_("Until the round's days of keeping are over: two years unless set otherwise."),
    Kept.COUNTS: N_("For good: it names nobody."),
    Kept.CHAIN: N_("For two years, unless set otherwise."),
    Kept.ACCOUNT: N_("Until the account is removed."),
    Kept.IDEA: N_("For two years after it was answered."),
    Kept.READ: N_("Until it is made anew, or nobody has wanted it for 60 days."),
    Kept.SOON: N_("Until it is used or runs out: minutes to a few days."),
}
"""The same in words."""

PERSONAL: Mapping[Personal, str] = {
    Personal.NO: N_("No"),
    Personal.MAYBE: N_("Perhaps"),
    Personal.YES: N_("Yes"),
}

COMMON: Mapping[str, str] = {
    "id": N_("Its own number"),
    "archived_on": N_("The day it was put away"),
    "revision": N_("How often it was changed, so that two who change it at once find out"),
    "centre_id": N_("Which centre it belongs to"),
    "unit_id": N_("Which unit it belongs to"),
    "round_id": N_("Which round it belongs to"),
    "initiative_id": N_("Which initiative it belongs to"),
    "version_id": N_("Which version of the questionnaire"),
    "device_id": N_("Which tablet"),
    "link_id": N_("Which link"),
    "user_id": N_("Whose it is"),
    "voice": N_("Who speaks: resident, relative and so on"),
    "perspective": N_("As whom: oneself, or as the resident would"),
    "expires_at": N_("When it runs out"),
    "received": N_("How many answers came through it; not which"),
}
"""What a column of such a name is for, wherever it stands."""


@dataclass(frozen=True)
class Table:
    """What a table is for, and its columns; those of a common name need not be told again."""

    name: str
    kept: Kept
    columns: Mapping[str, str]
    personal: Mapping[str, Personal] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """What a column is for, how long it is kept, and whether it tells of a person."""

    column: str
    purpose: str
    kept: Kept
    personal: Personal
