"""Rules for a single text: short, plain, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from survey.questionnaire.lint import da, en
from survey.questionnaire.lint.finding import Finding, Severity
from survey.questionnaire.lint.texts import Role, Said, texts_of
from survey.questionnaire.lint.words import LanguageWords
from survey.questionnaire.model import Questionnaire
from survey.texts import N_

WORDS: dict[str, LanguageWords] = {"da": da.WORDS, "en": en.WORDS}
"""By language code; where a language is missing, its words are left to a person."""

MOST_WORDS = 12
MOST_CHARACTERS = 80
MOST_ANSWER_CHARACTERS = 40
MOST_PURPOSE_SENTENCES = 2
UNKNOWN = LanguageWords(frozenset(), frozenset(), (), frozenset())

TOKEN = re.compile(r"&|[^\W_]+(?:['/-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)")

Find = Callable[[str, LanguageWords], object]
"""What breaks the rule in a text (a word, a count), or None."""


@dataclass(frozen=True)
class TextRule:
    """A rule for texts in some roles; `message` may say %(found)s and %(text)s."""

    name: str
    roles: frozenset[Role]
    severity: Severity
    find: Find
    message: str


def words_in(text: str) -> list[str]:
    """The words in small letters, apostrophes straight, marks left out."""
    return TOKEN.findall(text.casefold().replace("’", "'"))


def _count_words(text: str) -> int:
    return len(words_in(text))


def _count_sentences(text: str) -> int:
    return len(SENTENCE_END.findall(text.strip() + " "))


def _over(most: int, count: Callable[[str], int]) -> Find:
    """Finds the count where it is over `most`."""
    return lambda text, _words: count(text) if count(text) > most else None


def _negation(text: str, words: LanguageWords) -> str | None:
    return next((w for w in words_in(text) if _turns_round(w, words)), None)


def _turns_round(word: str, words: LanguageWords) -> bool:
    ends = bool(words.negative_endings) and word.endswith(words.negative_endings)
    return word in words.negations or ends


def _joining(text: str, words: LanguageWords) -> str | None:
    plain = f" {' '.join(words_in(text))} "
    for phrase in words.fixed_phrases:
        plain = plain.replace(f" {phrase} ", " ")
    return next((word for word in plain.split() if word in words.joining), None)


def _agreeing(text: str, words: LanguageWords) -> str | None:
    return next((word for word in words_in(text) if word in words.agreeing), None)


QUESTION = frozenset({Role.QUESTION})
ANSWER = frozenset({Role.ANSWER})

TEXT_RULES = (
    TextRule(
        "question_words",
        QUESTION,
        Severity.REFUSAL,
        _over(MOST_WORDS, _count_words),
        N_("“%(text)s” has %(found)s words. Say it in 12 or fewer."),
    ),
    TextRule(
        "question_characters",
        QUESTION,
        Severity.REFUSAL,
        _over(MOST_CHARACTERS, len),
        N_("“%(text)s” has %(found)s characters. Say it in 80 or fewer."),
    ),
    TextRule(
        "negation",
        QUESTION,
        Severity.REFUSAL,
        _negation,
        N_("“%(text)s” says “%(found)s”. Ask about what there is, so that a yes means yes."),
    ),
    TextRule(
        "double_question",
        QUESTION,
        Severity.REFUSAL,
        _joining,
        N_("“%(text)s” says “%(found)s”. Ask about one thing, or make two questions of it."),
    ),
    TextRule(
        "agree",
        QUESTION | ANSWER,
        Severity.REFUSAL,
        _agreeing,
        N_("“%(text)s” says “%(found)s”. Ask directly, with answers that fit the question."),
    ),
    TextRule(
        "answer_characters",
        ANSWER,
        Severity.WARNING,
        _over(MOST_ANSWER_CHARACTERS, len),
        N_("The answer “%(text)s” has %(found)s characters. Short answers are easier to hit."),
    ),
    TextRule(
        "purpose_sentences",
        frozenset({Role.PURPOSE}),
        Severity.WARNING,
        _over(MOST_PURPOSE_SENTENCES, _count_sentences),
        N_("The purpose has %(found)s sentences. Two are enough: why we ask, and what for."),
    ),
)


def wordy(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Breaches of the rules for texts, text by text."""
    for said in texts_of(questionnaire):
        yield from (found for rule in TEXT_RULES if (found := _check(rule, said)))


def _check(rule: TextRule, said: Said) -> Finding | None:
    if said.role not in rule.roles:
        return None
    found = rule.find(said.text, WORDS.get(said.language, UNKNOWN))
    if found is None:
        return None
    severity = Severity.WARNING if said.licensed else rule.severity
    return Finding(
        said.place, rule.name, severity, rule.message, {"text": said.text, "found": found}
    )
