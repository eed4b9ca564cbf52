"""The welcome watch: an association's second visit at a centre against its first, told early.

Volunteers are few, so this is no test of a difference: it is said as soon as fewer felt welcome the
second time, or so few answered that it cannot be told, so that somebody asks them in person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from admin.report.involvement.material import Material, Welcome
from survey.visit_counts import EXPECTED, WELCOME, Share, Visits

FOLLOWED = (WELCOME, EXPECTED)
"""What is followed, what matters most first."""


@dataclass(frozen=True)
class Watch:
    """A question of both visits. `second` is None where so few answered that it is not told."""

    partner: str
    centre: str
    about: str
    first: Share
    second: Share | None

    @property
    def is_warning(self) -> bool:
        """True when fewer said yes the second time, or nearly nobody answered any more."""
        if self.second is None:
            return True
        return self.second.x * self.first.n < self.first.x * self.second.n


def watches(material: Material) -> list[Watch]:
    """What may be told of second visits: of an association whose first visit k or more told of."""
    return [one for welcome in material.welcomes for one in _watched(welcome, material.k)]


def warnings(material: Material) -> list[Watch]:
    """Those that somebody should act on, one for each association and centre."""
    found = {(one.partner, one.centre): one for one in watches(material)[::-1] if one.is_warning}
    return list(found.values())[::-1]


def _watched(welcome: Welcome, k: int) -> Iterator[Watch]:
    first, second = welcome.visits.first, welcome.visits.second
    if second is None or not first.may_be_seen(k):
        return
    for about in FOLLOWED:
        if first.said[about].n:
            told = _told(second, about, k)
            yield Watch(welcome.partner, welcome.visits.centre, about, first.said[about], told)


def _told(visits: Visits, about: str, k: int) -> Share | None:
    return visits.said[about] if visits.may_be_seen(k) and visits.said[about].n else None
