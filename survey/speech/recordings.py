"""What people have recorded: which words, by whom, and the files, under random names."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

VOICES = "voices"
"""The folder of the recordings, inside that of the audio."""

STAMP = "stamp"
"""The file in it that holds other words each time a recording came or went."""


@dataclass(frozen=True)
class Wording:
    """What is read aloud together: a questionnaire in one language, as one reader meets it."""

    questionnaire_key: str
    language: str
    perspective: str


@dataclass(frozen=True)
class Recording:
    """Words that somebody has read aloud. `seconds` is rounded to tenths.

    `key` names the file; it is None, and so is `by`, once the recording is removed.
    """

    id: int
    wording: Wording
    part: str
    words: str
    seconds: float
    key: str | None
    recorded_on: date
    by: str | None
    revision: int

    @property
    def is_kept(self) -> bool:
        """False once it is removed."""
        return self.key is not None


def voices_folder(audio: Path) -> Path:
    """Where the recordings lie, inside the folder `audio`."""
    return audio / VOICES


def keep_voice(folder: Path, content: bytes) -> str:
    """Write a recording whole, readable by the service alone; returns its random name."""
    key = secrets.token_hex(16)
    _write(folder, f"{key}.wav", content)
    return key


def voice_file(folder: Path, key: str) -> Path | None:
    """Where the recording of this name is; None when it is not there."""
    path = folder / f"{key}.wav"
    return path if path.is_file() else None


def drop_voice(folder: Path, key: str) -> None:
    """Delete a recording that nothing refers to any more."""
    (folder / f"{key}.wav").unlink(missing_ok=True)


def say_changed(folder: Path) -> None:
    """Let every process that reads recordings find out that one came or went."""
    _write(folder, STAMP, secrets.token_hex(16).encode())


def _write(folder: Path, name: str, content: bytes) -> None:
    """All of the file or nothing of it, on the disk before its name is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f"{secrets.token_hex(8)}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, folder / name)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync(folder)


def _sync(folder: Path) -> None:
    """Have the folder's new name on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


Read = Callable[[Wording], Iterable[Recording]]


class Voices:
    """The files of what people have recorded, by their words.

    `read` asks for the recordings of a wording; it is asked again only after `say_changed`, by
    whichever process that was, so that hearing costs no question.
    """

    def __init__(self, folder: Path, read: Read) -> None:
        self._folder = folder
        self._read = read
        self._kept: dict[Wording, tuple[bytes, Mapping[str, Path]]] = {}

    def of(self, wording: Wording) -> Mapping[str, Path]:
        """The files of a wording, by the words that each says."""
        stamp = self._stamp()
        kept = self._kept.get(wording)
        if kept is None or kept[0] != stamp:
            # The stamp was read first: what changes meanwhile is read again next time.
            kept = stamp, self._found(wording)
            self._kept[wording] = kept
        return kept[1]

    def _found(self, wording: Wording) -> Mapping[str, Path]:
        files = {
            one.words: voice_file(self._folder, one.key) for one in self._read(wording) if one.key
        }
        return {words: file for words, file in files.items() if file}

    def _stamp(self) -> bytes:
        try:
            return (self._folder / STAMP).read_bytes()
        except FileNotFoundError:
            return b""
