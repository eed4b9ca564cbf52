"""Which sound files are taken: told by what is in them, whatever they say of themselves."""

from __future__ import annotations

import struct

import pytest

from survey.speech.wav import LARGEST_SOUND, Wrong, WrongSound, take_sound
from tests.sounds import RATE, samples_of, silence, spoken, tone, wav


def lying(frames: int) -> bytes:
    """A file whose head says that it holds so many samples, and that holds a second of them."""
    content = bytearray(spoken())
    content[40:44] = struct.pack("<I", frames * 2)
    return bytes(content)


def with_format(number: int) -> bytes:
    """A file that says it is packed in another way."""
    content = bytearray(spoken())
    content[20:22] = struct.pack("<H", number)
    return bytes(content)


WRONG = {
    "nothing": (b"", Wrong.EMPTY),
    "text": (b"Hvad har du brug for?" * 9, Wrong.KIND),
    "mp3": (b"ID3\x04" + b"\xff\xfb\x90\x00" * 99, Wrong.KIND),
    "webm": (b"\x1aE\xdf\xa3" + b"webm" * 99, Wrong.KIND),
    "ogg": (b"OggS" + bytes(99), Wrong.KIND),
    "a picture in a RIFF": (b"RIFF" + struct.pack("<I", 4) + b"WEBP", Wrong.KIND),
    "its head alone": (spoken()[:12], Wrong.KIND),
    "half a head": (spoken()[:30], Wrong.CUT),
    "no samples": (wav([]), Wrong.CUT),
    "broken off": (spoken()[:-100], Wrong.CUT),
    "says it is longer": (lying(RATE * 50), Wrong.CUT),
    "says it is endless": (lying((2**32 - 1) // 2), Wrong.CUT),
    "float samples": (with_format(3), Wrong.KIND),
    "packed": (with_format(0x55), Wrong.KIND),
    "8 bits": (wav([200] * RATE, width=1), Wrong.DEPTH),
    "six channels": (wav(tone(0.5), channels=6), Wrong.CHANNELS),
    "a telephone": (wav(tone(1, 8000), 8000), Wrong.RATE),
    "a studio": (wav(tone(1, 96_000), 96_000), Wrong.RATE),
    "a click": (wav(tone(0.1)), Wrong.SHORT),
    "a minute and a second": (wav([9000] * 16_000 * 61, 16_000), Wrong.LONG),
    "silence": (wav(silence(2)), Wrong.SILENT),
    "large": (wav(tone(1)) + bytes(LARGEST_SOUND), Wrong.LARGE),
}


@pytest.mark.parametrize("name", WRONG)
def test_other_files_are_refused_each_with_its_reason(name: str) -> None:
    content, why = WRONG[name]
    with pytest.raises(WrongSound) as told:
        take_sound(content)
    assert told.value.why == why


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_a_mono_sound_is_kept_as_it_was_sent(rate: int) -> None:
    sound = tone(1, rate)
    taken = take_sound(wav(sound, rate))
    kept, kept_rate = samples_of(taken.content)
    assert (list(kept), kept_rate, taken.seconds) == (sound, rate, 1.0)


def test_two_channels_become_one() -> None:
    sound = tone(1)
    kept, _ = samples_of(take_sound(wav(sound, channels=2)).content)
    assert list(kept) == sound


def test_what_else_is_in_the_file_is_not_kept() -> None:
    content = spoken()
    note = b"LIST" + struct.pack("<I", 8) + b"Cilla's "
    size = struct.pack("<I", len(content) + len(note) - 8)
    more = content[:4] + size + content[8:12] + note + content[12:]
    taken = take_sound(more + b"<script>hidden</script>")
    assert taken.content == content
    assert taken.seconds == 1.0


def test_a_minute_is_taken() -> None:
    assert take_sound(wav([9000, -9000] * 8000 * 60, 16_000)).seconds == 60
