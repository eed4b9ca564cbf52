"""Sounds to record and to send: silence, a tone, silence."""

from __future__ import annotations

import array
import io
import math
import wave

RATE = 22_050


def tone(seconds: float, rate: int = RATE, pitch: float = 440, loud: float = 0.5) -> list[int]:
    """The samples of one steady tone."""
    step = 2 * math.pi * pitch / rate
    return [int(loud * 32_767 * math.sin(step * n)) for n in range(int(seconds * rate))]


def silence(seconds: float, rate: int = RATE) -> list[int]:
    """The samples of a room where nobody speaks."""
    return [0] * int(seconds * rate)


def wav(samples: list[int], rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file of samples; each is said in every channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        spread = [one for one in samples for _ in range(channels)]
        out.writeframes(array.array("h", spread).tobytes() if width == 2 else bytes(spread))
    return file.getvalue()


def spoken(seconds: float = 1.0, pitch: float = 440) -> bytes:
    """A sound that the server takes."""
    return wav(tone(seconds, pitch=pitch))


def samples_of(content: bytes) -> tuple[array.array[int], int]:
    """The samples of a 16-bit mono WAV file, and how many there are a second."""
    with wave.open(io.BytesIO(content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return array.array("h", sound.readframes(sound.getnframes())), sound.getframerate()
