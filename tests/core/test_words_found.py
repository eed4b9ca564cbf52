"""Numbers and addresses in people's words: what is found, what is left alone, and what is masked."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from survey.words.clean import clean
from survey.words.found import Kind, century_of, found_in
from survey.words.masking import MASKS, first_masked, mask, readable
from survey.words.names import suggested_in
from tests.hostile import HOSTILE

TABLE = Path(__file__).parents[1] / "data" / "detected.tsv"
CASES = [line.split("\t") for line in TABLE.read_text().splitlines()[1:]]


def kinds(text: str) -> set[Kind]:
    return {one.kind for one in found_in(text)}


def test_the_table_has_a_hundred_of_each() -> None:
    assert [sum(case[0] == kind for case in CASES) for kind in ("cpr", "phone", "email")] == [
        100
    ] * 3


@pytest.mark.parametrize(("kind", "found", "text"), CASES)
def test_what_is_in_the_table(kind: str, found: str, text: str) -> None:
    assert (Kind(kind) in kinds(text)) == (found == "yes")


def test_few_random_numbers_look_like_a_cpr_number() -> None:
    made = random.Random(2026)
    numbers = [f"{made.randrange(10**10):010}" for _ in range(50_000)]
    share = sum(Kind.CPR in kinds(one) for one in numbers) / len(numbers)
    assert 0.03 < share < 0.04


def test_no_check_digit_is_asked_for() -> None:
    """Ten numbers with the same date: at most one of them fits modulus 11."""
    assert all(Kind.CPR in kinds(f"010150-123{last}") for last in range(10))


def test_the_century_follows_from_the_seventh_digit() -> None:
    centuries = [century_of(*one) for one in ((0, 99), (4, 36), (4, 37), (5, 57), (5, 58), (9, 37))]
    assert centuries == [1900, 2000, 1900, 2000, 1800, 1900]


def test_what_is_not_seen_hides_no_number() -> None:
    assert kinds(clean(HOSTILE["a number broken by what is not seen"])) == {Kind.CPR}
    assert kinds("0101\u200d50-1234") == {Kind.CPR}
    assert kinds(HOSTILE["numbers of other scripts"]) == {Kind.CPR}


@pytest.mark.parametrize("language", MASKS)
def test_each_language_has_its_words_for_what_is_masked(language: str) -> None:
    text = "Ring 20 12 34 56 om 010150-1234, anna@example.org"
    masked = mask(text, found_in(text), language)
    assert masked.count("[") == 3
    assert not found_in(masked)


def test_masked_in_danish() -> None:
    text = "Ring 20 12 34 56 om 010150-1234, anna@example.org"
    assert first_masked(text, "da") == "Ring [telefonnummer] om [cpr-nummer], [e-mail]"


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_takes_long_or_gets_through(name: str) -> None:
    began = time.process_time()
    text, cut = readable(HOSTILE[name])
    masked = first_masked(HOSTILE[name], "da")
    suggested_in(text, "da", found_in(text))
    assert time.process_time() - began < 5
    assert not found_in(masked)
    assert cut == (len(clean(HOSTILE[name])) > len(text))
    assert not set(masked) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff\x1b\x00")


def said(text: str, language: str = "da") -> list[str]:
    return [one.of(text) for one in suggested_in(text, language, found_in(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Anna sagde, at Bo Jensen kom på værelse 12 den 3. maj.",
            ["Anna", "Bo Jensen", "værelse 12", "3. maj"],
        ),
        ("Maden er god. Kaffen er kold, og Danmark er dejligt i December.", []),
        ("Tal med sygeplejerske Hvidtfeldt eller fru Ø", ["Hvidtfeldt", "Ø"]),
        ("vi savner annas kage", []),
        ("Det var Annas idé 24/12", ["Annas", "24/12"]),
        ("DET ER FOR DÅRLIGT", []),
    ],
)
def test_names_rooms_and_dates_are_suggested(text: str, names: list[str]) -> None:
    assert said(text) == names


def test_nouns_are_no_names_in_german() -> None:
    assert said("Ich mag den Kaffee und die Musik von Anna", "de") == ["Anna"]
