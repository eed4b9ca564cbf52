"""The need gate: where an initiative is on its road, and where it may go from there.

Nothing here knows a database. What people need is asked before anything is set going, and asked
again whenever it is in doubt: going back is a step like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

SHORTEST_REASON = 20
"""Characters. What stands in for the voices of residents must say something."""


class State(StrEnum):
    """Where an initiative is, in the order of the road."""

    IDEA = "idea"
    ASKING = "asking"
    NEED_CONFIRMED = "need_confirmed"
    RUNNING = "running"
    ADJUSTING = "adjusting"
    DECIDED = "decided"


class Verdict(StrEnum):
    """What was decided in the end."""

    GO_ON = "go_on"
    ADJUST = "adjust"
    STOP = "stop"


ALLOWED: Mapping[State, tuple[State, ...]] = MappingProxyType(
    {
        State.IDEA: (State.ASKING, State.DECIDED),
        State.ASKING: (State.NEED_CONFIRMED, State.IDEA, State.DECIDED),
        State.NEED_CONFIRMED: (State.RUNNING, State.ASKING, State.DECIDED),
        State.RUNNING: (State.ADJUSTING, State.DECIDED, State.ASKING),
        State.ADJUSTING: (State.RUNNING, State.DECIDED, State.ASKING),
        State.DECIDED: (State.RUNNING, State.ADJUSTING, State.ASKING),
    }
)
"""Where each state may lead, the usual way first."""

WANTS_THE_NEED = frozenset({State.RUNNING, State.ADJUSTING})
"""States that are open only while the need stands confirmed."""
DOUBTS_THE_NEED = frozenset({State.IDEA, State.ASKING})
"""States in which it is asked anew, so that an older confirmation no longer holds."""
AFTER: Mapping[Verdict, tuple[State, ...]] = MappingProxyType(
    {
        Verdict.GO_ON: (State.RUNNING, State.ADJUSTING, State.ASKING),
        Verdict.ADJUST: (State.ADJUSTING, State.RUNNING, State.ASKING),
        Verdict.STOP: (State.ASKING,),
    }
)
"""Where a decision leads, the usual way first. What was stopped begins with asking again."""


@dataclass(frozen=True)
class Step:
    """A step that was taken: where to, when, by whom, and why.

    `heard` is how many residents' answers were known of per voice, `verdict` and `told` belong to
    a decision: what it was, and how residents are told of it.
    """

    state: State
    day: date
    by: str
    remark: str = ""
    heard: Mapping[str, int] = field(default_factory=dict)
    verdict: Verdict | None = None
    told: str = ""


def need_stands(steps: Iterable[Step]) -> bool:
    """True when the need was confirmed, and nothing since has put it in doubt."""
    stands = False
    for step in steps:
        if step.state is State.NEED_CONFIRMED:
            stands = True
        elif step.state in DOUBTS_THE_NEED or step.verdict is Verdict.STOP:
            stands = False
    return stands


def ways_on(state: State, steps: Sequence[Step]) -> tuple[State, ...]:
    """Where an initiative may go from here, the usual way first; `steps` in the order taken."""
    verdict = last_verdict(steps) if state is State.DECIDED else None
    ways = AFTER[verdict] if verdict else ALLOWED[state]
    stands = need_stands(steps)
    return tuple(to for to in ways if stands or to not in WANTS_THE_NEED)


def last_verdict(steps: Sequence[Step]) -> Verdict | None:
    """What was decided, when the newest step is a decision."""
    return steps[-1].verdict if steps else None


def verdicts(steps: Iterable[Step]) -> tuple[Verdict, ...]:
    """What may be decided: without a need that stands there is nothing to go on with."""
    return tuple(Verdict) if need_stands(steps) else (Verdict.STOP,)


@dataclass(frozen=True)
class Heard:
    """How many residents answered what they need, in each round that asked.

    The two voices are never added together: each is held against the smallest group by itself.
    """

    resident: tuple[int, ...] = ()
    resident_assisted: tuple[int, ...] = ()

    def by_voice(self) -> dict[str, tuple[int, ...]]:
        """The counts of each voice, the residents themselves first."""
        return {"resident": self.resident, "resident_assisted": self.resident_assisted}

    def is_enough(self, least: int) -> bool:
        """True when one of the voices is `least` or more."""
        return any(sum(counts) >= least for counts in self.by_voice().values())

    def known(self, least: int) -> dict[str, int]:
        """What may be written down of each voice: the counts that give no small group away."""
        known = {name: showable(counts, least).n for name, counts in self.by_voice().items()}
        return {name: n for name, n in known.items() if n}


@dataclass(frozen=True)
class Showable:
    """A count as it may be shown. With `and_more`, a smaller group is part of it and kept out."""

    n: int
    is_few: bool = False
    and_more: bool = False


def showable(counts: Sequence[int], least: int) -> Showable:
    """The sum of some rounds' counts, saying nothing of any count that is too small to show.

    The reports show each round that is large enough: the sum less those would tell the rest.
    """
    total = sum(counts)
    if total < least:
        return Showable(0, is_few=total > 0)
    large = sum(n for n in counts if n >= least)
    return Showable(large or least, and_more=large != total)
