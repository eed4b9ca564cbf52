"""What the meeting should talk about: each section may raise a flag, and the agenda asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from admin.report.sentences import Value


class FlagKind(StrEnum):
    """What was raised, the most urgent first."""

    RESIDENTS_NOT_HEARD = "residents_not_heard"
    SILENT = "silent"
    NEED_GONE = "need_gone"
    NEED_UNSURE = "need_unsure"
    MONEY_ENDS = "money_ends"
    WELCOME_FELL = "welcome_fell"
    FELL = "fell"
    DRIFTED = "drifted"
    STALE = "stale"
    LATE = "late"
    VIEWS_APART = "views_apart"
    BARRIER = "barrier"
    UNREAD = "unread"


@dataclass(frozen=True)
class Flag:
    """Something to talk about, with what its question and its reason need to be said."""

    kind: FlagKind
    values: Mapping[str, Value] = field(default_factory=dict)
