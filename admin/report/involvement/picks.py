"""Who picked what, as combinations and how many people made each: for what is worked out of picks.

Combinations are never shown; a distance, a verdict or a share of k or more is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from admin.report.involvement.series import Point
from survey.questionnaire.kinds.base import Status
from survey.questionnaire.kinds.choices import JOIN

Combination = tuple[str, ...]


@dataclass(frozen=True)
class Picked:
    """What one voice picked in one wave: how many people made each combination."""

    combinations: Mapping[Combination, int]

    @property
    def n(self) -> int:
        """How many people answered."""
        return sum(self.combinations.values())

    def any_of(self, wanted: Collection[str]) -> int:
        """How many picked at least one of these."""
        among = set(wanted)
        return sum(n for picks, n in self.combinations.items() if not among.isdisjoint(picks))

    def only(self, one: str, other: str) -> int:
        """How many picked the one and not the other."""
        return sum(
            n for picks, n in self.combinations.items() if one in picks and other not in picks
        )

    def people(self) -> Sequence[Combination]:
        """Everybody's picks, one combination a person, in an order that tells nothing."""
        return [
            picks for picks in sorted(self.combinations) for _ in range(self.combinations[picks])
        ]


def picked_in(point: Point) -> Picked:
    """What was picked at this point of a series."""
    counts, speaker = point.wave.counts, point.group.column.speaker
    combinations: Counter[Combination] = Counter()
    for row in counts.said:
        if (
            row.version_id == counts.version_id
            and (row.voice, row.perspective) == speaker
            and row.question == point.asked.key
            and row.status == Status.ANSWERED
        ):
            combinations[tuple(sorted(filter(None, row.answer.split(JOIN))))] += row.n
    return Picked(combinations)
