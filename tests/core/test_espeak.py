"""The real synthesiser: every language speaks, at the speed that is understood best."""

from __future__ import annotations

import array
import io
import wave
from concurrent.futures import ThreadPoolExecutor

import pytest

from survey.languages import LANGUAGES, STAFF_LANGUAGES
from survey.questionnaire.library import library
from survey.speech.espeak import SPEAKERS, CannotSpeak, Espeak, find_espeak
from survey.speech.sayings import LONGEST
from survey.voices import Perspective

LONGEST_PART = 14
"""Seconds."""


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    found = find_espeak()
    assert found
    return found


def seconds(file: bytes) -> float:
    with wave.open(io.BytesIO(file)) as sound:
        frames: float = sound.getnframes()
        rate: float = sound.getframerate()
        return frames / rate


def test_every_language_has_its_speaker() -> None:
    assert set(SPEAKERS) == set(LANGUAGES)


@pytest.mark.parametrize("language", SPEAKERS)
def test_it_speaks_up_and_simply(espeak: Espeak, language: str) -> None:
    with wave.open(io.BytesIO(espeak.say("En prøve. A test.", SPEAKERS[language]))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert sound.getframerate() <= 24_000
        samples = array.array("h", sound.readframes(sound.getnframes()))
    assert max(samples) > 3_000


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_it_says_about_150_words_a_minute(espeak: Espeak, language: str) -> None:
    texts = [
        question.text.say(Perspective.SELF, language)
        for one in library().values()
        for question in one.asked()
    ]
    spoken = [text for text in texts if text]
    time = sum(seconds(espeak.say(text, SPEAKERS[language])) for text in spoken)
    assert 140 <= 60 * sum(len(text.split()) for text in spoken) / time <= 160


@pytest.mark.parametrize("language", SPEAKERS)
def test_the_longest_piece_is_short_enough(espeak: Espeak, language: str) -> None:
    text = ("Rødgrød med fløde på " * 10)[:LONGEST]
    assert seconds(espeak.say(text, SPEAKERS[language])) <= LONGEST_PART


def test_languages_do_not_sound_alike(espeak: Espeak) -> None:
    said = {espeak.say("Mange tak", speaker) for speaker in SPEAKERS.values()}
    assert len(said) == len(SPEAKERS)


def test_many_may_ask_at_once(espeak: Espeak) -> None:
    asked = [(f"Nummer {n}", speaker) for n in range(6) for speaker in SPEAKERS.values()]
    alone = [espeak.say(*one) for one in asked]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda one: espeak.say(*one), asked))
    for one, other in zip(together, alone, strict=True):
        assert seconds(one) == pytest.approx(seconds(other), abs=0.02)


def test_an_unknown_speaker_is_told(espeak: Espeak) -> None:
    with pytest.raises(CannotSpeak):
        espeak.say("Hej", "nobody")
