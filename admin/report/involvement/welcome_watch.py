"""An association's second visit to a centre against its first: told early, before volunteers stay away.

Why groups under k may still be told to be silent: docs/decisions/0034-the-welcome-watch.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.report.involvement.material import Welcome
from survey.visit_counts import ASKED, FirstTwo, Share

POINTS = 0.10
"""How much smaller a share must be to be worth asking about."""


class Warned(StrEnum):
    """Why a second visit is worth asking about."""

    LESS_WELCOME = "less_welcome"
    SILENT = "silent"


@dataclass(frozen=True)
class Watch:
    """A visit to ask about. `first` and `second` are set where both may be shown."""

    partner: str
    centre: str
    why: Warned
    first: Share | None = None
    second: Share | None = None
    question: str = ""


def watched(welcomes: Sequence[Welcome], k: int) -> Iterator[Watch]:
    """Every visit that is worth asking about."""
    for one in welcomes:
        found = _watch(one.partner, one.visits, k)
        if found:
            yield found


def _watch(partner: str, visits: FirstTwo, k: int) -> Watch | None:
    first, second = visits.first, visits.second
    if second is None or not first.n or not first.may_be_seen(k):
        return None
    if second.n < k:
        return Watch(partner, visits.centre, Warned.SILENT)
    if not second.may_be_seen(k):
        return None
    for question in reversed(ASKED):
        before, after = first.said[question], second.said[question]
        if before.n and after.n and before.x / before.n - after.x / after.n >= POINTS:
            return Watch(partner, visits.centre, Warned.LESS_WELCOME, before, after, question)
    return None
