"""What has been told of a closed round stays as it was told, until enough has come to tell it anew.

Two looks at the numbers of one round differ by what came or went between them. If that is a few
people, the difference is about them. So the counts that reports stand on are kept when a round has
closed, and are replaced only in a batch: at least `k` new answers wherever any are new, and of a
sensitive question at least `k` for each answer that any of them gave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from survey.round_counts import Corrections, Replies, RoundCounts, Said, Size
from survey.tally import RESPONSE

OUTCOMES = frozenset({"finished", "stopped", "idle"})


@dataclass(frozen=True)
class Released:
    """The counts of a round as they are told, and since which day."""

    released_on: date
    replies: tuple[Replies, ...]
    said: tuple[Said, ...]
    sizes: tuple[Size, ...]


def corrections(told: Released, now: RoundCounts) -> Corrections:
    """How the round has changed since."""
    before, after = _responses(told.replies), _responses(now.replies)
    moved = [after[key] - before[key] for key in before.keys() | after.keys()]
    return Corrections(
        told.released_on,
        sum(n for n in moved if n > 0),
        -sum(n for n in moved if n < 0),
        _people(told.sizes) != _people(now.sizes),
    )


def may_replace(told: Released, now: RoundCounts, sensitive: Collection[str], k: int) -> bool:
    """True when the counts of now may be told after those: nothing went, something came, and
    wherever anything came it was `k` or more. `sensitive` are the questions and scales, by their
    names in the tally, of which each answer's count must keep to that.
    """
    came = _grown(_responses(told.replies), _responses(now.replies))
    if came is None or not came or min(came) < k:
        return False
    answers = _grown(_answers(told.said, sensitive), _answers(now.said, sensitive))
    return answers is not None and all(n >= k for n in answers)


def _grown(before: Mapping[Hashable, int], after: Mapping[Hashable, int]) -> list[int] | None:
    """By how much each grew, where it did; None where one of them shrank."""
    moved = [after.get(key, 0) - before.get(key, 0) for key in before.keys() | after.keys()]
    return None if any(n < 0 for n in moved) else [n for n in moved if n]


def _responses(replies: Iterable[Replies]) -> Counter[Hashable]:
    """How many responses there are of each voice at each place."""
    found: Counter[Hashable] = Counter()
    for row in replies:
        if row.question == RESPONSE and row.status in OUTCOMES:
            place = row.centre_id, row.unit_id
            found[row.version_id, *place, row.voice, row.perspective] += row.n
    return found


def _answers(said: Iterable[Said], sensitive: Collection[str]) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter()
    for row in said:
        if row.question in sensitive:
            who = row.version_id, row.centre_id, row.voice, row.perspective
            found[*who, row.question, row.status, row.answer] += row.n
    return found


def _people(sizes: Iterable[Size]) -> set[tuple[int, int, str, int]]:
    return {(one.centre_id, one.unit_id, one.voice, one.people) for one in sizes}
