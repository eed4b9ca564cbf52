"""Keys made from words: the names that questions and answers go by in tables and reports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from survey.languages import DEFAULT_LANGUAGE
from survey.questionnaire.draft.content import Content, first_words, words_of

LONGEST = 40
"""Characters; a key may have 60, and one that is taken gets a number."""
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ł": "l", "ı": "i"})
NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def key_from(words: str) -> str:
    """A key that tells of `words`; empty where they hold no Latin letter."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(DANISH))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    key = NOT_IN_KEYS.sub("_", letters).strip("_")
    if len(key) > LONGEST:
        key = key[:LONGEST].rpartition("_")[0] or key[:LONGEST]
    return f"n_{key}" if key and not key[0].isalpha() else key


def not_taken(key: str, taken: Collection[str]) -> str:
    """`key`, with a number behind it where that is needed to be the only one."""
    number, free = 2, key
    while free in taken:
        free, number = f"{key}_{number}", number + 1
    return free


def questionnaire_key(content: Content, taken: Collection[str] = ()) -> str:
    """The questionnaire's key: its own, else one made from its title."""
    if content["key"]:
        return str(content["key"])
    title = content["title"]
    words = next((title[one] for one in content["languages"] if title.get(one)), "")
    return not_taken(key_from(words) or "questionnaire", taken)


def question_keys(content: Content) -> dict[str, str]:
    """The key of each question by its id. A name that was published is not given to another."""
    questions = content["questions"]
    taken = {*content["taken"], *(one["key"] for one in questions if one["key"])}
    found: dict[str, str] = {}
    for one in questions:
        key = one["key"]
        if not key:
            made = key_from(first_words(content, one)) or f"question_{one['id']}"
            key = not_taken(made, taken)
            taken.add(key)
        found[one["id"]] = key
    return found


def answer_keys(content: Content, question: Content) -> dict[str, str]:
    """The key of each answer by its id; those of a yes and a no are always the same."""
    if question["kind"] == "yes_no":
        return {"yes": "yes", "no": "no"}
    taken = {one["key"] for one in question["answers"] if one["key"]}
    found: dict[str, str] = {}
    for one in question["answers"]:
        key = one["key"]
        if not key:
            words = next(_labels(content, one), "")
            key = not_taken(key_from(words) or f"answer_{one['id']}", taken)
            taken.add(key)
        found[one["id"]] = key
    return found


def _labels(content: Content, answer: Content) -> Iterator[str]:
    for language in content["languages"] or [DEFAULT_LANGUAGE]:
        for wording in content["wordings"] or ["every"]:
            if said := words_of(answer["label"], wording).get(language, ""):
                yield said
