"""Make a whole demonstration, and say how fast its answers came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from survey.channels import Channel
from survey.demonstration.asking import Cell, history
from survey.demonstration.places import (
    SINGING,
    Asked,
    Work,
    build,
    channel,
    count_heads,
    open_waves,
    told,
)
from survey.demonstration.plan import Plan
from survey.demonstration.sending import Counting, Pace, Sending, ThroughIntake
from survey.demonstration.story import tell
from survey.demonstration.truth_file import write_truth
from survey.example import Example
from survey.keys import mark_made_up
from survey.services import Services


@dataclass(frozen=True)
class Made:
    """What was made: the ways in, how fast answers were taken in, and what is true."""

    example: Example
    paces: dict[str, Pace]
    truth: list[Cell]

    @property
    def responses(self) -> int:
        """How many answers came, each once."""
        return sum(pace.answers for pace in self.paces.values())


def demonstrate(parts: Services, plan: Plan, *, fast: bool = False) -> Made:
    """Make up centres, their history and what became of it; the same for the same seed.

    `fast` counts the answers of closed rounds without keeping them; the counts are the same.
    """
    mark_made_up(parts.settings.instance)
    works = build(parts, plan)
    count_heads(parts, plan, [house for work in works for house in work.houses])
    waves = {work.key: open_waves(parts, plan, work) for work in works}
    sending = Counting(parts, parts.clock.today()) if fast else ThroughIntake(parts)
    truth = [one for work in works for one in _send(parts, plan, work, waves[work.key], sending)]
    first = next(work for work in works if work.key == SINGING)
    tell(parts, plan, works, waves)
    write_truth(parts.settings.instance, truth)
    return Made(told(parts, first, waves[SINGING][-1]), sending.paces, truth)


def _send(
    parts: Services, plan: Plan, work: Work, waves: list[list[Asked]], sending: Sending
) -> list[Cell]:
    """Send all that comes from an initiative's houses; returns the truth of them."""
    truth = []
    for house in work.houses:
        for one in history(plan, work, house, waves, _finder(parts)):
            if isinstance(one, Cell):
                truth.append(one)
            else:
                sending.send(one)
        sending.end()
    return truth


def _finder(parts: Services) -> Callable[[str, int | None], Channel]:
    return cache(lambda token, round_id: channel(parts, token, round_id))
