"""What a draft lacks before the model takes it, in words for whoever writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from survey.questionnaire.draft.content import (
    ANSWERED_BY_CHOICE,
    Content,
    first_words,
    has_words,
    words_of,
)
from survey.questionnaire.draft.notes import WHOLE, Note
from survey.questionnaire.lint import Severity
from survey.texts import N_

LEAST_ANSWERS = 2
MOST_STEPS = 5
WIDEST = 1000
"""The span of a number, as the model has it."""


def lacking(content: Content) -> Iterator[Note]:
    """All that is missing or does not fit, the whole first, then question by question."""
    for name, message in NEEDED.items():
        if not content[name]:
            yield _whole(name, message)
    seen: dict[str, Content] = {}
    for question in content["questions"]:
        for check in CHECKS:
            yield from check(question)
        yield from _conditions(question, seen, content)
        yield from _twice(question, content)
        seen[question["id"]] = question


NEEDED = {
    "languages": N_("Choose at least one language."),
    "voices": N_("Choose who is asked."),
    "wordings": N_("Choose at least one wording: from whose point of view people answer."),
    "questions": N_("There are no questions yet. Add the first one."),
}
"""What a questionnaire cannot be without, and what to do."""


def _whole(name: str, message: str) -> Note:
    return Note(WHOLE, name, f"{name}_missing", Severity.REFUSAL, message)


def _at(question: Content, field: str, rule: str, message: str, **values: object) -> Note:
    return Note(question["id"], field, rule, Severity.REFUSAL, message, values)


def _answers(question: Content) -> Iterator[Note]:
    count = len(question["answers"])
    if question["kind"] in ANSWERED_BY_CHOICE and count < LEAST_ANSWERS:
        yield _at(
            question, "answers", "few_answers", N_("Write at least two answers to choose from.")
        )
    if question["kind"] == "scale" and count > MOST_STEPS:
        message = N_(
            "A scale has at most %(most)s steps. Remove some, or ask with a list of answers."
        )
        yield _at(question, "answers", "many_steps", message, most=MOST_STEPS)


def _picture(question: Content) -> Iterator[Note]:
    if question["picture"] and not any(question["picture_text"].values()):
        message = N_("Say in words what the picture shows, for those who cannot see it.")
        yield _at(question, "picture_text", "picture_untold", message)


def _numbers(question: Content) -> Iterator[Note]:
    for name, (least, most) in LIMITS.get(question["kind"], {}).items():
        given = question.get(name)
        if not isinstance(given, int) or not least <= given <= most:
            message = N_("Write a whole number from %(least)s to %(most)s.")
            yield _at(question, name, "not_a_number", message, least=least, most=most)


def _span(question: Content) -> Iterator[Note]:
    least, most = question.get("least"), question.get("most")
    if question["kind"] != "number" or not (isinstance(least, int) and isinstance(most, int)):
        return
    if least >= most:
        message = N_("The smallest number must be below the largest.")
        yield _at(question, "most", "span_turned", message)
    elif most - least > WIDEST:
        message = N_("From the smallest number to the largest there may be %(most)s at the widest.")
        yield _at(question, "most", "span_wide", message, most=WIDEST)


LIMITS: dict[str, dict[str, tuple[int, int]]] = {
    "pick": {"at_most": (1, 6)},
    "text": {"at_most": (10, 10_000)},
    "scale": {"top": (1, 2)},
    "number": {"least": (-1_000_000, 1_000_000), "most": (-1_000_000, 1_000_000)},
}
"""The numbers each kind needs, and what they may be."""

CHECKS: tuple[Callable[[Content], Iterator[Note]], ...] = (_answers, _picture, _numbers, _span)


def _conditions(question: Content, earlier: dict[str, Content], content: Content) -> Iterator[Note]:
    everything = {one["id"]: one for one in content["questions"]}
    for condition in question["ask_if"]:
        id_ = condition["question"]
        if id_ not in everything:
            yield _at(question, "ask_if", "condition_gone", CONDITION_GONE)
        elif id_ not in earlier:
            words = first_words(content, everything[id_])
            yield _at(question, "ask_if", "condition_later", CONDITION_LATER, text=words)
        elif not set(condition["answers"]) <= set(answer_ids(earlier[id_])):
            words = first_words(content, earlier[id_])
            yield _at(question, "ask_if", "condition_answer_gone", ANSWER_GONE, text=words)


CONDITION_GONE = N_(
    "It is asked only after an answer to a question that has been removed. Choose when to ask it anew."
)
CONDITION_LATER = N_(
    "It depends on “%(text)s”, which comes later. Move that one up, or choose when to ask it anew."
)
ANSWER_GONE = N_(
    "It depends on an answer to “%(text)s” that has been removed. Choose when to ask it anew."
)


def answer_ids(question: Content) -> list[str]:
    """The ids of the answers that a condition can name."""
    if question["kind"] == "yes_no":
        return ["yes", "no"]
    return [one["id"] for one in question["answers"]]


def _twice(question: Content, content: Content) -> Iterator[Note]:
    """Two answers that read the same."""
    for language in content["languages"]:
        for wording in content["wordings"]:
            said: set[str] = set()
            for answer in question["answers"]:
                words = words_of(answer["label"], wording).get(language, "").casefold()
                if words and words in said:
                    field = f"answer.{answer['id']}.{_row(answer['label'], wording)}.{language}"
                    message = N_("Two answers read the same. Change one of them.")
                    yield _at(question, field, "answers_alike", message)
                said.add(words)


def _row(text: Content, wording: str) -> str:
    return "every" if text.get("same", True) else wording


def is_wordless(question: Content) -> bool:
    """True while nobody has written a word of it."""
    return not has_words(question["text"])
