"""What can be done to a draft. Each takes a draft and gives a new one; the old one stays as it was.

Each raises `Gone` when what it should change is not there any more.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from survey.questionnaire.draft.content import (
    Content,
    Gone,
    find_question,
    new_answer,
    new_question,
)
from survey.questionnaire.draft.keys import question_keys

MOST_QUESTIONS = 100
MOST_ANSWERS = 12


class NoRoom(ValueError):
    """There are as many already as fit."""


class Licensed(ValueError):
    """It belongs to a scale, and is taken as it is."""


def set_about(content: Content, fields: Mapping[str, Any]) -> Content:
    """The draft with other words about the whole: title, purpose, languages and so on."""
    return {**copy.deepcopy(content), **copy.deepcopy(dict(fields))}


def add_question(content: Content, kind: str, after: str | None = None) -> tuple[Content, str]:
    """A new question, last or after another; and its id. Raises NoRoom."""
    made = copy.deepcopy(content)
    id_ = _next_id(made)
    at = _place(made, after) + 1 if after else len(made["questions"])
    made["questions"].insert(at, new_question(id_, kind))
    return made, id_


def duplicate_question(content: Content, id_: str) -> tuple[Content, str]:
    """The same question once more, right after it, under a key of its own; and its id."""
    made = copy.deepcopy(content)
    new_id = _next_id(made)
    twin = {**copy.deepcopy(find_question(made, id_)), "id": new_id, "key": ""}
    made["questions"].insert(_place(made, id_) + 1, twin)
    return made, new_id


def remove_question(content: Content, id_: str) -> Content:
    """The draft without a question. What was asked only after it says so until it is changed.

    Raises Licensed for a part of a scale.
    """
    if id_ in scale_items(content):
        raise Licensed(id_)
    made = copy.deepcopy(content)
    del made["questions"][_place(made, id_)]
    return made


def move_question(content: Content, id_: str, by: int) -> Content:
    """A question `by` places further down, or up where that is negative; never past an end."""
    return place_question(content, id_, _place(content, id_) + by)


def place_question(content: Content, id_: str, at: int) -> Content:
    """A question at place `at`, counted from 0; the nearest there is."""
    made = copy.deepcopy(content)
    question = made["questions"].pop(_place(made, id_))
    made["questions"].insert(max(0, min(at, len(made["questions"]))), question)
    return made


def set_question(content: Content, id_: str, fields: Mapping[str, Any]) -> Content:
    """A question with these of its fields written anew."""
    made = copy.deepcopy(content)
    made["questions"][_place(made, id_)].update(copy.deepcopy(dict(fields)))
    return made


def set_words(
    content: Content, id_: str, part: str, wording: str, language: str, words: str
) -> Content:
    """A question's `part` (`text`, `help`, ...) says `words` in one wording and language."""
    made = copy.deepcopy(content)
    text = find_question(made, id_)[part]
    text["same"] = wording == "every"
    text.setdefault(wording, {})[language] = words
    return made


def set_conditions(content: Content, id_: str, conditions: list[Content]) -> Content:
    """Ask a question only when each of `conditions` holds: `{"question": id, "answers": [ids]}`."""
    return set_question(content, id_, {"ask_if": conditions})


def set_condition(content: Content, id_: str, earlier: str, answers: list[str]) -> Content:
    """Ask only after one of `answers` to `earlier`; after any answer when there are none of them."""
    others = [
        one for one in find_question(content, id_)["ask_if"] if one.get("question") != earlier
    ]
    new = [{"question": earlier, "answers": answers}] if answers else []
    return set_conditions(content, id_, others + new)


def add_answer(content: Content, id_: str) -> tuple[Content, str]:
    """A question with one more answer, last; and its id. Raises NoRoom, Licensed."""
    made = _with_own_answers(content, id_)
    question = find_question(made, id_)
    if len(question["answers"]) >= MOST_ANSWERS:
        raise NoRoom(id_)
    question["last_answer"] += 1
    answer = new_answer(str(question["last_answer"]))
    question["answers"].append(answer)
    return made, answer["id"]


def remove_answer(content: Content, id_: str, answer: str) -> Content:
    """A question without one of its answers. Raises Licensed."""
    made = _with_own_answers(content, id_)
    question = find_question(made, id_)
    del question["answers"][_answer_place(question, answer)]
    if question["none_of_these"] == answer:
        question["none_of_these"] = ""
    return made


def move_answer(content: Content, id_: str, answer: str, by: int) -> Content:
    """An answer `by` places further down, or up; never past an end. Raises Licensed."""
    made = _with_own_answers(content, id_)
    answers = find_question(made, id_)["answers"]
    at = _answer_place(find_question(made, id_), answer)
    moved = answers.pop(at)
    answers.insert(max(0, min(at + by, len(answers))), moved)
    return made


def set_licence(content: Content, scale: str, note: str) -> Content:
    """Write down on what terms a scale is used; the rest of it is taken as it is."""
    made = copy.deepcopy(content)
    found = next((one for one in made["scales"] if one["key"] == scale), None)
    if found is None:
        raise Gone(scale)
    found["licence_note"] = note
    return made


def scale_items(content: Content) -> set[str]:
    """The ids of the questions that make up scales."""
    items = {item for scale in content["scales"] for item in scale["items"]}
    return {id_ for id_, key in question_keys(content).items() if key in items}


def _with_own_answers(content: Content, id_: str) -> Content:
    if id_ in scale_items(content):
        raise Licensed(id_)
    return copy.deepcopy(content)


def _next_id(content: Content) -> str:
    if len(content["questions"]) >= MOST_QUESTIONS:
        raise NoRoom(MOST_QUESTIONS)
    content["last_id"] += 1
    return str(content["last_id"])


def _place(content: Content, id_: str) -> int:
    return int(content["questions"].index(find_question(content, id_)))


def _answer_place(question: Content, answer: str) -> int:
    places = [one["id"] for one in question["answers"]]
    if answer not in places:
        raise Gone(answer)
    return places.index(answer)
