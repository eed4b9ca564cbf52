"""A version's hash is its content's; a trend goes on only where answers mean the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from survey.questionnaire.model import Questionnaire, canonical
from survey.questionnaire.versions import Change, changes, freeze, trends
from tests.world import one_of_each_kind

Edit = Callable[[dict[str, Any]], object]


def facts() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(canonical(one_of_each_kind()))
    return read


def edited(key: str, edit: Edit) -> Questionnaire:
    given = facts()
    edit(next(q for q in given["questions"] if q["key"] == key))
    return Questionnaire.model_validate(given)


def test_the_hash_is_that_of_the_canonical_text() -> None:
    frozen = freeze(one_of_each_kind())
    assert frozen.hash == hashlib.sha256(frozen.content.encode()).hexdigest()
    assert freeze(Questionnaire.model_validate_json(frozen.content)).hash == frozen.hash


def test_the_hash_does_not_hang_on_how_it_was_written() -> None:
    given = facts()
    backwards = dict(reversed(given.items()))
    short = json.loads(json.dumps(given))
    short["questions"][0]["text"] = short["questions"][0]["text"]["every"]
    wanted = freeze(one_of_each_kind()).hash
    assert freeze(Questionnaire.model_validate(backwards)).hash == wanted
    assert freeze(Questionnaire.model_validate(short)).hash == wanted


def test_one_letter_makes_another_hash() -> None:
    new = edited("again", lambda q: q["text"]["self"].update(da="Vil du være med igen"))
    assert freeze(new).hash != freeze(one_of_each_kind()).hash


def test_nothing_changed_is_no_change() -> None:
    assert changes(one_of_each_kind(), one_of_each_kind()) == []


def test_pictures_switched_on_are_another_way_of_asking_where_there_are_any() -> None:
    without = edited("enough", lambda q: q["steps"][0].update(picture="sun"))
    with_them = Questionnaire.model_validate(without.model_dump(mode="json") | {"pictures": True})
    assert changes(without, with_them) == [Change("enough", "pictures", False)]
    assert changes(without, with_them, ["enough"]) == [Change("enough", "pictures", True)]


WORDS: dict[str, tuple[str, Edit]] = {
    "its text": ("again", lambda q: q["text"]["self"].update(da="Vil du med igen?")),
    "its help": ("again", lambda q: q.update(help={"da": "Sig til.", "en": "Say."})),
    "a step's label": ("enough", lambda q: q["steps"][0]["label"]["every"].update(da="Rigeligt")),
    "its sensitivity": ("again", lambda q: q.update(sensitive=False)),
    "when it is asked": ("where", lambda q: q.update(ask_if=[])),
    "a unit": ("visits", lambda q: q.update(unit={"da": "besøg", "en": "visits"})),
}

ANSWERS: dict[str, tuple[str, Edit]] = {
    "a step more": ("enough", lambda q: q["steps"].append({"key": "lots", "label": {"da": "L"}})),
    "a step less": ("needs", lambda q: q["options"].pop(0)),
    "another order": ("enough", lambda q: q["steps"].reverse()),
    "more picks": ("needs", lambda q: q.update(at_most=3)),
    "another span": ("visits", lambda q: q.update(most=40)),
    "no simple variant": ("enough", lambda q: q.update(simple=None)),
    "no don't know": ("again", lambda q: q.update(offer_dont_know=False)),
}


@pytest.mark.parametrize("name", WORDS)
def test_other_words_break_the_trend_unless_a_person_says_they_mean_the_same(name: str) -> None:
    key, edit = WORDS[name]
    old, new = one_of_each_kind(), edited(key, edit)
    assert changes(old, new) == [Change(key, "other words", keeps_trend=False)]
    assert changes(old, new, [key]) == [Change(key, "other words", keeps_trend=True)]
    assert changes(old, new, ["visits_of_another"]) == changes(old, new)


@pytest.mark.parametrize("name", ANSWERS)
def test_other_answers_break_the_trend_whatever_is_said(name: str) -> None:
    given = facts()
    given["scales"] = []
    old = Questionnaire.model_validate(given)
    key, edit = ANSWERS[name]
    edit(next(q for q in given["questions"] if q["key"] == key))
    new = Questionnaire.model_validate(given)
    assert changes(old, new, [key]) == [Change(key, "other answers", keeps_trend=False)]


def test_another_kind_is_other_answers() -> None:
    given = facts()
    given["questions"][-1] = {"key": "visits", "kind": "text", "text": {"da": "Hvor mange?"}}
    new = Questionnaire.model_validate(given)
    assert changes(one_of_each_kind(), new, ["visits"]) == [
        Change("visits", "other answers", keeps_trend=False)
    ]


def test_what_came_and_what_went() -> None:
    given = facts()
    gone = given["questions"].pop()
    given["questions"].append(gone | {"key": "calls"})
    new = Questionnaire.model_validate(given)
    assert changes(one_of_each_kind(), new) == [
        Change("calls", "added", keeps_trend=False),
        Change("visits", "removed", keeps_trend=False),
    ]


def test_what_is_only_told_is_no_trend() -> None:
    new = edited("hello", lambda q: q.update(text={"da": "Goddag."}))
    assert changes(one_of_each_kind(), new) == []


def test_a_trend_goes_back_to_where_it_was_last_broken() -> None:
    old = one_of_each_kind()
    first = trends(1, old, {}, [])
    assert set(first.values()) == {1}
    reworded = edited("again", WORDS["its text"][1])
    second = trends(2, reworded, first, changes(old, reworded, ["again"]))
    assert second["again"] == 1
    third = trends(3, old, second, changes(reworded, old))
    assert third["again"] == 3
    assert third["enough"] == 1


def test_a_question_that_comes_back_starts_anew() -> None:
    whole = one_of_each_kind()
    given = facts()
    given["questions"].pop()
    without = Questionnaire.model_validate(given)
    second = trends(2, without, trends(1, whole, {}, []), changes(whole, without))
    assert "visits" not in second
    assert trends(3, whole, second, changes(without, whole))["visits"] == 3
