"""An association's visits in numbers: by week, by weekday and part of the day, and the second visit
against the first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

EXPECTED, WELCOME = "expected", "welcome"
ASKED = (EXPECTED, WELCOME)
"""The questions of a visit that are followed: whether one was expected, and felt welcome."""
YES = "yes"

Name = TypeVar("Name", int, str, date)


@dataclass(frozen=True)
class Counted:
    """`n` volunteers gave this answer about a visit to `centre` on `day`."""

    centre: str
    day: date
    part: str
    question: str
    answer: str
    n: int


@dataclass(frozen=True)
class Share:
    """`x` of the `n` who answered said yes."""

    x: int
    n: int


@dataclass(frozen=True)
class Visits:
    """What was answered about some visits, by question; `first` is the first day of them."""

    first: date
    said: dict[str, Share]

    @property
    def n(self) -> int:
        """The most who answered one of the questions."""
        return max(share.n for share in self.said.values())

    def may_be_seen(self, k: int) -> bool:
        """True when each question that was answered at all was by so many that nobody stands out."""
        return all(share.n >= k for share in self.said.values() if share.n)


@dataclass(frozen=True)
class FirstTwo:
    """The first visit to a centre, and the second where there was one."""

    centre: str
    first: Visits
    second: Visits | None


def by_week(counted: Sequence[Counted]) -> list[Visits]:
    """The weeks with visits, from their Mondays, the newest first."""
    weeks = _grouped(counted, lambda one: one.day - timedelta(one.day.weekday()))
    return [_visits(day, weeks[day]) for day in sorted(weeks, reverse=True)]


def by_weekday(counted: Sequence[Counted]) -> dict[int, int]:
    """How many answers speak of a visit on each weekday, from 1 for Monday."""
    return _answers(counted, lambda one: one.day.isoweekday())


def by_part(counted: Sequence[Counted]) -> dict[str, int]:
    """The same by part of the day, where it is known."""
    return _answers([one for one in counted if one.part], lambda one: one.part)


def first_two(counted: Sequence[Counted]) -> list[FirstTwo]:
    """The first two days of visits at each centre."""
    found = []
    for centre, there in _grouped(counted, lambda one: one.centre).items():
        days = _grouped(there, lambda one: one.day)
        first, *later = sorted(days)
        second = _visits(later[0], days[later[0]]) if later else None
        found.append(FirstTwo(centre, _visits(first, days[first]), second))
    return found


def _visits(first: date, counted: Iterable[Counted]) -> Visits:
    everybody: Counter[str] = Counter()
    yes: Counter[str] = Counter()
    for one in counted:
        everybody[one.question] += one.n
        yes[one.question] += one.n if one.answer == YES else 0
    return Visits(first, {key: Share(yes[key], everybody[key]) for key in ASKED})


def _answers(counted: Sequence[Counted], name: Callable[[Counted], Name]) -> dict[Name, int]:
    said = _grouped([one for one in counted if one.question == EXPECTED], name)
    return {key: sum(one.n for one in ones) for key, ones in said.items()}


def _grouped(
    counted: Iterable[Counted], name: Callable[[Counted], Name]
) -> dict[Name, list[Counted]]:
    groups: defaultdict[Name, list[Counted]] = defaultdict(list)
    for one in counted:
        groups[name(one)].append(one)
    return dict(groups)
