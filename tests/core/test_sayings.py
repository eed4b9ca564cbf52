"""What is said of a page is what stands on it, in pieces that can be said in one go."""

from __future__ import annotations

import pytest

from survey.speech.sayings import ANSWER, BUTTON, LONGEST, in_pieces, read_sayings

FRAMES = {ANSWER: "You can answer: {answer}.", BUTTON: "You can press: {answer}."}

QUESTION = """
<fieldset data-question="sleep">
  <legend><h2>Do you  sleep
    well?</h2></legend>
  <p class="when">Answer only if you answered “Yes”</p>
  <p class="help">Think of this week.</p>
  <p class="hint">Tap your answer</p>
  <label class="tile"><input type="radio" value="yes"><span>Yes &amp; no</span></label>
  <label class="tile"><input type="radio" value="-dont_know"><span>I don't know</span></label>
</fieldset>
"""
SCREEN = """
<template data-part="stop"><section class="screen">
  <p data-heading>May we?</p><p class="lead">You decide.</p>
  <button class="control" value="keep">Yes, keep</button>
  <button class="control back" value="back">Back</button>
</section></template>
"""


def said(html: str, *screens: str) -> list[tuple[str, str]]:
    return [(part, p) for s in read_sayings(html, FRAMES, screens) for part, p in s.parts.items()]


def test_a_question_is_said_with_its_help_and_each_answer_in_a_sentence() -> None:
    assert said(QUESTION) == [
        ("sleep", "Do you sleep well? Think of this week."),
        ("sleep.yes", "You can answer: Yes & no."),
        ("sleep.-dont_know", "You can answer: I don't know."),
    ]


def test_a_screen_is_said_when_it_is_wanted_but_for_the_way_back() -> None:
    assert said(SCREEN) == []
    assert said(SCREEN, "stop") == [
        ("-stop.0", "May we?"),
        ("-stop.1", "You decide."),
        ("-stop.2", "You can press: Yes, keep."),
    ]


def test_a_long_text_is_said_in_parts_that_make_the_whole() -> None:
    text = " ".join([f"Sentence number {n} is one of many." for n in range(12)])
    (saying,) = read_sayings(f"<fieldset data-question='q'><h2>{text}</h2></fieldset>", FRAMES)
    assert list(saying.parts)[:3] == ["q", "q-1", "q-2"]
    assert " ".join(saying.parts.values()) == saying.text == text
    assert all(part.endswith(".") for part in saying.parts.values())


@pytest.mark.parametrize("text", ["word " * 80, "x" * 400, "One. Two.", "a, " * 90])
def test_no_piece_is_longer_than_a_breath(text: str) -> None:
    pieces = in_pieces(text.strip())
    assert all(0 < len(piece) <= LONGEST for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
