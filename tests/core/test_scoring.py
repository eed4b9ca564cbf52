"""Scales are scored as their authors say, with their own rules for what is missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from survey.questionnaire.library import library
from survey.questionnaire.scoring import Band, Scale

GOLDEN = Path(__file__).parents[1] / "data" / "golden-statistics.json"


def golden(function: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The `(input, expected)` of a function's golden cases."""
    cases = [case for case in json.loads(GOLDEN.read_text())["cases"] if case["fn"] == function]
    assert cases
    return [(case["input"], case["expected"]) for case in cases]


def scale(questionnaire: str, key: str) -> Scale:
    return next(s for s in library()[questionnaire].scales if s.key == key)


def answers(one: Scale, said: Sequence[str | None]) -> dict[str, str]:
    """What the items were answered with, in their order; None is left out."""
    return {item: word for item, word in zip(one.items, said, strict=True) if word is not None}


def points(said: Sequence[int | None]) -> list[str | None]:
    return [None if word is None else f"p{word}" for word in said]


def band_of(one: Scale, score: float | None) -> str | None:
    band = None if score is None else one.band(score)
    return band.key if band else None


def test_who5() -> None:
    who5 = scale("who5", "who5")
    names = {"0-35": "low", "36-50": "reduced", "51-100": "good", None: None}
    for given, expected in golden("who5"):
        score = who5.score(answers(who5, points(given["items"])))
        assert score == expected["score"]
        assert band_of(who5, score) == names[expected["band"]]


def test_who5_reaches_from_0_to_100_and_every_score_has_a_band() -> None:
    who5 = scale("who5", "who5")
    assert who5.score(answers(who5, ["p0"] * 5)) == 0
    assert who5.score(answers(who5, ["p5"] * 5)) == 100
    assert [band_of(who5, score) for score in (0, 32, 36, 48, 52, 100)] == [
        *("low", "low", "reduced", "reduced", "good", "good")
    ]
    assert all(who5.band(score) for score in range(0, 101, 4))


def test_tils() -> None:
    tils = scale("tils", "tils")
    for given, expected in golden("t_ils"):
        score = tils.score(answers(tils, points(given["items"])))
        assert score == expected["sum"]
        if score is not None:
            assert (band_of(tils, score) == "severe") is expected["severe_dk"]
            assert (band_of(tils, score) in {"lonely", "severe"}) is expected["lonely_6plus"]


def test_tils_gives_every_score_a_band() -> None:
    tils = scale("tils", "tils")
    assert [band_of(tils, score) for score in range(3, 10)] == ["rarely"] * 3 + ["lonely"] + [
        "severe"
    ] * 3


def test_de_jong_gierveld() -> None:
    total, emotional, social = library()["dejong_gierveld6"].scales
    names = {
        "not lonely": "none",
        "moderately lonely": "moderate",
        "severely lonely": "severe",
        None: None,
    }
    for given, expected in golden("djg6"):
        said = answers(total, [*given["emotional"], *given["social"]])
        score = total.score(said)
        assert score == expected["total"]
        assert band_of(total, score) == names[expected["category"]]
        assert emotional.score(said) == expected["emotional"]
        assert social.score(said) == expected["social"]


def test_de_jong_gierveld_turns_the_social_items_and_counts_more_or_less_on_both_sides() -> None:
    total, emotional, social = library()["dejong_gierveld6"].scales
    assert total.score(answers(total, ["more_or_less"] * 6)) == 6
    assert emotional.score(answers(emotional, ["yes", "more_or_less", "no"])) == 2
    assert social.score(answers(social, ["yes", "more_or_less", "no"])) == 2


def test_de_jong_gierveld_bands_meet_without_a_gap() -> None:
    total = scale("dejong_gierveld6", "djg6")
    assert [band_of(total, score) for score in range(7)] == [
        *("none", "none", "moderate", "moderate", "moderate", "severe", "severe")
    ]


def made(**facts: Any) -> Scale:
    """A scale of three items, each answered p1 to p5, with `facts` changed."""
    five = {f"p{n}": n for n in range(1, 6)}
    return Scale.model_validate(
        {"key": "made", "name": "Made", "items": ["a", "b", "c"], "points": five, **facts}
    )


def test_a_mean_leaves_out_what_is_missing() -> None:
    core = made(method="mean", missing_allowed=1)
    for given, expected in golden("coreq3"):
        score = core.score(answers(core, points(given["items"])))
        assert score == pytest.approx(expected["average"], abs=1e-4)


def test_a_reversed_item_is_turned_within_its_own_points() -> None:
    turned = made(reversed=["b"])
    assert turned.score({"a": "p1", "b": "p1", "c": "p1"}) == 1 + 5 + 1
    assert turned.score({"a": "p5", "b": "p4", "c": "p5"}) == 5 + 2 + 5
    own = made(reversed=["b"], item_points={"b": {"no": 0, "yes": 3}})
    assert own.score({"a": "p1", "b": "no", "c": "p1"}) == 1 + 3 + 1


def test_a_sum_takes_what_is_missing_as_nothing_up_to_its_limit() -> None:
    assert made().score({"a": "p5", "b": "p5"}) is None
    lenient = made(missing_allowed=1)
    assert lenient.score({"a": "p5", "b": "p5"}) == 10
    assert lenient.score({"a": "p5"}) is None


def test_nothing_answered_is_no_score_however_lenient() -> None:
    assert made(missing_allowed=3).score({}) is None
    assert made(missing_allowed=3, method="mean").score({}) is None


def test_percent_is_the_sum_times_the_factor() -> None:
    assert made(method="percent", factor=100 / 15).score(dict.fromkeys("abc", "p3")) == 60


def test_answers_to_other_questions_are_left_alone() -> None:
    assert made().score({**dict.fromkeys("abc", "p2"), "d": "p5"}) == 6


BAND = Band.model_validate({"key": "low", "low": 0, "high": 5, "label": {"da": "Lav"}})


def test_bands_hold_for_unaltered_words_only() -> None:
    own = made(bands=[BAND])
    assert own.band(5) == BAND
    assert own.band(5.5) is None
    assert own.model_copy(update={"modified_wording": True}).band(5) is None


def test_a_reversed_stranger_is_refused() -> None:
    with pytest.raises(ValidationError, match="d is no item"):
        made(reversed=["d"])
    with pytest.raises(ValidationError, match="d is no item"):
        made(item_points={"d": {"yes": 1}})
