"""Each kind takes its own answers and nothing else."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from survey.questionnaire.kinds import KINDS, Question
from survey.questionnaire.kinds.base import QuestionBase, WrongValue

WORDS = {"da": "Ord", "en": "Words"}
READER: TypeAdapter[QuestionBase] = TypeAdapter(Question)


def option(key: str) -> dict[str, Any]:
    return {"key": key, "label": WORDS}


THREE = [option(key) for key in ("garden", "lounge", "nowhere")]
FACTS: dict[str, dict[str, Any]] = {
    "choice": {"options": THREE},
    "yes_no": {},
    "scale": {"steps": THREE},
    "choices": {"options": THREE, "none_of_these": "nowhere"},
    "pick": {"options": THREE, "none_of_these": "nowhere", "at_most": 1},
    "rank": {"options": THREE},
    "number": {"least": -3, "most": 31},
    "text": {"at_most": 12},
    "info": {},
}
"""What a question of each kind needs besides its text."""

TAKEN: dict[str, list[tuple[Any, Any, str]]] = {
    "choice": [("garden", "garden", "garden")],
    "yes_no": [("yes", "yes", "yes"), ("no", "no", "no")],
    "scale": [("lounge", "lounge", "lounge")],
    "choices": [
        (["lounge", "garden"], ["garden", "lounge"], "garden+lounge"),
        (["lounge", "lounge"], ["lounge"], "lounge"),
        (["nowhere"], ["nowhere"], "nowhere"),
    ],
    "pick": [(["lounge"], ["lounge"], "lounge"), (["lounge", "lounge"], ["lounge"], "lounge")],
    "rank": [
        (["lounge", "garden"], ["lounge", "garden"], "lounge+garden"),
        (["nowhere"], ["nowhere"], "nowhere"),
        (["nowhere", "garden", "lounge"], ["nowhere", "garden", "lounge"], "nowhere+garden+lounge"),
    ],
    "number": [(0, 0, "0"), (-3, -3, "-3"), (31, 31, "31")],
    "text": [("  Tak <b>!\n", "Tak <b>!", ""), ("æøå ي 🌻", "æøå ي 🌻", "")],
    "info": [],
}
"""Per kind: what is sent, what is stored, what it is called in the tally."""

REFUSED: dict[str, list[Any]] = {
    "choice": ["", "Garden", "garden ", "attic", ["garden"], 0, None, True, {"key": "garden"}],
    "yes_no": ["Ja", "maybe", True, False, 1, ["yes"], None],
    "scale": ["", "1", 1, ["garden"], None],
    "choices": [
        [],
        "garden",
        ["attic"],
        [["garden"]],
        [None],
        ["garden", "nowhere"],
        {"garden": 1},
    ],
    "pick": [[], "garden", ["garden", "lounge"], ["garden", 1], None],
    "rank": [[], "garden", ["garden", "garden"], ["attic"], ["garden.1"], [1], {"garden": 1}, None],
    "number": ["3", 3.0, math.nan, math.inf, True, -4, 32, 10**30, None, [3]],
    "text": ["", "   \n", "x" * 13, "a\x00b", None, 3, ["a"]],
    "info": ["read", True, None, []],
}

FORMS: dict[str, list[tuple[list[str], Any]]] = {
    "choice": [(["garden"], "garden"), ([""], None), ([], None)],
    "yes_no": [(["yes"], "yes"), ([], None)],
    "scale": [(["lounge"], "lounge"), ([], None)],
    "choices": [(["garden", "", "lounge"], ["garden", "lounge"]), ([""], None), ([], None)],
    "pick": [(["garden"], ["garden"]), ([], None)],
    "rank": [
        (["garden.2", "", "lounge.1"], ["lounge", "garden"]),
        (["garden.3", "lounge.1"], ["lounge", "garden"]),
        (["garden.1", "lounge.1"], ["garden.1", "lounge.1"]),
        (["garden.6"], ["garden.6"]),
        (["", ""], None),
        ([], None),
    ],
    "number": [
        ([" 7 "], 7),
        (["-3"], -3),
        (["007"], 7),
        ([""], None),
        (["seven"], "seven"),
        (["-"], "-"),
        (["٣"], 3),
        (["9" * 5000], "9" * 5000),
        ([], None),
    ],
    "text": [(["a\r\nb "], "a\nb"), (["  "], None), ([], None)],
    "info": [([], None)],
}
"""Per kind: the fields of a posted form, and the value read from them."""


def question(kind: str) -> QuestionBase:
    return READER.validate_python({"key": "it", "kind": kind, "text": WORDS, **FACTS[kind]})


def test_every_kind_is_tried_here() -> None:
    assert set(FACTS) == set(TAKEN) == set(REFUSED) == set(FORMS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_stored_in_one_form(kind: str) -> None:
    asked = question(kind)
    for sent, stored, counted in TAKEN[kind]:
        assert asked.parse(sent) == stored
        assert asked.parse(stored) == stored
        assert asked.counted_as(stored) == counted


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_is_refused(kind: str) -> None:
    for value in REFUSED[kind]:
        with pytest.raises(WrongValue):
            question(kind).parse(value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_read(kind: str) -> None:
    for typed, value in FORMS[kind]:
        assert question(kind).read_form(typed) == value


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(value=ANYTHING)
def test_whatever_is_sent_fits_or_is_refused_by_name(kind: str, value: object) -> None:
    asked = question(kind)
    try:
        stored = asked.parse(value)
    except WrongValue:
        return
    assert asked.parse(stored) == stored


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "info"])
@settings(deadline=None)
@given(typed=st.lists(st.text()))
def test_whatever_is_typed_fits_or_is_refused_by_name(kind: str, typed: list[str]) -> None:
    asked = question(kind)
    value = asked.read_form(typed)
    try:
        _ = value is None or asked.parse(value)
    except WrongValue:
        return


def test_only_own_words_are_kept_apart() -> None:
    assert [kind for kind, made in KINDS.items() if made.free_words] == ["text"]
    assert [kind for kind, made in KINDS.items() if not made.asks] == ["info"]
    assert [kind for kind, made in KINDS.items() if made.several] == ["choices", "pick", "rank"]


def test_yes_and_no_may_be_said_in_other_words() -> None:
    facts = {"key": "it", "kind": "yes_no", "text": WORDS, "yes": {"da": "Gerne", "en": "Gladly"}}
    yes, no = READER.validate_python(facts).choosable()
    assert (yes.key, yes.label.root["every"].say("da")) == ("yes", "Gerne")
    assert (no.key, no.label.root["every"].say("da")) == ("no", "Nej")


MADE_WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "no options": ("choice", {"options": []}),
    "thirteen options": ("choice", {"options": [option(f"o{n}") for n in range(13)]}),
    "one step": ("scale", {"steps": THREE[:1]}),
    "six steps": ("scale", {"steps": [option(f"s{n}") for n in range(6)]}),
    "a pick of nothing": ("pick", {"at_most": 0}),
    "one to rank": ("rank", {"options": THREE[:1]}),
    "six to rank": ("rank", {"options": [option(f"o{n}") for n in range(6)]}),
    "an image nobody can hear": ("rank", {"options": [*THREE, {**option("d"), "image": "a" * 64}]}),
    "an image that is no hash": (
        "choice",
        {"options": [*THREE, {**option("d"), "image": "../x", "image_text": WORDS}]},
    ),
    "least above most": ("number", {"least": 9, "most": 1}),
    "a span that could name somebody": ("number", {"least": 0, "most": 20_000}),
    "a picture nobody can hear": ("choice", {"picture": "garden"}),
    "a field of another kind": ("yes_no", {"at_most": 3}),
    "a key with markup": ("choice", {"options": [option("a"), {"key": "<b>", "label": WORDS}]}),
}


@pytest.mark.parametrize("name", MADE_WRONG)
def test_a_question_that_cannot_work_is_refused(name: str) -> None:
    kind, facts = MADE_WRONG[name]
    with pytest.raises(ValidationError):
        READER.validate_python({"key": "it", "kind": kind, "text": WORDS, **FACTS[kind], **facts})
