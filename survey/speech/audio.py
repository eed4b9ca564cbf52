"""Where sound is kept: what a person recorded, and what the server has made, each made once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from survey.speech.espeak import SPEAKERS, Espeak
from survey.speech.sayings import Saying

RECORDED = "recorded"
"""The folder of what people have recorded and put there by hand, inside that of the audio."""


@dataclass(frozen=True)
class Sound:
    """One part: its name, its words, and the files that hold them.

    `recorded` is None where nobody has recorded it, `made` where the server cannot say it.
    """

    part: str
    words: str
    recorded: Path | None
    made: Path | None

    @property
    def tag(self) -> str:
        """Another one when the sound is another one, so that addresses can be kept for good."""
        if self.recorded:
            return f"r{self.recorded.stat().st_mtime_ns:x}"
        return self.made.stem if self.made else ""


@dataclass(frozen=True)
class Heard:
    """A text and the sounds that say it, in order."""

    text: str
    sounds: tuple[Sound, ...]


def nobody() -> Mapping[str, Path]:
    """The voices of a page that nobody can record."""
    return {}


class Shelf:
    """What can be said of one page in one language.

    `made` and `recorded` are folders, which need not exist; `espeak` finds the synthesiser, if any.
    `voices` gives the recordings of the page as it is now, by the very words that each says: where
    words have changed, what was recorded of them says another text, and is not heard.
    """

    def __init__(
        self,
        sayings: list[Saying],
        language: str,
        made: Path,
        recorded: Path,
        espeak: Callable[[], Espeak | None],
        voices: Callable[[], Mapping[str, Path]] = nobody,
    ) -> None:
        self.sayings = sayings
        self._voices = voices
        self._language = language
        self._made = made
        self._recorded = recorded
        self._espeak = espeak

    def heard(self) -> list[Heard]:
        """Every text that can be said now, once each: recorded where it is somewhere."""
        found: dict[str, Heard] = {}
        voices = self._voices()
        for saying in self.sayings:
            sounds = self._sounds(saying, voices)
            if sounds and (saying.text not in found or sounds[0].recorded):
                found[saying.text] = Heard(saying.text, sounds)
        return list(found.values())

    def find(self, part: str) -> Sound | None:
        """One part as it is said now; None where there is no such part."""
        if part not in self._by_part:
            return None
        sounds = self._sounds(self._by_part[part], self._voices())
        return next((s for s in sounds if s.part == part), None)

    def file(self, sound: Sound) -> Path | None:
        """The file of a sound, made now if need be; None where it cannot be."""
        if sound.made is None or sound.made.exists():
            return sound.recorded or sound.made
        espeak = self._espeak()
        if espeak is None:
            return None
        _write(sound.made, espeak.say(sound.words, SPEAKERS[self._language]))
        return sound.made

    def make_all(self) -> int:
        """Make what is missing; returns how many files that were."""
        missing = {
            s.made: s for one in self.heard() for s in one.sounds if s.made and not s.made.exists()
        }
        for sound in missing.values():
            self.file(sound)
        return len(missing)

    @cached_property
    def _by_part(self) -> Mapping[str, Saying]:
        return {part: saying for saying in self.sayings for part in saying.parts}

    def _sounds(self, saying: Saying, voices: Mapping[str, Path]) -> tuple[Sound, ...]:
        """One recorded file says all of a text, however long it is."""
        first = next(iter(saying.parts))
        recorded = voices.get(saying.text, self._recorded / f"{first}.wav")
        if recorded.is_file():
            return (Sound(first, saying.text, recorded, None),)
        speaker = SPEAKERS.get(self._language)
        if speaker is None or self._espeak() is None:
            return ()
        return tuple(
            Sound(part, words, None, self._made / f"{_named(speaker, words)}.wav")
            for part, words in saying.parts.items()
        )


def _named(speaker: str, words: str) -> str:
    """After what is said by whom: words that come twice are made once, changed ones anew."""
    return hashlib.sha256(f"{speaker}\n{words}".encode()).hexdigest()[:20]


def _write(file: Path, content: bytes) -> None:
    """All of `file` or nothing of it, whoever else is writing it too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as out:
        out.write(content)
    os.replace(out.name, file)
