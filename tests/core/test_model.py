"""A questionnaire is checked as a whole before anybody meets it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from survey.questionnaire.model import Questionnaire, canonical, json_schema
from survey.questionnaire.wording import WordingText
from survey.voices import Perspective
from tests.codesign import options
from tests.world import one_of_each_kind


def facts() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(canonical(one_of_each_kind()))
    return read


def refused(given: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        Questionnaire.model_validate(given)
    return str(caught.value)


def question(given: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(q for q in given["questions"] if q["key"] == key)
    return found


def test_two_questions_may_not_share_a_key() -> None:
    given = facts()
    given["questions"].append(question(given, "visits"))
    assert "question key 'visits' is used more than once" in refused(given)


def test_two_options_may_not_share_a_key() -> None:
    given = facts()
    options = question(given, "barriers")["options"]
    options.append(options[0])
    assert "option key of barriers 'tired' is used more than once" in refused(given)


def test_two_scales_may_not_share_a_key() -> None:
    given = facts()
    given["scales"] *= 2
    assert "scale key 'mood' is used more than once" in refused(given)


def test_a_condition_looks_back_only() -> None:
    given = facts()
    question(given, "where")["ask_if"] = [{"question": "visits", "answers": ["yes"]}]
    assert "where: ask_if names 'visits', which is not asked before it" in refused(given)


def test_a_condition_names_an_answer_that_can_be_given() -> None:
    given = facts()
    question(given, "where")["ask_if"] = [{"question": "again", "answers": ["perhaps"]}]
    assert "where: 'again' has no answer 'perhaps'" in refused(given)


SCALES: dict[str, tuple[dict[str, Any], str]] = {
    "an item nobody asks": ({"items": ["enough", "again", "mood"]}, "there is no question 'mood'"),
    "an item of several answers": (
        {"items": ["enough", "again", "barriers"]},
        "'barriers' must be answered with one option",
    ),
    "an item of free words": (
        {"items": ["enough", "again", "matters"]},
        "'matters' must be answered with one option",
    ),
    "an answer without points": (
        {"item_points": {"enough": {"enough": 2}, "again": {"yes": 1, "no": 0}}},
        "'enough' has no points for 'little'",
    ),
    "a reversed stranger": ({"reversed": ["visits"]}, "visits is no item of the scale"),
    "a single item": ({"items": ["enough"]}, "at least 2 items"),
}


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_fits_its_questions(name: str) -> None:
    change, message = SCALES[name]
    given = facts()
    given["scales"][0].update(change)
    assert message in refused(given)


@pytest.mark.parametrize("name", ["languages", "voices", "wordings", "questions"])
def test_nothing_essential_is_empty(name: str) -> None:
    assert name in refused(facts() | {name: []})


def test_an_unknown_language_is_named_with_those_known() -> None:
    assert "unknown language 'xx'; known: da, en" in refused(facts() | {"languages": ["xx"]})


def test_it_knows_whom_and_what_it_asks() -> None:
    whole = one_of_each_kind()
    assert whole.for_residents()
    assert "hello" not in [asked.key for asked in whole.asked()]
    assert len(list(whole.asked())) == len(whole.questions) - 1
    assert whole.find("nothing_of_the_kind") is None
    assert not Questionnaire.model_validate(facts() | {"voices": ["staff"]}).for_residents()


def test_a_wording_falls_back_to_the_one_for_everybody() -> None:
    text = WordingText.model_validate({"every": {"da": "Alle"}, "self": {"da": "Du"}})
    assert text.say(Perspective.SELF, "da") == "Du"
    assert text.say(Perspective.OWN_VIEW, "da") == "Alle"
    assert text.say(Perspective.OWN_VIEW, "en") == ""


def test_a_wording_from_nowhere_is_refused() -> None:
    with pytest.raises(ValidationError, match="'herself' is neither a language nor a wording"):
        WordingText.model_validate({"herself": {"da": "Hun"}})


def test_the_canonical_text_reads_back_the_same() -> None:
    whole = one_of_each_kind()
    assert Questionnaire.model_validate_json(canonical(whole)) == whole
    assert canonical(Questionnaire.model_validate_json(canonical(whole))) == canonical(whole)


def test_the_schema_is_plain_json_and_knows_every_kind() -> None:
    schema = json.loads(json.dumps(json_schema()))
    kinds = schema["properties"]["questions"]["items"]["discriminator"]["mapping"]
    both = (*one_of_each_kind().questions, *options().questions)
    assert set(kinds) == {q.kind for q in both}
    assert set(schema["required"]) == {
        *("key", "title", "purpose", "languages", "voices", "wordings", "questions")
    }
