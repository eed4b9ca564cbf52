"""Who spoke, in groups that are never added together, and how many of each were heard.

A group is a voice with a perspective. Answers to an older edition are a group of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from admin.report.tree import Leaf
from survey.round_counts import Replies
from survey.tally import RESPONSE, SIMPLE
from survey.voices import PERSPECTIVES, Perspective, Voice

BROKEN_OFF = ("stopped", "idle")
OUTCOMES = ("finished", *BROKEN_OFF)


class Speaker(NamedTuple):
    """A voice and whose view it gives."""

    voice: Voice
    perspective: Perspective


class Group(NamedTuple):
    """A speaker's answers to one version."""

    version_id: int
    speaker: Speaker


@dataclass(frozen=True)
class Heard:
    """How many of each group were heard at each place, and who did not come to the end.

    Heard is who came past the first question: a resident who touched the screen and went
    away has told us nothing. `left_out` are groups too small to stand beside a larger one of
    the same speaker, from whose number they could be found by subtraction.
    """

    places: Mapping[Group, Mapping[Leaf, int]]
    broken_off: Mapping[Group, int]
    left_out: frozenset[Group]

    def in_all(self, group: Group) -> int:
        """How many of a group were heard."""
        return sum(self.places.get(group, {}).values())

    def at(self, speaker: Speaker) -> dict[Leaf, int]:
        """How many of a speaker were heard at each place, over the editions that count."""
        summed: Counter[Leaf] = Counter()
        for group, places in self.places.items():
            if group.speaker == speaker and group not in self.left_out:
                summed.update(places)
        return dict(summed)


def count_heard(replies: Iterable[Replies], first_questions: Mapping[int, str], k: int) -> Heard:
    """Who was heard, from the replies; `first_questions` names each version's first question."""
    places: dict[Group, Counter[Leaf]] = {}
    broken_off: Counter[Group] = Counter()
    for row in replies:
        group = group_of(row.version_id, row.voice, row.perspective)
        here = places.setdefault(group, Counter())
        here[row.centre_id, row.unit_id] += _heard(row, first_questions[row.version_id])
        if row.question == RESPONSE and row.status in BROKEN_OFF:
            broken_off[group] += row.n
    return Heard(places, broken_off, frozenset(_too_small(places, k)))


def group_of(version_id: int, voice: str, perspective: str) -> Group:
    """The group a row of counts belongs to."""
    return Group(version_id, Speaker(Voice(voice), Perspective(perspective)))


def speakers(asked: Mapping[str, Iterable[str]], groups: Iterable[Group]) -> list[Speaker]:
    """Everybody who was asked or has answered, residents themselves first."""
    found = {Speaker(Voice(voice), Perspective(p)) for voice, ps in asked.items() for p in ps}
    if Voice.RESIDENT in asked:
        found.add(Speaker(Voice.RESIDENT_ASSISTED, Perspective.SELF))
    return sorted(found | {group.speaker for group in groups}, key=_order)


def _order(speaker: Speaker) -> tuple[int, int]:
    voices = list(Voice)
    return voices.index(speaker.voice), PERSPECTIVES[speaker.voice].index(speaker.perspective)


def _heard(row: Replies, first_question: str) -> int:
    if row.question == RESPONSE:
        return row.n if row.status in OUTCOMES else 0
    return -row.n if row.question in (first_question, first_question + SIMPLE) else 0


def _too_small(places: Mapping[Group, Mapping[Leaf, int]], k: int) -> Iterator[Group]:
    """Groups that could be subtracted: small ones next to a shown one, unless they are many."""
    for speaker in {group.speaker for group in places}:
        sizes = {g: sum(counts.values()) for g, counts in places.items() if g.speaker == speaker}
        small = [group for group, n in sizes.items() if 0 < n < k]
        together = sum(sizes[group] for group in small)
        shown = any(n >= k for n in sizes.values())
        if shown and (together < k or together == len(small) or len(small) == 1):
            yield from small
