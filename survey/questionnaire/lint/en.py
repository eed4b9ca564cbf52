"""English words the lint looks for."""

from __future__ import annotations

from survey.questionnaire.lint.words import LanguageWords

WORDS = LanguageWords(
    negations=frozenset(
        {
            "no",
            "not",
            "never",
            "nobody",
            "none",
            "nor",
            "nothing",
            "nowhere",
            "neither",
            "cannot",
            "hardly",
        }
    ),
    joining=frozenset({"and", "or", "and/or", "or/and", "&"}),
    fixed_phrases=(
        "back and forth",
        "in and out",
        "more or less",
        "now and again",
        "now and then",
        "up and down",
    ),
    agreeing=frozenset({"agree", "agrees", "disagree", "disagrees"}),
    negative_endings=("n't",),
)
