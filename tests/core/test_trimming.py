"""Silence is cut off in the browser: where the words begin and end, in quiet rooms and noisy ones."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.sounds import RATE, silence, tone

ROOT = Path(__file__).resolve().parents[2]
KEPT = 0.15
CLOSE = 0.03
"""Seconds: what is kept around the words, and how close to that is right."""


def noise(seconds: float, loud: int) -> list[int]:
    """A room in which a fan runs."""
    chance = random.Random(1)
    return [chance.randint(-loud, loud) for _ in range(int(seconds * RATE))]


def mixed(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def words_in(samples: list[int]) -> tuple[float, float] | None:
    """From which second to which the browser finds words."""
    script = f"""
      import {{ wordsIn }} from "{ROOT}/admin/scripts/trimming.js";
      let text = "";
      for await (const piece of process.stdin) text += piece;
      const samples = Float32Array.from(JSON.parse(text), (one) => one / 32768);
      console.log(JSON.stringify(wordsIn(samples, {RATE})));
    """
    told = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(samples),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    return (found["from"] / RATE, found["to"] / RATE) if found else None


SPOKEN = [*silence(1), *tone(1), *silence(1.5)]
PAUSED = [*silence(1), *tone(0.4), *silence(1.2), *tone(0.4), *silence(1)]
QUIET = [*silence(1), *tone(1, loud=0.03), *silence(1)]
CLICK = [*tone(0.01, loud=0.9), *silence(0.99), *tone(1), *silence(1)]
SOUNDS = {
    "a quiet room": (SPOKEN, 1, 2),
    "a fan": (mixed(SPOKEN, noise(3.5, 900)), 1, 2),
    "a pause between words": (PAUSED, 1, 3),
    "a low voice": (QUIET, 1, 2),
    "a click before": (CLICK, 1, 2),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_silence_is_cut_off_and_a_breath_is_kept(name: str) -> None:
    samples, begins, ends = SOUNDS[name]
    found = words_in(samples)
    assert found
    assert found[0] == pytest.approx(begins - KEPT, abs=CLOSE)
    assert found[1] == pytest.approx(ends + KEPT, abs=CLOSE)


def test_who_speaks_from_first_to_last_loses_nothing() -> None:
    assert words_in(tone(1.5)) == pytest.approx((0, 1.5), abs=0.001)


@pytest.mark.parametrize("samples", [[], silence(2), noise(2, 40)], ids=["none", "zero", "faint"])
def test_where_nobody_speaks_there_are_no_words(samples: list[int]) -> None:
    assert words_in(samples) is None
