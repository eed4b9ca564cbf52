"""How each text of a page is heard: as somebody recorded it, by the server's voice, or not at all.

Worked out of what a page says, wherever the page comes from: published or being written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.speech.audio import Shelf
from survey.speech.recordings import Recording
from survey.speech.sayings import Saying


class State(StrEnum):
    """How a text is heard now."""

    RECORDED = "recorded"
    BY_HAND = "by_hand"
    STALE = "stale"
    SYNTHETIC = "synthetic"
    MISSING = "missing"


LACKING = frozenset({State.STALE, State.SYNTHETIC, State.MISSING})
"""Nobody's voice says the text as it stands."""


@dataclass(frozen=True)
class Prompt:
    """A text that is read aloud, and how.

    `parts` are the names of all places it stands in, the first one first. `recording` is what was
    recorded of these words, also where it has been removed; `before` what was recorded of other
    words that stood here. `is_heard` tells whether a tablet can say the text now.
    """

    parts: tuple[str, ...]
    text: str
    state: State
    is_heard: bool
    recording: Recording | None
    before: Recording | None

    @property
    def part(self) -> str:
        """What the text goes by."""
        return self.parts[0]

    @property
    def revision(self) -> int:
        """What whoever records it has seen; 0 where nobody has recorded these words."""
        return self.recording.revision if self.recording else 0


@dataclass(frozen=True)
class Prompts:
    """The texts of a page in order, and what was recorded of words that are not on it."""

    every: tuple[Prompt, ...]
    left_over: tuple[Recording, ...]

    def find(self, part: str) -> Prompt | None:
        """The text that stands in this place."""
        return next((one for one in self.every if part in one.parts), None)

    def after(self, part: str) -> Prompt | None:
        """The next text after this place that nobody's voice says; from the start again at the end."""
        here = next((n for n, one in enumerate(self.every) if part in one.parts), -1)
        around = (*self.every[here + 1 :], *self.every[: max(here, 0)])
        return next((one for one in around if one.state in LACKING), None)

    def count(self, *states: State) -> int:
        """How many texts are heard in one of these ways."""
        return sum(one.state in states for one in self.every)


def prompts_of(shelf: Shelf, recordings: Sequence[Recording]) -> Prompts:
    """The texts that `shelf` says, each once, and how; `recordings` are those of its wording."""
    by_words = {one.words: one for one in recordings}
    heard = {one.text: one for one in shelf.heard()}
    places = _places(shelf.sayings)
    every = []
    for text, parts in places.items():
        recording = by_words.get(text)
        before = _before(parts, recordings, places)
        sounds = heard[text].sounds if text in heard else ()
        voice = bool(sounds and sounds[0].recorded)
        state = _state(voice, recording, before, bool(sounds))
        every.append(Prompt(parts, text, state, bool(sounds), recording, before))
    left = tuple(one for one in recordings if one.is_kept and one.words not in places)
    return Prompts(tuple(every), left)


def _places(sayings: Iterable[Saying]) -> dict[str, tuple[str, ...]]:
    """Each text once, in order, with the places it stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for saying in sayings:
        found[saying.text] = (*found.get(saying.text, ()), next(iter(saying.parts)))
    return found


def _before(
    parts: Sequence[str], recordings: Iterable[Recording], places: Iterable[str]
) -> Recording | None:
    """The newest recording of other words that stood in one of these places."""
    others = (
        one for one in recordings if one.is_kept and one.part in parts and one.words not in places
    )
    return max(others, key=lambda one: (one.recorded_on, one.id), default=None)


def _state(
    voice: bool, recording: Recording | None, before: Recording | None, can_say: bool
) -> State:
    if voice:
        return State.RECORDED if recording and recording.is_kept else State.BY_HAND
    if before:
        return State.STALE
    return State.SYNTHETIC if can_say else State.MISSING
