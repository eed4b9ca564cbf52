"""What can be done to a draft, as plain functions on what it holds."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.draft.check import as_far_as_it_goes, check
from survey.questionnaire.draft.content import (
    Content,
    Gone,
    blank,
    find_question,
    from_questionnaire,
)
from survey.questionnaire.draft.keys import answer_keys, key_from, question_keys, questionnaire_key
from survey.questionnaire.draft.notes import WHOLE
from survey.questionnaire.draft.operations import (
    MOST_ANSWERS,
    MOST_QUESTIONS,
    Licensed,
    NoRoom,
    add_answer,
    add_question,
    duplicate_question,
    move_answer,
    move_question,
    place_question,
    remove_answer,
    remove_question,
    set_about,
    set_condition,
    set_licence,
    set_question,
    set_words,
)
from survey.questionnaire.draft.parts import ABOUT, mark_of
from survey.questionnaire.draft.strict import to_data
from survey.questionnaire.kinds import KINDS
from survey.questionnaire.library import library
from survey.questionnaire.lint import findings_refusing, lint
from survey.questionnaire.model import Questionnaire
from tests.codesign import IMAGE, options
from tests.world import one_of_each_kind

ALL = [
    *library().values(),
    one_of_each_kind(),
    options(images={"song": IMAGE}),
    options("choice").model_copy(update={"key": "sunday"}),
]
READY = [q for q in ALL if not findings_refusing(lint(q))]


def ids(content: Content) -> list[str]:
    return [one["id"] for one in content["questions"]]


def three() -> Content:
    """A draft of three questions that can be answered by yes or no."""
    content = blank()
    for words in ("Er du glad?", "Er du mæt?", "Er du træt?"):
        content, id_ = add_question(content, "yes_no")
        content = set_words(content, id_, "text", "every", "da", words)
    return content


def rules(content: Content, question: str = WHOLE) -> set[str]:
    return {note.rule for note in check(content).of(question)}


@pytest.mark.parametrize("questionnaire", READY, ids=lambda one: one.key)
def test_what_goes_in_comes_out_the_same(questionnaire: Questionnaire) -> None:
    content = from_questionnaire(questionnaire)
    assert Questionnaire.model_validate(to_data(content)) == questionnaire
    assert check(content).questionnaire == questionnaire


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_question_of_each_kind_can_be_added_and_says_what_it_lacks(kind: str) -> None:
    content, id_ = add_question(blank(), kind)
    assert find_question(content, id_)["kind"] == kind
    assert "wording_missing" in rules(content, id_)
    assert check(content).questionnaire is None
    assert as_far_as_it_goes(content)


def test_operations_leave_what_they_were_given_alone() -> None:
    content = three()
    before = copy.deepcopy(content)
    add_question(content, "text")
    duplicate_question(content, "1")
    remove_question(content, "1")
    move_question(content, "1", 1)
    set_words(content, "1", "text", "every", "da", "Andet")
    set_condition(content, "2", "1", ["yes"])
    set_about(content, {"title": {"da": "x"}})
    assert content == before


def test_questions_are_moved_one_up_and_one_down_and_never_past_an_end() -> None:
    content = three()
    assert ids(move_question(content, "2", -1)) == ["2", "1", "3"]
    assert ids(move_question(content, "2", 1)) == ["1", "3", "2"]
    assert ids(move_question(content, "1", -1)) == ["1", "2", "3"]
    assert ids(place_question(content, "1", 99)) == ["2", "3", "1"]


def test_a_question_is_copied_after_itself_with_a_key_of_its_own() -> None:
    content, id_ = duplicate_question(three(), "1")
    assert ids(content) == ["1", id_, "2", "3"]
    keys = question_keys(content)
    assert keys["1"] == "er_du_glad"
    assert keys[id_] == "er_du_glad_2"


def test_an_id_is_never_used_again() -> None:
    content = remove_question(three(), "3")
    content, id_ = add_question(content, "text")
    assert id_ == "4"


def test_what_is_gone_is_told() -> None:
    changes: list[Callable[[], Content]] = [
        lambda: remove_question(three(), "9"),
        lambda: move_question(three(), "9", 1),
        lambda: set_words(three(), "9", "text", "every", "da", "x"),
        lambda: remove_answer(three(), "1", "9"),
        lambda: set_licence(three(), "who5", "x"),
    ]
    for change in changes:
        with pytest.raises(Gone):
            change()


def test_there_is_room_for_so_many() -> None:
    content = blank()
    for _ in range(MOST_QUESTIONS):
        content, _id = add_question(content, "text")
    with pytest.raises(NoRoom):
        add_question(content, "text")
    content, id_ = add_question(blank(), "choice")
    for _ in range(MOST_ANSWERS - 2):
        content, _id = add_answer(content, id_)
    with pytest.raises(NoRoom):
        add_answer(content, id_)


def test_answers_are_added_moved_and_removed() -> None:
    content, id_ = add_question(blank(), "choices")
    content, third = add_answer(content, id_)
    content = set_question(content, id_, {"none_of_these": third})
    content = move_answer(content, id_, third, -1)
    assert [one["id"] for one in find_question(content, id_)["answers"]] == ["1", third, "2"]
    content = remove_answer(content, id_, third)
    assert [one["id"] for one in find_question(content, id_)["answers"]] == ["1", "2"]
    assert find_question(content, id_)["none_of_these"] == ""


def test_a_scale_is_taken_as_it_is() -> None:
    content = from_questionnaire(library()["who5"])
    changes: list[Callable[[], object]] = [
        lambda: remove_question(content, "1"),
        lambda: add_answer(content, "1"),
        lambda: remove_answer(content, "1", "1"),
        lambda: move_answer(content, "1", "1", 1),
    ]
    for change in changes:
        with pytest.raises(Licensed):
            change()
    assert "licence_note_missing" in rules(content)
    assert "licence_note_missing" not in rules(set_licence(content, "who5", "Fra WHO, nr. 7"))


def test_a_condition_names_answers_of_an_earlier_question() -> None:
    content = set_condition(three(), "2", "1", ["yes"])
    asked = to_data(content)["questions"][1]["ask_if"]
    assert asked == [{"question": "er_du_glad", "answers": ["yes"]}]
    content = set_words(content, "1", "text", "every", "da", "Er du munter?")
    asked = to_data(content)["questions"][1]["ask_if"]
    assert asked == [{"question": "er_du_munter", "answers": ["yes"]}]
    assert set_condition(content, "2", "1", []) != content
    assert to_data(set_condition(content, "2", "1", []))["questions"][1]["ask_if"] == []


def test_a_condition_that_no_longer_holds_is_told_at_its_question() -> None:
    content = set_condition(three(), "2", "1", ["yes"])
    assert "condition_gone" in rules(remove_question(content, "1"), "2")
    assert "condition_later" in rules(move_question(content, "1", 1), "2")
    assert "condition_answer_gone" in rules(set_condition(content, "2", "1", ["perhaps"]), "2")
    assert not rules(content, "2") & {"condition_gone", "condition_later"}


def test_a_key_follows_the_words_until_it_is_published() -> None:
    content = three()
    assert question_keys(content)["1"] == "er_du_glad"
    content = set_words(content, "1", "text", "every", "da", "Er du i godt humør?")
    assert question_keys(content)["1"] == "er_du_i_godt_humoer"
    published = from_questionnaire(one_of_each_kind())
    reworded = set_words(published, "2", "text", "every", "da", "Noget andet?")
    assert question_keys(reworded)["2"] == "matters"


def test_a_name_that_was_published_is_given_to_no_other_question() -> None:
    content = remove_question(from_questionnaire(one_of_each_kind()), "2")
    content, id_ = add_question(content, "text")
    content = set_words(content, id_, "text", "every", "en", "Matters")
    assert question_keys(content)[id_] == "matters_2"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Hvad ønsker du dig på søndag?", "hvad_oensker_du_dig_paa_soendag"),
        ("3 ting", "n_3_ting"),
        ("هل أنت سعيد؟", ""),
        ("🙂", ""),
        ("<b>", "b"),
        ("x" * 90, "x" * 40),
    ],
)
def test_keys_are_made_from_words(words: str, key: str) -> None:
    assert key_from(words) == key


def test_words_without_latin_letters_get_a_key_all_the_same() -> None:
    content, id_ = add_question({**blank(), "languages": ["ar"]}, "choice")
    content = set_words(content, id_, "text", "every", "ar", "هل أنت سعيد؟")
    assert question_keys(content)[id_] == f"question_{id_}"
    assert answer_keys(content, find_question(content, id_)) == {"1": "answer_1", "2": "answer_2"}
    assert questionnaire_key(content, {"questionnaire"}) == "questionnaire_2"


def test_what_breaks_a_rule_is_told_at_its_field_with_the_reason() -> None:
    content = set_words(three(), "1", "text", "every", "da", "Er du ikke glad og mæt?")
    told = {note.rule: note for note in check(content).of("1")}
    assert told["negation"].field == "text.every.da"
    assert told["negation"].stops
    assert told["negation"].why(str)
    assert "double_question" in told


def test_a_wording_per_point_of_view_is_told_apart() -> None:
    content = set_about(three(), {"wordings": ["self", "as_resident"]})
    content = set_words(content, "1", "text", "self", "da", "Er du glad?")
    missing = [note.field for note in check(content).of("1") if note.rule == "wording_missing"]
    assert missing == ["text.as_resident.da"]


def test_numbers_that_are_none_are_saved_and_told() -> None:
    content, id_ = add_question(blank(), "number")
    content = set_question(content, id_, {"least": "mange", "most": 5})
    assert "not_a_number" in rules(content, id_)
    content = set_question(content, id_, {"least": 9, "most": 5})
    assert "span_turned" in rules(content, id_)
    content = set_question(content, id_, {"least": 0, "most": 5000})
    assert "span_wide" in rules(content, id_)


def test_an_empty_draft_says_what_it_needs() -> None:
    empty = {**blank(), "languages": [], "voices": [], "wordings": []}
    told = {note.field for note in check(empty).of(WHOLE)}
    assert {"languages", "voices", "wordings", "questions"} <= told


def test_a_mark_changes_with_its_own_part_only() -> None:
    content = three()
    other = set_words(content, "2", "text", "every", "da", "Andet?")
    assert mark_of(other, "1") == mark_of(content, "1")
    assert mark_of(other, "2") != mark_of(content, "2")
    assert mark_of(other, ABOUT) == mark_of(content, ABOUT)


STEPS = st.lists(
    st.sampled_from(["add", "copy", "remove", "up", "down", "answer", "condition"]), max_size=12
)


@given(STEPS, st.randoms(use_true_random=False))
def test_whatever_is_done_the_draft_can_be_checked(steps: list[str], chance: Random) -> None:
    content = three()
    for step in steps:
        content = _done(content, step, chance)
        checked = check(content)
        stops = any(note.stops for note in checked.notes)
        assert stops == (checked.questionnaire is None)


def _done(content: Content, step: str, chance: Random) -> Content:
    pick = chance.choice
    one = pick(ids(content)) if ids(content) else ""
    if step == "add" or not one:
        return add_question(content, pick(list(KINDS)))[0]
    if step == "copy":
        return duplicate_question(content, one)[0]
    if step == "remove":
        return remove_question(content, one)
    if step in ("up", "down"):
        return move_question(content, one, -1 if step == "up" else 1)
    if step == "answer":
        return add_answer(content, one)[0] if find_question(content, one)["answers"] else content
    return set_condition(content, one, pick(ids(content)), ["yes"])
