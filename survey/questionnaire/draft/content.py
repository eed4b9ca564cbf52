"""What a draft holds: loose on purpose, so that what is unfinished or wrong can be saved too.

A draft is a JSON object. Questions and answers have an `id` that never changes; what refers to them
refers to the id, so that words, order and keys can change freely. A `key` that is empty follows the
words until it is published (see `keys`); one that is filled in stays as it is.

A text that is worded is `{"same": bool, "every": {language: text}, "self": {...}, ...}`: with
`same`, the words of `every` hold for all.
"""

from __future__ import annotations

import copy
from typing import Any

from survey.languages import DEFAULT_LANGUAGE
from survey.questionnaire.kinds import KINDS
from survey.questionnaire.kinds.base import Option, QuestionBase
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.wording import EVERY_WORDING, LocalText, WordingText

Content = dict[str, Any]
"""A draft, or a part of one."""

ANSWERED_BY_CHOICE = frozenset({"choice", "scale", "choices", "pick", "rank"})
"""The kinds whose answers are written by the author."""
WORDED = ("text", "help", "simple", "yes", "no")
"""The parts of a question that are worded per point of view."""
LOCAL = ("picture_text", "unit")
"""Those that differ by language only."""


class Gone(LookupError):
    """What should be changed is not in the draft any more."""


def blank() -> Content:
    """A draft with nothing in it, for residents who answer themselves."""
    return {
        "key": "",
        "title": {},
        "purpose": {},
        "languages": [DEFAULT_LANGUAGE],
        "voices": ["resident", "resident_assisted"],
        "wordings": ["self"],
        "five_steps": False,
        "pictures": False,
        "pulse": False,
        "questions": [],
        "scales": [],
        "taken": [],
        "last_id": 0,
    }


def from_questionnaire(questionnaire: Questionnaire) -> Content:
    """A draft that says what `questionnaire` says. Its keys stay: answers are known by them."""
    made = copy.deepcopy(blank())
    made.update(
        key=questionnaire.key,
        title=dict(questionnaire.title.root),
        purpose=dict(questionnaire.purpose.root),
        languages=list(questionnaire.languages),
        voices=[voice.value for voice in questionnaire.voices],
        wordings=[wording.value for wording in questionnaire.wordings],
        five_steps=questionnaire.five_steps,
        pictures=questionnaire.pictures,
        pulse=questionnaire.pulse,
        scales=[scale.model_dump(mode="json") for scale in questionnaire.scales],
        taken=[question.key for question in questionnaire.questions],
    )
    ids = {q.key: str(number) for number, q in enumerate(questionnaire.questions, 1)}
    answers = {q.key: _answer_ids(q) for q in questionnaire.questions}
    made["questions"] = [_loose(question, ids, answers) for question in questionnaire.questions]
    made["last_id"] = len(ids)
    return made


def new_question(id_: str, kind: str) -> Content:
    """A question of this kind without a word in it. Raises KeyError for no kind of ours."""
    offers = KINDS[kind].model_fields["offer_dont_know"].default
    made: Content = {
        "id": id_,
        "key": "",
        "kind": kind,
        **{name: no_words() for name in WORDED},
        **{name: {} for name in LOCAL},
        "picture": "",
        "measure": "",
        "sensitive": False,
        "dont_know": bool(offers),
        "not_relevant": False,
        "answers": [],
        "last_answer": 0,
        "none_of_these": "",
        "ask_if": [],
    }
    made.update(copy.deepcopy(STARTS.get(kind, {})))
    for number in range(1, 3 if kind in ANSWERED_BY_CHOICE else 1):
        made["answers"].append(new_answer(str(number)))
        made["last_answer"] = number
    return made


STARTS: dict[str, Content] = {
    "scale": {"top": 1},
    "pick": {"at_most": 3},
    "number": {"least": 0, "most": 100},
    "text": {"at_most": 2000},
}
"""What a new question of a kind begins with, beside what all have."""


