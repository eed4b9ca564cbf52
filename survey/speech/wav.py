"""A sound file that somebody sends: told by what is in it, and kept as plain 16-bit mono."""

from __future__ import annotations

import array
import io
import sys
import wave
from dataclasses import dataclass
from enum import StrEnum

LARGEST_SOUND = 6 * 1024 * 1024
"""Bytes."""
LONGEST_SOUND = 60
SHORTEST_SOUND = 0.3
"""Seconds."""
SLOWEST, FASTEST = 16_000, 48_000
"""Samples a second."""
QUIETEST = 200
"""Of 32,767: a sound that is nowhere louder than this was recorded with the microphone off."""
WIDTH = 2
"""Bytes a sample."""


class Wrong(StrEnum):
    """What may be wrong with a sound file."""

    EMPTY = "empty"
    LARGE = "large"
    KIND = "kind"
    CUT = "cut"
    DEPTH = "depth"
    CHANNELS = "channels"
    RATE = "rate"
    SHORT = "short"
    LONG = "long"
    SILENT = "silent"


class WrongSound(Exception):
    """A file that is not taken; `why` tells the reason."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Taken:
    """A sound as it is kept, and how long it lasts."""

    content: bytes
    seconds: float


@dataclass(frozen=True)
class _Header:
    """What a file says of itself. `width` is in bytes, `frames` are samples of all channels."""

    channels: int
    width: int
    rate: int
    frames: int


def take_sound(content: bytes) -> Taken:
    """The sound in a WAV file, written anew: nothing else that was in the file is kept.

    Lengths are counted and never believed. Raises `WrongSound`.
    """
    if not content:
        raise WrongSound(Wrong.EMPTY)
    if len(content) > LARGEST_SOUND:
        raise WrongSound(Wrong.LARGE)
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise WrongSound(Wrong.KIND)
    told, data = _read(content)
    _check(told)
    if not data or len(data) != told.frames * told.channels * WIDTH:
        raise WrongSound(Wrong.CUT)
    seconds = told.frames / told.rate
    if seconds < SHORTEST_SOUND:
        raise WrongSound(Wrong.SHORT)
    if seconds > LONGEST_SOUND:
        raise WrongSound(Wrong.LONG)
    samples = _mono(data, told.channels)
    loudest = max(samples)
    if max(loudest, -min(samples)) < QUIETEST:
        raise WrongSound(Wrong.SILENT)
    return Taken(_written(samples, told.rate), seconds)


def _read(content: bytes) -> tuple[_Header, bytes]:
    """What the file says of itself, and the samples that are in it."""
    try:
        with wave.open(io.BytesIO(content), "rb") as sound:
            channels, width, rate, frames = sound.getparams()[:4]
            return _Header(channels, width, rate, frames), sound.readframes(frames)
    except EOFError as fault:
        raise WrongSound(Wrong.CUT) from fault
    except (wave.Error, RuntimeError, ValueError, OverflowError) as fault:
        raise WrongSound(Wrong.KIND) from fault


def _check(told: _Header) -> None:
    if told.width != WIDTH:
        raise WrongSound(Wrong.DEPTH)
    if told.channels not in (1, 2):
        raise WrongSound(Wrong.CHANNELS)
    if not SLOWEST <= told.rate <= FASTEST:
        raise WrongSound(Wrong.RATE)


def _mono(data: bytes, channels: int) -> array.array[int]:
    """The samples of one channel; of two, their mean."""
    samples = array.array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    if channels == 1:
        return samples
    pairs = zip(samples[0::2], samples[1::2], strict=True)
    return array.array("h", [(one + other) // 2 for one, other in pairs])


def _written(samples: array.array[int], rate: int) -> bytes:
    if sys.byteorder == "big":
        samples = array.array("h", samples)
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(WIDTH)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()
