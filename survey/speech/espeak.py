"""espeak-ng through its C library: text in, a WAV file's bytes out."""

from __future__ import annotations

import ctypes
import io
import threading
import wave
from collections.abc import Callable
from functools import cache
from typing import Any

import espeakng_loader

SPEAKERS = {
    "da": "gmq/da",
    "en": "gmw/en",
    "de": "gmw/de",
    "pl": "zlw/pl",
    "tr": "trk/tr",
    "ar": "sem/ar",
    "fa": "ira/fa",
    "uk": "zle/uk",
}
"""Which of espeak-ng's speakers reads a language; the last word on what the server can say."""

PACE = 102
"""Gives about 150 words a minute of our short words; espeak-ng counts longer ones and pauses."""

_RETRIEVE, _KEEP_RUNNING = 1, 0x8000
_UTF8, _FROM_START = 1, 1
_RATE, _LINE = 1, 0
_OK = 0

_Heard = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class CannotSpeak(Exception):
    """The library is not there, or does not know the speaker."""


class Espeak:
    """One running espeak-ng. It has one mouth: sentences wait for each other.

    Raises `CannotSpeak` where the library cannot be had.
    """

    def __init__(self) -> None:
        self._library, self._rate = _start()
        self._mouth = threading.Lock()

    def say(self, text: str, speaker: str) -> bytes:
        """`text` as a 16-bit mono WAV file. Raises `CannotSpeak` for an unknown speaker."""
        with self._mouth:
            samples = self._samples(text.encode(), speaker.encode())
        return _wav(samples, self._rate)

    def _samples(self, text: bytes, speaker: bytes) -> bytes:
        gathered: list[bytes] = []
        heard = _Heard(_gather_into(gathered))
        self._library.espeak_SetSynthCallback(heard)
        self._do("SetVoiceByName", speaker)
        self._do("SetParameter", _RATE, PACE, 0)
        self._do("Synth", text, len(text) + 1, 0, _FROM_START, _LINE, _UTF8, None, None)
        self._do("Synchronize")
        return b"".join(gathered)

    def _do(self, name: str, *given: Any) -> None:
        if getattr(self._library, f"espeak_{name}")(*given) != _OK:
            raise CannotSpeak(name)


@cache
def find_espeak() -> Espeak | None:
    """The espeak-ng of this process; None where it cannot be had."""
    try:
        return Espeak()
    except CannotSpeak:
        return None


def _start() -> tuple[ctypes.CDLL, int]:
    """The library, ready to speak, and its samples a second."""
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (OSError, RuntimeError) as fault:
        raise CannotSpeak("espeak-ng") from fault
    library.espeak_Synth.argtypes = [
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
    ]
    rate = library.espeak_Initialize(_RETRIEVE, 0, data.encode(), _KEEP_RUNNING)
    if rate <= 0:
        raise CannotSpeak("espeak-ng")
    return library, rate


def _gather_into(gathered: list[bytes]) -> Callable[[Any, int, Any], int]:
    def heard(samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            gathered.append(ctypes.string_at(samples, count * 2))
        return 0

    return heard


def _wav(samples: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)
    return file.getvalue()
