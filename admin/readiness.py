"""Whether a round is ready to be asked: what is still missing, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from admin.report.counted import Counted
from admin.report.sizes import SAME_PEOPLE
from survey.questionnaire.wording import LocalText
from survey.round_counts import Centre
from survey.store.follow_queries import Channels
from survey.store.round_edit_queries import KeptRound
from survey.voices import RESIDENT_VOICES, Voice

ASKED_ON_TABLETS = RESIDENT_VOICES | {Voice.TRAINED_OTHER}
"""Who sits at the tablet. Others have no reason to come to it, and need a link."""


@dataclass(frozen=True)
class Missing:
    """Something missing at a centre; `voice` is empty where it concerns nobody in particular.

    `counted_on` is the day of a headcount that is too old.
    """

    centre: str
    voice: str = ""
    counted_on: date | None = None


@dataclass(frozen=True)
class Readiness:
    """What is met, and what is missing."""

    purpose: bool
    answers_back: bool
    uncounted: tuple[Missing, ...]
    without_tablet: tuple[Missing, ...]
    without_link: tuple[Missing, ...]

    @property
    def met(self) -> int:
        """How many of the points are met."""
        return sum(self.points)

    @property
    def points(self) -> Sequence[bool]:
        """Each point, True where it is met."""
        reachable = not (self.without_tablet or self.without_link)
        return self.purpose, not self.uncounted, self.answers_back, reachable


def readiness(
    kept: KeptRound,
    usual_purpose: LocalText,
    centres: Sequence[Centre],
    counted: Counted,
    channels: Channels,
) -> Readiness:
    """How ready a round is."""
    return Readiness(
        purpose=_is_written(kept, usual_purpose),
        answers_back=bool(kept.plan.answered_by and kept.plan.answers_on),
        uncounted=tuple(_uncounted(kept, centres, counted)),
        without_tablet=tuple(_without_tablet(kept, channels)),
        without_link=tuple(_without_link(kept, channels)),
    )


def _is_written(kept: KeptRound, usual: LocalText) -> bool:
    """True for more than the questionnaire's own sentence, which tells neither who asks nor what
    becomes of the answers."""
    text = kept.plan.purpose.get("da", "").strip()
    return bool(text) and text != usual.say("da").strip()


def _uncounted(kept: KeptRound, centres: Sequence[Centre], counted: Counted) -> Iterator[Missing]:
    people = dict.fromkeys(SAME_PEOPLE.get(voice, voice) for voice in kept.plan.voices)
    for centre in centres:
        for voice in people:
            day = counted.at_centre(voice, centre)
            if day is None or counted.is_stale(day):
                yield Missing(centre.name, voice, day)


def _without_tablet(kept: KeptRound, channels: Channels) -> Iterator[Missing]:
    if not kept.plan.on_devices:
        return
    for id_, name in kept.centres.items():
        if id_ not in channels.tablets:
            yield Missing(name)


def _without_link(kept: KeptRound, channels: Channels) -> Iterator[Missing]:
    for voice in kept.plan.voices:
        if kept.plan.on_devices and voice in ASKED_ON_TABLETS:
            continue
        if voice in SAME_PEOPLE and SAME_PEOPLE[voice] in kept.plan.voices:
            continue
        linked = channels.links.get(voice, frozenset())
        for id_, name in kept.centres.items():
            if id_ not in linked:
                yield Missing(name, voice)