def new_answer(id_: str) -> Content:
    """An answer without words."""
    return {
        "id": id_,
        "key": "",
        "label": no_words(),
        "picture": "",
        "image": "",
        "image_text": {},
    }


def no_words() -> Content:
    """A worded text that says nothing yet, and will say the same to all."""
    return {"same": True, EVERY_WORDING: {}}


def find_question(content: Content, id_: str) -> Content:
    """The question of this id. Raises Gone."""
    found = next((one for one in content["questions"] if one["id"] == id_), None)
    if found is None:
        raise Gone(id_)
    return found  # type: ignore[no-any-return] # JSON


def words_of(text: Content, wording: str) -> dict[str, str]:
    """The words for one who answers from this point of view, by language."""
    found = text.get(EVERY_WORDING if text.get("same", True) else wording, {})
    return found if isinstance(found, dict) else {}


def has_words(text: Content) -> bool:
    """True when there are words in any language and wording that counts."""
    counts = [EVERY_WORDING] if text.get("same", True) else [n for n in text if n != EVERY_WORDING]
    return any(any(words_of(text, one).values()) for one in counts if one != "same")


def first_words(content: Content, question: Content) -> str:
    """The first words there are of a question: how it is told from others; empty for none."""
    text = question["text"]
    for language in content["languages"]:
        for wording in content["wordings"] or [EVERY_WORDING]:
            if said := words_of(text, wording).get(language, ""):
                return said
    return ""


def _answer_ids(question: QuestionBase) -> dict[str, str]:
    """The ids its answers get, by key; a yes and a no are called so."""
    if question.kind not in ANSWERED_BY_CHOICE:
        return {option.key: option.key for option in question.choosable()}
    return {option.key: str(n) for n, option in enumerate(question.choosable(), 1)}


def _loose(
    question: QuestionBase, ids: dict[str, str], answer_ids: dict[str, dict[str, str]]
) -> Content:
    made = new_question(ids[question.key], question.kind)
    answers = answer_ids[question.key]
    made.update(
        key=question.key,
        text=_worded(question.text),
        help=_worded(question.help),
        simple=_worded(question.simple.text if question.simple else None),
        picture=question.picture or "",
        picture_text=_local(question.picture_text),
        measure=question.measure.value if question.measure else "",
        sensitive=question.sensitive,
        dont_know=question.offer_dont_know,
        not_relevant=question.offer_not_relevant,
    )
    if question.kind in ANSWERED_BY_CHOICE:
        made["answers"] = [_answer(one, answers) for one in question.choosable()]
        made["last_answer"] = len(answers)
    for name in ("top", "at_most", "least", "most"):
        if name in type(question).model_fields:
            made[name] = getattr(question, name)
    made["none_of_these"] = answers.get(getattr(question, "none_of_these", None) or "", "")
    made["unit"] = _local(getattr(question, "unit", None))
    for name in ("yes", "no"):
        made[name] = _worded(getattr(question, name, None))
    made["ask_if"] = [
        {
            "question": ids[one.question],
            "answers": [answer_ids[one.question].get(a, a) for a in one.answers],
        }
        for one in question.ask_if
    ]
    return made


def _answer(option: Option, ids: dict[str, str]) -> Content:
    made = new_answer(ids[option.key])
    return {
        **made,
        "key": option.key,
        "label": _worded(option.label),
        "picture": option.picture or "",
        "image": option.image or "",
        "image_text": _local(option.image_text),
    }


def _worded(text: WordingText | None) -> Content:
    if text is None:
        return no_words()
    words = {name: dict(local.root) for name, local in text.root.items()}
    every = words.pop(EVERY_WORDING, {})
    if not words:
        return {"same": True, EVERY_WORDING: every}
    return {"same": False, EVERY_WORDING: {}, **{n: {**every, **w} for n, w in words.items()}}


def _local(text: LocalText | None) -> dict[str, str]:
    return dict(text.root) if text else {}
