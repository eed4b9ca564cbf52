"""From the loose form of a draft to what the model takes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from survey.questionnaire.draft.content import Content, has_words
from survey.questionnaire.draft.keys import answer_keys, question_keys, questionnaire_key
from survey.questionnaire.wording import EVERY_WORDING

Extra = Callable[[Content, dict[str, str]], dict[str, Any]]


def to_data(content: Content, taken: Collection[str] = ()) -> dict[str, Any]:
    """What `Questionnaire` validates. `taken` are keys that other questionnaires have."""
    keys = question_keys(content)
    answers = {one["id"]: answer_keys(content, one) for one in content["questions"]}
    return {
        "key": questionnaire_key(content, taken),
        "title": _said(content["title"]),
        "purpose": _said(content["purpose"]),
        "languages": content["languages"],
        "voices": content["voices"],
        "wordings": content["wordings"],
        "five_steps": content["five_steps"],
        "pictures": content["pictures"],
        "pulse": content["pulse"],
        "questions": [_question(one, keys, answers) for one in content["questions"]],
        "scales": content["scales"],
    }


def _question(
    question: Content, keys: dict[str, str], answers: dict[str, dict[str, str]]
) -> dict[str, Any]:
    data = {
        "key": keys[question["id"]],
        "kind": question["kind"],
        "text": _words(question["text"]),
        "help": _words(question["help"]) if has_words(question["help"]) else None,
        "picture": question["picture"] or None,
        "picture_text": _said(question["picture_text"]) or None,
        "measure": question["measure"] or None,
        "sensitive": question["sensitive"],
        "offer_dont_know": question["dont_know"],
        "offer_not_relevant": question["not_relevant"],
        "simple": {"text": _words(question["simple"])} if has_words(question["simple"]) else None,
        "ask_if": [_condition(one, keys, answers) for one in question["ask_if"]],
    }
    return data | EXTRA.get(question["kind"], _nothing)(question, answers[question["id"]])


def _condition(
    condition: Content, keys: dict[str, str], answers: dict[str, dict[str, str]]
) -> dict[str, Any]:
    earlier = condition["question"]
    known = answers.get(earlier, {})
    chosen = [known.get(one, f"gone_{one}") for one in condition["answers"]]
    return {"question": keys.get(earlier, f"gone_{earlier}"), "answers": chosen}


def _options(question: Content, keys: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "key": keys[one["id"]],
            "label": _words(one["label"]),
            "picture": one["picture"] or None,
            "image": one["image"] or None,
            "image_text": _said(one["image_text"]) or None,
        }
        for one in question["answers"]
    ]


def _nothing(_question: Content, _keys: dict[str, str]) -> dict[str, Any]:
    return {}


def _choice(question: Content, keys: dict[str, str]) -> dict[str, Any]:
    return {"options": _options(question, keys)}


def _several(question: Content, keys: dict[str, str]) -> dict[str, Any]:
    none = keys.get(question["none_of_these"])
    return {"options": _options(question, keys), "none_of_these": none}


def _pick(question: Content, keys: dict[str, str]) -> dict[str, Any]:
    return _several(question, keys) | {"at_most": question["at_most"]}


def _scale(question: Content, keys: dict[str, str]) -> dict[str, Any]:
    return {"steps": _options(question, keys), "top": question["top"]}


def _yes_no(question: Content, _keys: dict[str, str]) -> dict[str, Any]:
    return {
        name: _words(question[name]) if has_words(question[name]) else None
        for name in ("yes", "no")
    }


def _number(question: Content, _keys: dict[str, str]) -> dict[str, Any]:
    unit = _said(question["unit"]) or None
    return {"least": question["least"], "most": question["most"], "unit": unit}


def _text(question: Content, _keys: dict[str, str]) -> dict[str, Any]:
    return {"at_most": question["at_most"]}


EXTRA: dict[str, Extra] = {
    "choice": _choice,
    "choices": _several,
    "pick": _pick,
    "scale": _scale,
    "rank": _choice,
    "yes_no": _yes_no,
    "number": _number,
    "text": _text,
}
"""What a kind has beside what all questions have."""


def _words(text: Content) -> dict[str, Any]:
    """A worded text; without words in it, `{}`."""
    if text.get("same", True):
        every = _said(text.get(EVERY_WORDING, {}))
        return {EVERY_WORDING: every} if every else {}
    told = {name: _said(one) for name, one in text.items() if name not in ("same", EVERY_WORDING)}
    return {name: one for name, one in told.items() if one}


def _said(local: dict[str, str]) -> dict[str, str]:
    return {language: words for language, words in local.items() if words}
